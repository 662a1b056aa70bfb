/** What the page asks its own server: the contract, and whether a frame would be taken. */

import type { Contract } from "../contract/model";
import { parse } from "../json/parse";
import { toPlain, type Fields, type Json } from "../json/value";

export interface Application {
  title: string;
  contract: Contract;
  /** An example of each action, for each route. */
  examples: Map<string, Json>[];
}

export interface Verdict {
  /** The route that serves the path. */
  route: number | null;
  /** The error frame with which the server would answer. */
  answer: unknown;
}

export class ServerError extends Error {
  constructor(
    message: string,
    readonly status: number,
    readonly retryAfter: number | null = null,
  ) {
    super(message);
  }
}

/** The folder of this page, told by where its script came from. */
const BASE = new URL(".", (document.querySelector("script[src]") as HTMLScriptElement).src).href;

/** What stands before the application's paths, where it is nested below a prefix of another server. */
let prefix = "";

export function prefixOfApplication(): string {
  return prefix;
}

export async function loadApplication(): Promise<Application> {
  const response = await fetch(`${BASE}contract.json`, { headers: { accept: "application/json" } });
  const text = await response.text();
  if (!response.ok) throw errorOf(response, text);
  const whole = parse(text) as Fields;
  const examples = whole.get("examples");
  const at = String(whole.get("at") ?? "");
  if (location.pathname.endsWith(at)) prefix = location.pathname.slice(0, location.pathname.length - at.length);
  return {
    title: String(whole.get("title") ?? "Playground"),
    contract: toPlain(whole.get("contract") ?? null) as unknown as Contract,
    examples: Array.isArray(examples)
      ? examples.map((example) => (example instanceof Map ? example : new Map()))
      : [],
  };
}

export async function checkFrame(path: string, text: string | null, signal: AbortSignal): Promise<Verdict> {
  const response = await fetch(`${BASE}check`, {
    method: "POST",
    headers: { "content-type": "application/json", accept: "application/json" },
    body: JSON.stringify({ path, text }),
    signal,
  });
  const body = await response.text();
  if (!response.ok) throw errorOf(response, body);
  return JSON.parse(body) as Verdict;
}

function errorOf(response: Response, body: string): ServerError {
  const after = Number(response.headers.get("retry-after"));
  const message = detailOf(body) ?? wordsOf(response, body) ?? `The server answers with status ${response.status}`;
  return new ServerError(message, response.status, Number.isFinite(after) && after > 0 ? after : null);
}

/** A short answer in plain words, as servers give it before a page of theirs is asked. */
function wordsOf(response: Response, body: string): string | null {
  const isPlain = response.headers.get("content-type")?.startsWith("text/plain") ?? false;
  return isPlain && body.length < 200 && body.trim() !== "" ? body.trim() : null;
}

function detailOf(body: string): string | null {
  try {
    const { detail } = JSON.parse(body) as { detail?: unknown };
    return typeof detail === "string" ? detail : null;
  } catch {
    return null;
  }
}

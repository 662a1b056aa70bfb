/** Routes: their paths, their actions, and how a request to each ends. */

import { camelCase } from "./case";
import { exampleOf, randomUuid } from "./example";
import type { Parameter, Received, Reply, Route } from "./model";
import { SchemaDocument } from "./schema";

export const AUTHENTICATE = "authenticate";

const PARAMETER = /<(?:([a-z_]+):)?([^<>:]+)>/g;

/** The name of the tag in frames. */
export function wireTag(route: Route): string {
  return route.settings.camelize ? camelCase(route.tag) : route.tag;
}

/** A regular expression stands as it is: it matches what follows the first slash. */
export function titleOf(route: Route): string {
  return route.regex ? route.path : `/${route.path}`;
}

/** The path with its parameters filled in; undefined where one is missing. */
export function fillPath(route: Route, values: Readonly<Record<string, string>>): string | undefined {
  if (route.regex) return values[FREE_PATH];
  let lacks = false;
  const path = route.path.replace(PARAMETER, (_, converter: string | undefined, name: string) => {
    const value = values[name] ?? "";
    lacks ||= value === "";
    return converter === "path" ? value.split("/").map(encodeURIComponent).join("/") : encodeURIComponent(value);
  });
  return lacks ? undefined : `/${path}`;
}

/** The whole path, where regular expressions say what may stand in it. */
export const FREE_PATH = "";

const UUID_IN_WORDS = /`([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})`/i;

/** A value to begin with: an id that the parameter's own words name, or one made up. */
export function defaultValue({ converter, schema, description }: Parameter): string {
  if (converter === "uuid") return UUID_IN_WORDS.exec(description ?? "")?.[1] ?? randomUuid();
  if (converter === "int") return "1";
  if (schema !== undefined && schema !== null) {
    const example = exampleOf(new SchemaDocument(schema, false).node());
    if (typeof example === "string" && example !== "text") return example;
  }
  return converter === "slug" ? "lobby" : "example";
}

/** What may be sent: the contract's messages, and chanx's own where it is taken. */
export function actionsOf(route: Route): Map<string, Received> {
  const actions = new Map(Object.entries(route.receives));
  const takesMessages = actions.size > 0 || !route.text;
  if (route.access.authentications?.length && takesMessages && !actions.has(AUTHENTICATE)) {
    actions.set(AUTHENTICATE, authenticate(route));
  }
  return actions;
}

function authenticate(route: Route): Received {
  const tag = route.tag;
  return {
    message: "AuthenticateMessage",
    handler: AUTHENTICATE,
    docs: { description: "Fresh credentials for this connection." },
    replies: { one_of: ["authentication"] },
    schema: {
      type: "object",
      properties: {
        [tag]: { const: AUTHENTICATE },
        payload: {
          type: "object",
          properties: { token: { type: "string", "x-sensitive": true } },
          required: ["token"],
        },
      },
      required: [tag, "payload"],
    },
  };
}

/** The action that ends a request: its one reply, or `complete`; `error` ends any. */
export function endOf(reply: Reply): string[] {
  if (typeof reply === "object") {
    if ("one_of" in reply) return reply.one_of;
    if ("fallible" in reply) return endOf(reply.fallible);
  }
  return ["complete"];
}

/** Tells whether a path is one of this route's, by its text alone. */
export function matches(route: Route, path: string): boolean {
  if (route.regex) return false;
  const converters: Record<string, string> = { int: "\\d+", path: ".+", uuid: "[0-9a-fA-F-]{36}" };
  let pattern = "";
  let end = 0;
  for (const found of route.path.matchAll(PARAMETER)) {
    pattern += escaped(route.path.slice(end, found.index)) + (converters[found[1] ?? ""] ?? "[^/]+");
    end = found.index + found[0].length;
  }
  return new RegExp(`^/${pattern}${escaped(route.path.slice(end))}$`).test(path);
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
}

/** Recordings: JSON lines as `chanx::record` has them, which `Replay` plays. */

import { exactObject } from "../json/exact";
import { JsonError, parse } from "../json/parse";
import { compact } from "../json/print";
import { Num, type Fields, type Json } from "../json/value";
import { fromBase64, toBase64 } from "./base64";
import { utf8Length, type Content, type Frame } from "./frame";

export interface Opened {
  path: string;
  consumer: string;
  subprotocol: string | null;
  tag: string;
}

export type Happening =
  | { kind: "opened"; opened: Opened }
  | { kind: "said"; by: Frame["by"]; content: Content; size: number }
  | { kind: "closed"; code: number; by: Frame["by"] };

export interface Line {
  connection: string;
  /** Seconds since the recording began. */
  at: number;
  happening: Happening;
}

export class RecordingError extends Error {}

/** Writes one line; a frame that is a message goes through `redact` before. */
export function writeLine({ connection, at, happening }: Line, redact: (frame: Fields) => Fields): string {
  const head = `{"connection":${JSON.stringify(connection)},"at":${seconds(at)}`;
  switch (happening.kind) {
    case "opened": {
      const { path, consumer, subprotocol, tag } = happening.opened;
      const opened = {
        path,
        consumer,
        ...(subprotocol !== null && { subprotocol }),
        ...(tag !== "action" && { tag }),
      };
      return `${head},"opened":${JSON.stringify(opened)}}`;
    }
    case "said":
      return `${head},"from":"${happening.by}",${contentText(happening.content, happening.size, redact)}}`;
    case "closed":
      return `${head},"closed":{"code":${happening.code},"by":"${happening.by}"}}`;
  }
}

function contentText(content: Content, size: number, redact: (frame: Fields) => Fields): string {
  switch (content.kind) {
    case "text": {
      const object = exactObject(content.text);
      return object ? `"text":${compact(redact(object))}` : `"raw":${JSON.stringify(content.text.toWellFormed())}`;
    }
    case "binary":
      return `"binary":"${toBase64(content.bytes)}"`;
    case "withheld":
      return `"withheld":{"kind":"${content.of}","bytes":${size}}`;
  }
}

function seconds(at: number): string {
  const text = at.toFixed(6).replace(/0+$/, "");
  return text.endsWith(".") ? `${text}0` : text;
}

/** Reads a recording. Empty lines are passed over, and so is a last one that is cut off: it has no end of line. */
export function readRecording(text: string): Line[] {
  const lines: Line[] = [];
  const written = text.split("\n");
  written.forEach((line, index) => {
    if (line.trim() === "") return;
    const isLast = index === written.length - 1;
    try {
      lines.push(readLine(parse(line)));
    } catch (error) {
      if (error instanceof JsonError && isLast && error.at >= line.trimEnd().length) return;
      if (error instanceof JsonError || error instanceof RecordingError) {
        throw new RecordingError(`Line ${index + 1}: ${error.message}`);
      }
      throw error;
    }
  });
  return lines;
}

function readLine(line: Json): Line {
  const fields = asObject(line, "A line");
  const connection = asText(fields.get("connection"), "connection");
  return { connection, at: asNumber(fields.get("at"), "at"), happening: readHappening(fields) };
}

function readHappening(fields: Fields): Happening {
  const has = (key: string): boolean => (fields.get(key) ?? null) !== null;
  const kinds = ["opened", "from", "closed"].filter(has);
  if (kinds.length !== 1) throw new RecordingError("One of opened, from and closed is needed");
  if (has("opened")) {
    const opened = asObject(fields.get("opened"), "opened");
    const optional = (key: string): string | null => (opened.get(key) ? asText(opened.get(key), key) : null);
    const path = asText(opened.get("path"), "path");
    const consumer = asText(opened.get("consumer"), "consumer");
    return {
      kind: "opened",
      opened: { path, consumer, subprotocol: optional("subprotocol"), tag: optional("tag") ?? "action" },
    };
  }
  if (has("closed")) {
    const closed = asObject(fields.get("closed"), "closed");
    return { kind: "closed", code: asNumber(closed.get("code"), "code"), by: asSide(closed.get("by")) };
  }
  return { kind: "said", by: asSide(fields.get("from")), ...readContent(fields) };
}

function readContent(fields: Fields): { content: Content; size: number } {
  const [kind, ...more] = ["text", "raw", "binary", "withheld"].filter((key) => fields.has(key));
  if (more.length > 0) throw new RecordingError("More than one of text, raw, binary and withheld");
  switch (kind) {
    case "text": {
      const text = compact(fields.get("text") ?? null);
      return { content: { kind: "text", text }, size: utf8Length(text) };
    }
    case "raw": {
      const text = asText(fields.get("raw"), "raw");
      return { content: { kind: "text", text }, size: utf8Length(text) };
    }
    case "binary": {
      const bytes = asBytes(asText(fields.get("binary"), "binary"));
      return { content: { kind: "binary", bytes }, size: bytes.length };
    }
    case "withheld": {
      const withheld = asObject(fields.get("withheld"), "withheld");
      const of = withheld.get("kind") === "binary" ? "binary" : "text";
      return { content: { kind: "withheld", of }, size: asNumber(withheld.get("bytes"), "bytes") };
    }
    default:
      throw new RecordingError("from needs text, raw, binary or withheld");
  }
}

function asObject(value: Json | undefined, name: string): Fields {
  if (value instanceof Map) return value;
  throw new RecordingError(`${name} is no object`);
}

function asText(value: Json | undefined, name: string): string {
  if (typeof value === "string") return value;
  throw new RecordingError(`${name} is no text`);
}

function asNumber(value: Json | undefined, name: string): number {
  if (value instanceof Num) return Number(value.text);
  throw new RecordingError(`${name} is no number`);
}

function asSide(value: Json | undefined): Frame["by"] {
  if (value === "client" || value === "server") return value;
  throw new RecordingError("The side is neither client nor server");
}

function asBytes(text: string): Uint8Array<ArrayBuffer> {
  try {
    return fromBase64(text);
  } catch {
    throw new RecordingError("binary is no base64");
  }
}

/** JSON values that lose nothing: numbers are kept as their text, objects as maps in the order of the text. */

export class Num {
  constructor(readonly text: string) {}
}

export type Fields = Map<string, Json>;
export type Json = null | boolean | string | Num | Json[] | Fields;
export type Kind = "null" | "boolean" | "string" | "number" | "array" | "object";
export type Path = readonly (string | number)[];

export function kindOf(value: Json): Kind {
  if (value === null) return "null";
  if (typeof value === "boolean") return "boolean";
  if (typeof value === "string") return "string";
  if (value instanceof Num) return "number";
  return Array.isArray(value) ? "array" : "object";
}

function isInteger(value: Json): boolean {
  return value instanceof Num && /^-?\d+$/.test(value.text);
}

export function isNumberText(text: string): boolean {
  return /^-?(0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?$/.test(text);
}

export function equal(a: Json, b: Json): boolean {
  if (a instanceof Num && b instanceof Num) return a.text === b.text || exact(a) === exact(b);
  if (Array.isArray(a) && Array.isArray(b)) {
    return a.length === b.length && a.every((item, index) => equal(item, b[index] ?? null));
  }
  if (a instanceof Map && b instanceof Map) {
    return a.size === b.size && [...a].every(([key, value]) => b.has(key) && equal(value, b.get(key) ?? null));
  }
  return a === b;
}

/** What a plain JavaScript value has room for; a number that it would change stays as its text. */
export type Plain = null | boolean | string | number | Num | Plain[] | { [key: string]: Plain };

export function toPlain(value: Json): Plain {
  if (value instanceof Num) {
    const number = exact(value);
    return number ?? value;
  }
  if (Array.isArray(value)) return value.map(toPlain);
  if (value instanceof Map) {
    // Without a prototype, so that no key is special.
    const plain = Object.create(null) as { [key: string]: Plain };
    for (const [key, inner] of value) plain[key] = toPlain(inner);
    return plain;
  }
  return value;
}

export function fromPlain(value: unknown): Json {
  if (value === null || value === undefined) return null;
  if (typeof value === "boolean" || typeof value === "string" || value instanceof Num) return value;
  if (typeof value === "number") return new Num(String(value));
  if (Array.isArray(value)) return value.map(fromPlain);
  if (typeof value === "object") return new Map(Object.entries(value).map(([key, inner]) => [key, fromPlain(inner)]));
  return null;
}

/** The number, where JavaScript holds it exactly. */
function exact(number: Num): number | null {
  const read = Number(number.text);
  if (!Number.isFinite(read)) return null;
  if (isInteger(number) && !Number.isSafeInteger(read)) return null;
  return read;
}

/** What a recording can keep as a value: only what serde_json holds without loss. */

import { tryParse } from "./parse";
import { Num, type Fields, type Json } from "./value";

/** A line of a recording nests a frame once more. */
const MAX_DEPTH = 120;
const LEAST = -(2n ** 63n);
const GREATEST = 2n ** 64n - 1n;

/** The frame as an object, unless a value would change something of it. */
export function exactObject(text: string): Fields | null {
  const value = tryParse(text, { once: true, depth: MAX_DEPTH });
  return value instanceof Map && holds(value) ? value : null;
}

function holds(value: Json): boolean {
  if (value instanceof Num) return isExact(value.text);
  if (typeof value === "string") return isUnicode(value);
  if (Array.isArray(value)) return value.every(holds);
  if (value instanceof Map) return [...value].every(([key, inner]) => isUnicode(key) && holds(inner));
  return true;
}

function isUnicode(text: string): boolean {
  return !/\p{Surrogate}/u.test(text);
}

function isExact(number: string): boolean {
  if (/^-?\d+$/.test(number)) {
    const integer = BigInt(number);
    return integer >= LEAST && integer <= GREATEST;
  }
  const read = Number(number);
  return Number.isFinite(read) && decimal(String(read)) === decimal(number);
}

/** A number's sign, its digits without zeros at either end, and the power of ten of the last. */
function decimal(number: string): string {
  const [mantissa = "", power = "0"] = number.toLowerCase().split("e");
  const [whole = "", fraction = ""] = mantissa.replace("-", "").split(".");
  const all = whole + fraction;
  const digits = all.replace(/0+$/, "");
  const last = Number(power) - fraction.length + (all.length - digits.length);
  const significant = digits.replace(/^0+/, "");
  return `${number.startsWith("-") ? "-" : ""}${significant}e${significant === "" ? 0 : last}`;
}

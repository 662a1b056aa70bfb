/** Writes values as JSON texts. */

import { Num, type Json } from "./value";

export function compact(value: Json): string {
  if (value instanceof Num) return value.text;
  if (Array.isArray(value)) return `[${value.map(compact).join(",")}]`;
  if (value instanceof Map) {
    const members = [...value].map(([key, inner]) => `${JSON.stringify(key)}:${compact(inner)}`);
    return `{${members.join(",")}}`;
  }
  return JSON.stringify(value);
}

export function pretty(value: Json, indent = ""): string {
  const inner = `${indent}  `;
  if (Array.isArray(value) && value.length > 0) {
    const items = value.map((item) => inner + pretty(item, inner));
    return `[\n${items.join(",\n")}\n${indent}]`;
  }
  if (value instanceof Map && value.size > 0) {
    const members = [...value].map(([key, member]) => `${inner}${JSON.stringify(key)}: ${pretty(member, inner)}`);
    return `{\n${members.join(",\n")}\n${indent}}`;
  }
  return compact(value);
}

/** Values made from a schema, for fields and messages that have no example of the server's. */

import { Num, fromPlain, type Json } from "../json/value";
import type { Facts, Shape } from "./schema";
import { SchemaNode } from "./schema";

/** Types that must hold themselves end here. */
const MAX_DEPTH = 8;

export function exampleOf(node: SchemaNode): Json {
  return make(node, { depth: MAX_DEPTH, names: [] }) ?? null;
}

interface Outside {
  /** How much deeper it may be. */
  depth: number;
  /** The named types that it is in. */
  names: readonly string[];
}

function inside({ depth, names }: Outside, { name }: Shape): Outside {
  return { depth: depth - 1, names: name === null ? names : [...names, name] };
}

/** Undefined where it would nest without end. */
function make(node: SchemaNode, outside: Outside): Json | undefined {
  if (outside.depth === 0) return undefined;
  const { shape } = node;
  if (shape.suggestion !== undefined) return toWire(node, shape.suggestion);
  if (shape.options) return shape.options[0];
  if (shape.branches) return ofBranches(shape, outside);
  switch (shape.kind) {
    case "boolean":
      return false;
    case "integer":
    case "number":
      return number(shape.facts);
    case "string":
      return text(shape.facts);
    case "array":
      return list(shape, outside);
    case "object":
      return fields(shape, outside);
    default:
      return null;
  }
}

/** The first that says something, rather than null, rather than one that would nest further. */
function ofBranches(shape: Shape, outside: Outside): Json | undefined {
  const rank = ({ shape: { kind, name } }: SchemaNode): number => {
    if (name !== null && outside.names.includes(name)) return 2;
    return kind === "null" ? 1 : 0;
  };
  for (const branch of [...(shape.branches ?? [])].sort((a, b) => rank(a) - rank(b))) {
    const made = make(branch, inside(outside, shape));
    if (made !== undefined) return made;
  }
  return undefined;
}

function list(shape: Shape, outside: Outside): Json[] | undefined {
  const length = Math.max(shape.prefix.length, shape.facts.minItems ?? 0);
  const items: Json[] = [];
  for (let index = 0; index < Math.min(length, 50); index++) {
    const inner = shape.prefix[index] ?? shape.items;
    const item = inner ? make(inner, inside(outside, shape)) : null;
    if (item === undefined) return undefined;
    items.push(item);
  }
  return items;
}

function fields(shape: Shape, outside: Outside): Json | undefined {
  const made = new Map<string, Json>();
  for (const { wire, node, required } of shape.fields) {
    if (!required) continue;
    const value = make(node, inside(outside, shape));
    if (value === undefined) return undefined;
    made.set(wire, value);
  }
  return made;
}

function number({ minimum, maximum, exclusiveMinimum, exclusiveMaximum }: Facts): Num {
  const value = (bound: number | Num | undefined): number =>
    bound instanceof Num ? Number(bound.text) : (bound ?? Number.NaN);
  if (value(minimum) > 0) return fromPlain(minimum) as Num;
  if (value(exclusiveMinimum) >= 0) return new Num(String(value(exclusiveMinimum) + 1));
  if (value(maximum) < 0) return fromPlain(maximum) as Num;
  if (value(exclusiveMaximum) <= 0) return new Num(String(value(exclusiveMaximum) - 1));
  return new Num("0");
}

function text({ format, minLength = 0, maxLength = Infinity }: Facts): string {
  switch (format) {
    case "uuid":
      return randomUuid();
    case "date-time":
      return new Date().toISOString();
    case "date":
      return new Date().toISOString().slice(0, 10);
    case "time":
      return new Date().toISOString().slice(11);
    case "email":
      return "ann@example.org";
    case "uri":
      return "https://example.org/";
    case "ipv4":
    case "ip":
      return "127.0.0.1";
    case "ipv6":
      return "::1";
    default:
      return "text".padEnd(Math.min(minLength, 1000), "t").slice(0, Math.max(0, Math.min(maxLength, 1000)));
  }
}

/** `crypto.randomUUID` is missing where the page comes over plain HTTP. */
export function randomUuid(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join("-");
}

/** Writes the names of fields as frames have them; the keys of maps are data and stay. */
function toWire(node: SchemaNode, value: Json, depth = MAX_DEPTH): Json {
  if (depth === 0) return value;
  const { shape } = node;
  if (shape.branches) {
    return shape.branches.reduce((written, branch) => toWire(branch, written, depth - 1), value);
  }
  if (Array.isArray(value)) {
    return value.map((item, index) => {
      const inner = shape.prefix[index] ?? shape.items;
      return inner ? toWire(inner, item, depth - 1) : item;
    });
  }
  if (value instanceof Map) {
    const members = [...value].map(([key, inner]): [string, Json] => {
      const field = shape.fields.find(({ name }) => name === key);
      if (field) return [field.wire, toWire(field.node, inner, depth - 1)];
      return [key, shape.others ? toWire(shape.others, inner, depth - 1) : inner];
    });
    return new Map(members);
  }
  return value;
}

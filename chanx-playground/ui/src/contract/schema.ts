/** Schemas as they are meant: references followed, all that must hold of one value joined, unions as branches. */

import { fromPlain, kindOf, type Json } from "../json/value";
import { wireNames } from "./case";
import type { Schema, SchemaObject } from "./model";

export type SchemaKind = "null" | "boolean" | "integer" | "number" | "string" | "array" | "object";

/** The schema that references point into, and the case in which its fields are written. */
export class SchemaDocument {
  constructor(
    readonly root: Schema,
    readonly camelize: boolean,
  ) {}

  node(): SchemaNode {
    return new SchemaNode(this, [this.root]);
  }

  resolve(reference: string): Schema | undefined {
    if (!reference.startsWith("#")) return undefined;
    let at: unknown = this.root;
    for (const step of pointer(reference)) {
      if (typeof at !== "object" || at === null) return undefined;
      at = (at as Record<string, unknown>)[step];
    }
    return typeof at === "boolean" || (typeof at === "object" && at !== null) ? (at as Schema) : undefined;
  }
}

/** What must hold of one value: several schemas at once. Its shape is made when it is asked for, so types may refer to themselves. */
export class SchemaNode {
  private made: Shape | undefined;

  constructor(
    readonly document: SchemaDocument,
    private readonly parts: readonly Schema[],
  ) {}

  get shape(): Shape {
    this.made ??= shapeOf(this.document, this.parts);
    return this.made;
  }
}

export interface Field {
  /** Its name in the schema, which faults tell. */
  name: string;
  /** Its name in frames. */
  wire: string;
  node: SchemaNode;
  required: boolean;
}

export interface Shape {
  /** The name of the definition. */
  name: string | null;
  title: string | null;
  description: string | null;
  deprecated: boolean;
  sensitive: boolean;
  /** One kind, or null where any will do. */
  kind: SchemaKind | null;
  /** The values that are listed, by `enum` or `const`. */
  options: Json[] | null;
  /** The words on each option. */
  optionDocs: (string | null)[];
  suggestion: Json | undefined;
  fields: Field[];
  /** The values under all other keys; null where none may be. */
  others: SchemaNode | null;
  prefix: SchemaNode[];
  items: SchemaNode | null;
  /** One of these must hold, besides what else is said here. */
  branches: SchemaNode[] | null;
  facts: Facts;
}

type FactName =
  | "minimum"
  | "maximum"
  | "exclusiveMinimum"
  | "exclusiveMaximum"
  | "multipleOf"
  | "minLength"
  | "maxLength"
  | "minItems"
  | "maxItems"
  | "uniqueItems"
  | "pattern"
  | "format";
export type Facts = Pick<SchemaObject, FactName>;

const FACTS: FactName[] = [
  "minimum",
  "maximum",
  "exclusiveMinimum",
  "exclusiveMaximum",
  "multipleOf",
  "minLength",
  "maxLength",
  "minItems",
  "maxItems",
  "uniqueItems",
  "pattern",
  "format",
];

interface Part {
  schema: SchemaObject;
  name: string | null;
}

/** The definition's name in a reference: `Line` of `#/$defs/Line`. */
function referenceName(reference: string): string | null {
  return pointer(reference).at(-1) ?? null;
}

function pointer(reference: string): string[] {
  const steps = reference.slice(1).split("/").slice(1);
  return steps.map((step) => decode(step).replaceAll("~1", "/").replaceAll("~0", "~"));
}

function decode(step: string): string {
  try {
    return decodeURIComponent(step);
  } catch {
    return step;
  }
}

function flatten(document: SchemaDocument, schemas: readonly Schema[]): Part[] {
  const parts: Part[] = [];
  const seen = new Set<Schema>();
  const add = (schema: Schema, name: string | null): void => {
    if (typeof schema === "boolean" || seen.has(schema)) return;
    seen.add(schema);
    parts.push({ schema, name });
    if (schema.$ref !== undefined) {
      const target = document.resolve(schema.$ref);
      if (target !== undefined) add(target, referenceName(schema.$ref));
    }
    schema.allOf?.forEach((inner) => add(inner, null));
  };
  schemas.forEach((schema) => add(schema, null));
  return parts;
}

function shapeOf(document: SchemaDocument, schemas: readonly Schema[]): Shape {
  const parts = flatten(document, schemas);
  const first = <T>(of: (schema: SchemaObject) => T | undefined): T | undefined => {
    for (const { schema } of parts) {
      const found = of(schema);
      if (found !== undefined) return found;
    }
    return undefined;
  };
  const node = (schema: Schema): SchemaNode => new SchemaNode(document, [schema]);
  const facts: Record<string, unknown> = {};
  for (const fact of FACTS) {
    const value = first((schema) => schema[fact]);
    if (value !== undefined) facts[fact] = value;
  }
  const options = optionsOf(parts);
  const kinds = options ? null : kindsOf(parts);
  const prefix = first((schema) => schema.prefixItems) ?? [];
  const items = first((schema) => schema.items);
  return {
    name: parts.find(({ name }) => name !== null)?.name ?? null,
    title: first((schema) => schema.title) ?? null,
    description: first((schema) => schema.description) ?? null,
    deprecated: first((schema) => schema.deprecated) ?? false,
    sensitive: parts.some(({ schema }) => schema["x-sensitive"] === true),
    kind: kinds?.length === 1 ? (kinds[0] ?? null) : null,
    options: options?.values ?? null,
    optionDocs: options?.docs ?? [],
    suggestion: suggestionOf(parts),
    fields: fieldsOf(document, parts),
    others: othersOf(document, parts),
    prefix: prefix.map(node),
    items: items === undefined || items === false ? null : node(items),
    branches: options ? null : (unionOf(document, parts) ?? kindsAsBranches(document, parts, kinds)),
    facts: facts as Facts,
  };
}

function suggestionOf(parts: Part[]): Json | undefined {
  for (const { schema } of parts) {
    if (schema.default !== undefined) return fromPlain(schema.default);
    if (schema.examples?.length) return fromPlain(schema.examples[0]);
  }
  return undefined;
}

interface Options {
  values: Json[];
  docs: (string | null)[];
}

function optionsOf(parts: Part[]): Options | null {
  for (const { schema } of parts) {
    const listed = schema.const !== undefined ? [schema.const] : schema.enum;
    if (listed) return { values: listed.map(fromPlain), docs: listed.map(() => null) };
  }
  return unitVariants(parts);
}

/** An enum whose variants have doc texts is a union of constants: it reads as one list. */
function unitVariants(parts: Part[]): Options | null {
  for (const { schema } of parts) {
    const union = schema.oneOf ?? schema.anyOf;
    if (!union?.length) continue;
    const listed = union.flatMap((branch) => {
      if (typeof branch === "boolean") return [null];
      const values = branch.const !== undefined ? [branch.const] : (branch.enum ?? null);
      return values?.map((value) => ({ value: fromPlain(value), doc: branch.description ?? null })) ?? [null];
    });
    const told = listed.filter((option) => option !== null);
    if (told.length === listed.length)
      return { values: told.map(({ value }) => value), docs: told.map(({ doc }) => doc) };
  }
  return null;
}

function kindsOf(parts: Part[]): SchemaKind[] | null {
  let kinds: SchemaKind[] | null = null;
  for (const { schema } of parts) {
    if (schema.type === undefined) continue;
    const own = [schema.type].flat() as SchemaKind[];
    kinds = kinds
      ? kinds.filter((kind) => own.includes(kind) || (kind === "integer" && own.includes("number")))
      : own;
  }
  if (kinds) return kinds;
  const has = (keys: (keyof SchemaObject)[]): boolean =>
    parts.some(({ schema }) => keys.some((key) => schema[key] !== undefined));
  if (has(["properties", "additionalProperties", "patternProperties"])) return ["object"];
  return has(["items", "prefixItems"]) ? ["array"] : null;
}

function fieldsOf(document: SchemaDocument, parts: Part[]): Field[] {
  const schemas = new Map<string, Schema[]>();
  const required = new Set<string>();
  for (const { schema } of parts) {
    for (const [name, field] of Object.entries(schema.properties ?? {})) {
      schemas.set(name, [...(schemas.get(name) ?? []), field]);
    }
    schema.required?.forEach((name) => required.add(name));
  }
  required.forEach((name) => schemas.has(name) || schemas.set(name, []));
  const names = [...schemas.keys()];
  const wires = wireNames(names, document.camelize);
  return names.map((name, index) => ({
    name,
    wire: wires[index] ?? name,
    node: new SchemaNode(document, schemas.get(name) ?? []),
    required: required.has(name),
  }));
}

function othersOf(document: SchemaDocument, parts: Part[]): SchemaNode | null {
  for (const { schema } of parts) {
    const others = schema.additionalProperties;
    const [pattern] = Object.values(schema.patternProperties ?? {});
    if (pattern !== undefined) return new SchemaNode(document, [pattern]);
    if (others !== undefined && others !== false) return new SchemaNode(document, [others]);
  }
  const isOpen = parts.every(({ schema }) => schema.additionalProperties !== false && !schema.properties);
  return isOpen ? new SchemaNode(document, []) : null;
}

function unionOf(document: SchemaDocument, parts: Part[]): SchemaNode[] | null {
  for (const [index, { schema }] of parts.entries()) {
    for (const key of ["oneOf", "anyOf"] as const) {
      const union = schema[key];
      if (!union?.length) continue;
      const rest = parts.map((part, at) => withoutInner(part.schema, at === index ? key : undefined));
      return union.map((branch) => new SchemaNode(document, [branch, ...rest.map(withoutWords)]));
    }
  }
  return null;
}

/** The schema without what `flatten` has already followed. */
function withoutInner(schema: SchemaObject, union?: "oneOf" | "anyOf"): SchemaObject {
  const { $ref: _ref, allOf: _all, ...rest } = schema;
  if (union) delete rest[union];
  return rest;
}

/** A branch has its own words, not those of the whole. */
function withoutWords(schema: SchemaObject): SchemaObject {
  const { title: _title, description: _description, default: _default, examples: _examples, ...rest } = schema;
  return rest;
}

function kindsAsBranches(document: SchemaDocument, parts: Part[], kinds: SchemaKind[] | null): SchemaNode[] | null {
  if (!kinds || kinds.length < 2) return null;
  const rest = parts.map(({ schema }) => withoutWords(withoutInner(schema)));
  return kinds.map((type) => new SchemaNode(document, [{ type }, ...rest]));
}

/** Tells whether a value could be of this schema, as far as is needed to choose a branch. */
function fits(node: SchemaNode, value: Json, depth = 6): boolean {
  const { shape } = node;
  if (depth === 0) return true;
  if (shape.options) return shape.options.some((option) => sameOption(option, value));
  if (shape.branches) return shape.branches.some((branch) => fits(branch, value, depth - 1));
  if (shape.kind && !isOfKind(shape.kind, value)) return false;
  if (value instanceof Map) {
    return shape.fields.every(({ wire, name, node: inner, required }) => {
      const own = value.get(wire) ?? value.get(name);
      return own === undefined ? !required : fits(inner, own, depth - 1);
    });
  }
  if (Array.isArray(value)) {
    return value.slice(0, 3).every((item, index) => {
      const inner = shape.prefix[index] ?? shape.items;
      return !inner || fits(inner, item, depth - 1);
    });
  }
  return true;
}

export function isOfKind(kind: SchemaKind, value: Json): boolean {
  const own = kindOf(value);
  return own === kind || (kind === "integer" && own === "number");
}

function sameOption(option: Json, value: Json): boolean {
  return option === value || JSON.stringify(option) === JSON.stringify(value);
}

/** The branch that the value is of; else the one of its kind that has most of its constants and keys. */
export function branchOf(branches: readonly SchemaNode[], value: Json): number {
  const exact = branches.findIndex((branch) => fits(branch, value));
  if (exact >= 0) return exact;
  let best = 0;
  let most = -1;
  branches.forEach((branch, index) => {
    const score = likeness(branch, value);
    if (score > most) [best, most] = [index, score];
  });
  return best;
}

function likeness(node: SchemaNode, value: Json, depth = 6): number {
  const { shape } = node;
  if (depth === 0) return 0;
  if (shape.branches) return Math.max(...shape.branches.map((branch) => likeness(branch, value, depth - 1)));
  if (shape.kind && !isOfKind(shape.kind, value)) return 0;
  if (!(value instanceof Map)) return 1;
  return shape.fields.reduce((score, { wire, node: inner }) => {
    const own = value.get(wire);
    if (own === undefined) return score;
    const { options } = inner.shape;
    if (!options) return score + 1;
    return options.some((option) => sameOption(option, own)) ? score + 10 : score;
  }, 1);
}

/** Faults of a frame, and the places where they are shown. */

import type { Json } from "../json/value";
import { branchOf, SchemaNode } from "./schema";

export interface Fault {
  type: string;
  loc: (string | number)[];
  msg: string;
}

/** A fault at a place that a form has, with the steps in the schema's names and in the frame's. */
export interface PlacedFault {
  fault: Fault;
  place: (string | number)[];
  wire: (string | number)[];
}

export function placeKey(place: readonly (string | number)[]): string {
  return JSON.stringify(place);
}

/** The faults of an `error` frame; those that are no list concern the whole frame. */
export function faultsOf(answer: unknown): Fault[] {
  const payload = (answer as { payload?: unknown } | null)?.payload;
  if (Array.isArray(payload)) return payload.filter(isFault);
  const { code, detail } = (payload ?? {}) as { code?: unknown; detail?: unknown };
  if (typeof detail !== "string") return [];
  return [{ type: typeof code === "string" ? code : "failed", loc: [], msg: detail }];
}

function isFault(value: unknown): value is Fault {
  const fault = value as Partial<Fault> | null;
  return typeof fault?.msg === "string" && Array.isArray(fault.loc);
}

/** Puts each fault at its place, or at the closest place around it. */
export function placed(faults: readonly Fault[], node: SchemaNode, frame: Json, action: string): PlacedFault[] {
  return faults.map((fault) => {
    const steps = fault.loc[0] === action ? fault.loc.slice(1) : fault.loc;
    return { fault, ...placeOf(steps, node, frame) };
  });
}

function placeOf(steps: (string | number)[], root: SchemaNode, frame: Json): Omit<PlacedFault, "fault"> {
  const place: (string | number)[] = [];
  const wire: (string | number)[] = [];
  let node: SchemaNode | null = root;
  let value: Json | undefined = frame;
  for (const step of steps) {
    if (value === undefined) break;
    node = node && chosen(node, value);
    const next = inner(node, value, step);
    // A step that is neither a key nor an index names an alternative.
    if (!next) continue;
    place.push(step);
    wire.push(next.wire);
    ({ node, value } = next);
  }
  return { place, wire };
}

function chosen(node: SchemaNode, value: Json, depth = 6): SchemaNode {
  const { branches } = node.shape;
  const branch = branches?.[branchOf(branches, value)];
  return branch && depth > 0 ? chosen(branch, value, depth - 1) : node;
}

interface Inner {
  node: SchemaNode | null;
  value: Json | undefined;
  wire: string | number;
}

function inner(node: SchemaNode | null, value: Json, step: string | number): Inner | null {
  if (typeof step === "number") {
    if (!Array.isArray(value)) return null;
    return { node: node?.shape.prefix[step] ?? node?.shape.items ?? null, value: value[step], wire: step };
  }
  if (!(value instanceof Map)) return null;
  const field = node?.shape.fields.find(({ name, wire }) => name === step || wire === step);
  if (field) {
    const wire = value.has(field.wire) || !value.has(field.name) ? field.wire : field.name;
    return { node: field.node, value: value.get(wire), wire };
  }
  return value.has(step) ? { node: node?.shape.others ?? null, value: value.get(step), wire: step } : null;
}

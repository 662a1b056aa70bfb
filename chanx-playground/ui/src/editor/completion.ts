/** Completion of keys and values from the schema at the cursor. */

import { snippet, type Completion, type CompletionContext, type CompletionResult } from "@codemirror/autocomplete";
import { syntaxTree } from "@codemirror/language";
import type { EditorState } from "@codemirror/state";
import type { SyntaxNode } from "@lezer/common";
import { exampleOf } from "../contract/example";
import { branchOf, type Field, SchemaNode } from "../contract/schema";
import { branchName, optionWords, valueWords } from "../contract/words";
import { compact, pretty } from "../json/print";
import { tryParse } from "../json/parse";
import type { Json, Path } from "../json/value";
import { keyOf, pathTo } from "./path";

const MAX_DEPTH = 6;

export function completer(node: () => SchemaNode | null): (context: CompletionContext) => CompletionResult | null {
  return (context) => {
    const root = node();
    return root && complete(context, root);
  };
}

function complete(context: CompletionContext, root: SchemaNode): CompletionResult | null {
  const { state, pos, explicit } = context;
  const at = syntaxTree(state).resolveInner(pos, -1);
  const word = context.matchBefore(/"?[\w-]*$/);
  if (!word || (word.from === word.to && !explicit)) return null;
  const property = enclosing(at, "Property");
  const isValue = property !== null && isBehindColon(state, property, word.from);
  if (!isValue && (at.name === "Array" || at.parent?.name === "Array")) {
    return result(word.from, pos, values(nodesAt(root, pathTo(state, at), valueOf(state))));
  }
  if (isValue && property)
    return result(word.from, valueEnd(at, pos), values(nodesAt(root, pathTo(state, property), valueOf(state))));
  const object = enclosing(at, "Object");
  if (!object) return state.doc.toString().trim() === "" ? result(word.from, pos, values([root])) : null;
  return result(word.from, keyEnd(at, pos), keys(state, object, root));
}

function result(from: number, to: number, options: Completion[]): CompletionResult | null {
  return options.length > 0 ? { from, to, options, validFor: /^"?[\w-]*$/ } : null;
}

function keys(state: EditorState, object: SyntaxNode, root: SchemaNode): Completion[] {
  const given = new Set(object.getChildren("Property").map((property) => keyOf(state, property)));
  const fields = new Map<string, Field>();
  for (const { shape } of nodesAt(root, pathTo(state, object), valueOf(state))) {
    shape.fields.forEach((field) => fields.set(field.wire, field));
  }
  const missing = [...fields.values()].filter(({ wire }) => !given.has(wire));
  return missing.map(({ wire, node, required }) => ({
    label: `"${wire}"`,
    detail: `${valueWords(node)}${required ? "" : ", optional"}`,
    info: node.shape.description ?? "",
    type: "property",
    boost: required ? 1 : 0,
    apply: (view, completion, from, to) => {
      const isThere = /^"?\s*:/.test(view.state.sliceDoc(to, to + 20));
      const value = isThere ? "" : `: ${escaped(compact(exampleOf(node)))}`;
      snippet(`${escaped(JSON.stringify(wire))}${value}`)(view, completion, from, to);
    },
  }));
}

function values(nodes: readonly SchemaNode[]): Completion[] {
  const found = new Map<string, Completion>();
  const add = (node: SchemaNode, depth: number): void => {
    const { shape } = node;
    const put = (value: Json, detail: string): void => {
      const label = compact(value);
      if (label.length < 500)
        found.set(label, { label: cutLabel(label), apply: pretty(value), detail, type: "constant" });
    };
    if (shape.branches && depth > 0) {
      shape.branches.forEach((branch) => add(branch, depth - 1));
      return;
    }
    if (shape.options)
      shape.options.forEach((option) => put(option, optionWords(option) === compact(option) ? "" : "option"));
    else if (shape.kind === "boolean") [true, false].forEach((value) => put(value, "boolean"));
    else if (shape.kind === "null") put(null, "");
    else if (isTold(node)) put(exampleOf(node), branchName(node));
  };
  nodes.forEach((node) => add(node, MAX_DEPTH));
  return [...found.values()];
}

/** Any text or number would be no help. */
function isTold({ shape }: SchemaNode): boolean {
  const isOpen = shape.kind === "string" || shape.kind === "integer" || shape.kind === "number";
  return (
    !isOpen || shape.suggestion !== undefined || shape.facts.format === "uuid" || shape.facts.format === "date-time"
  );
}

function cutLabel(label: string): string {
  return label.length > 60 ? `${label.slice(0, 59)}…` : label;
}

/** What may stand at a place: of a union the branch that the value is of, all where there is no telling. */
function nodesAt(root: SchemaNode, path: Path, frame: Json | undefined): SchemaNode[] {
  let nodes = opened([root], frame);
  let value = frame;
  for (const step of path) {
    value = stepInto(value, step);
    const inner = nodes.map(({ shape }) => {
      if (typeof step === "number") return shape.prefix[step] ?? shape.items;
      return shape.fields.find(({ wire, name }) => wire === step || name === step)?.node ?? shape.others;
    });
    nodes = opened(
      inner.filter((node) => node !== null),
      value,
    );
  }
  return nodes;
}

function opened(nodes: readonly SchemaNode[], value: Json | undefined, depth = MAX_DEPTH): SchemaNode[] {
  return nodes.flatMap((node) => {
    const { branches } = node.shape;
    if (!branches || depth === 0) return [node];
    const own = value instanceof Map ? branches[branchOf(branches, value)] : undefined;
    return opened(own && isChosen(own, value) ? [own] : branches, value, depth - 1);
  });
}

/** Tells whether a constant of the branch is in the value. */
function isChosen(branch: SchemaNode, value: Json | undefined): boolean {
  const constants = branch.shape.fields.filter(({ node }) => node.shape.options?.length === 1);
  return value instanceof Map && constants.some(({ wire, node }) => value.get(wire) === node.shape.options?.[0]);
}

function stepInto(value: Json | undefined, step: string | number): Json | undefined {
  if (typeof step === "number") return Array.isArray(value) ? value[step] : undefined;
  return value instanceof Map ? value.get(step) : undefined;
}

/** The frame as far as it can be read. */
function valueOf(state: EditorState): Json | undefined {
  return tryParse(state.doc.toString());
}

function enclosing(node: SyntaxNode, name: string): SyntaxNode | null {
  for (let at: SyntaxNode | null = node; at; at = at.parent) {
    if (at.name === name) return at;
    if (at !== node && (at.name === "Object" || at.name === "Array")) return null;
    if (at === node && at.name === "Object" && name === "Property") return null;
  }
  return null;
}

function isBehindColon(state: EditorState, property: SyntaxNode, position: number): boolean {
  const name = property.getChild("PropertyName");
  return name !== null && position >= name.to && state.sliceDoc(name.to, position).includes(":");
}

function keyEnd(at: SyntaxNode, position: number): number {
  return at.name === "PropertyName" ? Math.max(at.to, position) : position;
}

function valueEnd(at: SyntaxNode, position: number): number {
  return at.name === "String" ? Math.max(at.to, position) : position;
}

/** A text of a snippet, in which braces are special. */
function escaped(text: string): string {
  return text.replace(/[\\{}$#]/g, "\\$&");
}

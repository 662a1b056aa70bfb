/** Places in a JSON text that is being written, by its syntax tree. */

import { ensureSyntaxTree } from "@codemirror/language";
import type { EditorState } from "@codemirror/state";
import type { SyntaxNode } from "@lezer/common";
import type { Path } from "../json/value";

const VALUES = new Set(["True", "False", "Null", "Number", "String", "Object", "Array"]);

function rootOf(state: EditorState): SyntaxNode | null {
  const tree = ensureSyntaxTree(state, state.doc.length, 200);
  return tree ? (valuesIn(tree.topNode)[0] ?? null) : null;
}

function valuesIn(node: SyntaxNode): SyntaxNode[] {
  const found: SyntaxNode[] = [];
  for (let child = node.firstChild; child; child = child.nextSibling) {
    if (VALUES.has(child.name)) found.push(child);
  }
  return found;
}

export function keyOf(state: EditorState, property: SyntaxNode): string {
  const name = property.getChild("PropertyName");
  const text = name ? state.sliceDoc(name.from, name.to) : "";
  try {
    return JSON.parse(text) as string;
  } catch {
    return text.replace(/^"|"$/g, "");
  }
}

/** The steps from the root to the value that this node is, or is in. */
export function pathTo(state: EditorState, node: SyntaxNode): (string | number)[] {
  const path: (string | number)[] = [];
  for (let at: SyntaxNode = node; at.parent; at = at.parent) {
    if (at.name === "Property") path.unshift(keyOf(state, at));
    else if (at.parent.name === "Array")
      path.unshift(valuesIn(at.parent).filter((item) => item.to <= at.from).length);
  }
  return path;
}

export interface Range {
  from: number;
  to: number;
}

/** Where a value stands; a missing one is at the start of what should hold it. */
export function rangeOf(state: EditorState, path: Path): Range {
  const root = rootOf(state);
  if (!root) return { from: 0, to: state.doc.length };
  let node: SyntaxNode = root;
  for (const step of path) {
    const inner: SyntaxNode | null = stepInto(state, node, step);
    if (!inner) break;
    node = inner;
  }
  const isLarge = node.name === "Object" || node.name === "Array";
  const name = node.parent?.getChild("PropertyName");
  if (isLarge && name) return { from: name.from, to: name.to };
  return isLarge ? { from: node.from, to: node.from + 1 } : { from: node.from, to: node.to };
}

function stepInto(state: EditorState, node: SyntaxNode, step: string | number): SyntaxNode | null {
  if (typeof step === "number") return node.name === "Array" ? (valuesIn(node)[step] ?? null) : null;
  if (node.name !== "Object") return null;
  const property = node.getChildren("Property").find((child) => keyOf(state, child) === step);
  return property ? (valuesIn(property)[0] ?? null) : null;
}

/** What is typed for each action of a connection. */

import { useMemo, useRef, useState } from "preact/hooks";
import { exampleOf } from "../contract/example";
import type { Received, Route } from "../contract/model";
import { wireTag } from "../contract/route";
import { SchemaDocument, type SchemaNode } from "../contract/schema";
import { JsonError, parse, tryParse } from "../json/parse";
import { pretty } from "../json/print";
import type { Json } from "../json/value";

/** What is typed for one action, as the form and as the editor have it. */
export interface Draft {
  /** Undefined while the text is no JSON. */
  value: Json | undefined;
  text: string;
  /** Another one where all of it is replaced. */
  version: number;
}

/** A frame of the history that is to be edited. */
export interface Loaded {
  text: string;
  action: string | null;
}

let versions = 0;

export interface Drafts {
  draft: Draft;
  node: SchemaNode | undefined;
  /** Takes what was typed into the form. */
  setValue: (value: Json) => void;
  /** Takes what was typed into the editor. */
  setText: (text: string) => void;
  /** Begins again with the example. */
  renew: () => void;
  /** Takes a whole text for an action. */
  load: (action: string, text: string) => void;
}

export function useDrafts(
  route: Route,
  action: string,
  message: Received | undefined,
  examples: ReadonlyMap<string, Json>,
): Drafts {
  const [drafts, setDrafts] = useState<ReadonlyMap<string, Draft>>(new Map());
  const firsts = useRef(new Map<string, Draft>()).current;
  const node = useMemo(
    () => message && new SchemaDocument(message.schema, route.settings.camelize).node(),
    [message, route],
  );
  const fresh = (): Draft => {
    const value = examples.get(action) ?? tagged(node ? exampleOf(node) : new Map(), wireTag(route), action);
    return { value, text: pretty(value), version: versions++ };
  };
  const draft = drafts.get(action) ?? firsts.get(action) ?? fresh();
  firsts.set(action, draft);
  const put = (name: string, changed: Draft): void => setDrafts(new Map(drafts).set(name, changed));
  return {
    draft,
    node,
    setValue: (value) => put(action, { ...draft, value, text: pretty(value) }),
    setText: (text) => put(action, { ...draft, text, value: tryParse(text) }),
    renew: () => put(action, fresh()),
    load: (name, text) => put(name, { value: tryParse(text), text, version: versions++ }),
  };
}

/** Where a text stops to be JSON. */
export function whyBroken(text: string): string | null {
  try {
    parse(text);
    return null;
  } catch (error) {
    if (!(error instanceof JsonError)) throw error;
    const before = text.slice(0, error.at).split("\n");
    return `No JSON yet, line ${before.length}, column ${(before.at(-1) ?? "").length + 1}: ${error.message}.`;
  }
}

function tagged(value: Json, tag: string, action: string): Json {
  const fields = value instanceof Map ? value : new Map<string, Json>();
  return new Map([[tag, action], ...[...fields].filter(([key]) => key !== tag)]);
}

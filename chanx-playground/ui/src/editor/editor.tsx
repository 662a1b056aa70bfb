/** A frame as JSON, in CodeMirror. Tab leaves it: it takes no key that moves the focus. */

import { autocompletion, closeBrackets, closeBracketsKeymap, completionKeymap } from "@codemirror/autocomplete";
import { defaultKeymap, history, historyKeymap } from "@codemirror/commands";
import { json } from "@codemirror/lang-json";
import { bracketMatching, HighlightStyle, syntaxHighlighting } from "@codemirror/language";
import { lintKeymap, setDiagnostics, type Diagnostic } from "@codemirror/lint";
import { EditorState } from "@codemirror/state";
import { EditorView, keymap } from "@codemirror/view";
import { tags } from "@lezer/highlight";
import type { VNode } from "preact";
import { useEffect, useRef } from "preact/hooks";
import type { SchemaNode } from "../contract/schema";
import type { Path } from "../json/value";
import { completer } from "./completion";
import { rangeOf } from "./path";
import { typeOver } from "./typing";

export interface Mark {
  path: Path;
  message: string;
}

interface Props {
  label: string;
  describedBy: string;
  /** The text to begin with: another one needs another key. */
  text: string;
  node: SchemaNode | null;
  marks: readonly Mark[];
  onChange: (text: string) => void;
}

const COLOURS = HighlightStyle.define([
  { tag: tags.propertyName, class: "json-key" },
  { tag: tags.string, class: "json-string" },
  { tag: [tags.number, tags.bool, tags.null], class: "json-atom" },
]);

const NONCE = document.querySelector<HTMLMetaElement>('meta[name="csp-nonce"]')?.content ?? "";

export function JsonEditor(props: Props): VNode {
  const host = useRef<HTMLDivElement>(null);
  const view = useRef<EditorView | null>(null);
  const latest = useRef(props);
  latest.current = props;

  useEffect(() => {
    if (!host.current) return;
    const made = new EditorView({ parent: host.current, state: stateOf(latest) });
    view.current = made;
    return () => made.destroy();
  }, []);

  useEffect(() => {
    const { current } = view;
    if (!current) return;
    const diagnostics = props.marks.map(({ path, message }): Diagnostic => ({
      ...rangeOf(current.state, path),
      severity: "error",
      message,
    }));
    current.dispatch(
      setDiagnostics(
        current.state,
        diagnostics.sort((a, b) => a.from - b.from),
      ),
    );
    current.contentDOM.toggleAttribute("aria-invalid", diagnostics.length > 0);
    if (diagnostics.length > 0) current.contentDOM.setAttribute("aria-invalid", "true");
  }, [props.marks]);

  return <div class="json-editor" ref={host} />;
}

function stateOf(latest: { current: Props }): EditorState {
  return EditorState.create({
    doc: latest.current.text,
    extensions: [
      EditorView.cspNonce.of(NONCE),
      json(),
      history(),
      closeBrackets(),
      typeOver,
      bracketMatching(),
      syntaxHighlighting(COLOURS),
      autocompletion({ override: [completer(() => latest.current.node)], icons: false }),
      keymap.of([...closeBracketsKeymap, ...defaultKeymap, ...historyKeymap, ...completionKeymap, ...lintKeymap]),
      EditorView.lineWrapping,
      EditorView.contentAttributes.of({
        "aria-label": latest.current.label,
        "aria-describedby": latest.current.describedBy,
        spellcheck: "false",
      }),
      EditorView.updateListener.of((update) => {
        if (update.docChanged) latest.current.onChange(update.state.doc.toString());
      }),
    ],
  });
}

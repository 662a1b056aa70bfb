/**
 * Typing over a selection. Chromium keeps the look of what is replaced by a `style` attribute, which the page's policy
 * forbids and reports; so the editor replaces the text itself.
 */

import type { Extension } from "@codemirror/state";
import { EditorView } from "@codemirror/view";

export const typeOver: Extension = EditorView.domEventHandlers({
  beforeinput(event, view) {
    const { from, to, empty } = view.state.selection.main;
    const { data } = event;
    if (empty || event.inputType !== "insertText" || event.isComposing || data === null) return false;
    event.preventDefault();
    const insert = () =>
      view.state.update(view.state.replaceSelection(data), { userEvent: "input.type", scrollIntoView: true });
    const isHandled = view.state
      .facet(EditorView.inputHandler)
      .some((handler) => handler(view, from, to, data, insert));
    if (!isHandled) view.dispatch(insert());
    return true;
  },
});

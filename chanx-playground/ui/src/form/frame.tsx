/** The frame around a field: its label, its hint, its faults. */

import type { ComponentChildren, VNode } from "preact";
import { placeKey } from "../contract/faults";
import { factWords, typeWords } from "../contract/words";
import type { SchemaNode } from "../contract/schema";
import { useForm, type FieldProps, type Place } from "./context";
import { Inline } from "./inline";

interface Ids {
  input: string;
  hint: string;
  fault: string;
}

export function useIds(place: Place): Ids & { faults: readonly string[]; described: string } {
  const { id, faults } = useForm();
  const key = placeKey(place);
  // Ids hold no spaces; a key of a map may hold anything.
  const base = `${id}-${[...key].map((char) => (/\w/.test(char) ? char : `.${char.charCodeAt(0)}`)).join("")}`;
  const own = faults.get(key) ?? [];
  const ids = { input: base, hint: `${base}-hint`, fault: `${base}-fault` };
  return { ...ids, faults: own, described: own.length > 0 ? `${ids.fault} ${ids.hint}` : ids.hint };
}

/** A field of one control, which takes the id and the description that it is given. */
export function Single({
  props,
  children,
  hint,
}: {
  props: FieldProps;
  hint?: ComponentChildren;
  children: ComponentChildren;
}): VNode {
  const ids = useIds(props.place);
  return (
    <div class="field">
      <div class="field-head">
        <label for={ids.input}>{props.label}</label>
        {!props.required && <span class="muted">optional</span>}
        {props.actions}
      </div>
      {children}
      <Faults id={ids.fault} faults={ids.faults} />
      <p class="hint" id={ids.hint}>
        {hint ?? hintOf(props.node)}
      </p>
    </div>
  );
}

/** A field of several controls. */
export function Group({ props, children }: { props: FieldProps; children: ComponentChildren }): VNode {
  const ids = useIds(props.place);
  return (
    <fieldset class="group" aria-describedby={ids.described}>
      <legend>{props.label}</legend>
      <div class="field-head">
        <p class="hint" id={ids.hint}>
          {hintOf(props.node)}
        </p>
        {props.actions}
      </div>
      <Faults id={ids.fault} faults={ids.faults} />
      {children}
    </fieldset>
  );
}

export function Faults({ id, faults }: { id: string; faults: readonly string[] }): VNode | null {
  if (faults.length === 0) return null;
  return (
    <div class="faults" id={id}>
      {faults.map((fault) => (
        <p class="fault">{fault}</p>
      ))}
    </div>
  );
}

function hintOf(node: SchemaNode): ComponentChildren {
  const { shape } = node;
  const type = shape.options ? null : typeWords(node, 2);
  const words = [type, ...factWords(shape)].filter((word) => word !== null).join(", ");
  return (
    <>
      {shape.description && (
        <span>
          <Inline text={shape.description} />{" "}
        </span>
      )}
      <span class="type">{words}</span>
    </>
  );
}

/** Fields of one value: texts, numbers, booleans, choices, and JSON where nothing better is known. */

import type { VNode } from "preact";
import { useState } from "preact/hooks";
import { randomUuid } from "../contract/example";
import { optionWords } from "../contract/words";
import { tryParse } from "../json/parse";
import { compact, pretty } from "../json/print";
import { equal, isNumberText, Num, type Json } from "../json/value";
import type { FieldProps } from "./context";
import { Faults, Single, useIds } from "./frame";
import { Inline } from "./inline";

const LONG = 120;

export function TextField(props: FieldProps): VNode {
  const { node, value, onChange, place, label } = props;
  const { input, described, faults } = useIds(place);
  const { format, maxLength = 0 } = node.shape.facts;
  const text = typeof value === "string" ? value : "";
  const shared = {
    id: input,
    value: text,
    "aria-describedby": described,
    "aria-invalid": faults.length > 0,
    autocomplete: "off" as const,
    spellcheck: false,
    onInput: (event: { currentTarget: HTMLInputElement | HTMLTextAreaElement }) =>
      onChange(event.currentTarget.value),
  };
  const isLong = !node.shape.sensitive && !format && (maxLength > LONG || text.length > LONG || text.includes("\n"));
  return (
    <Single props={props}>
      <div class="control">
        {isLong ? (
          <textarea rows={2} {...shared} />
        ) : node.shape.sensitive ? (
          <input type="password" {...shared} />
        ) : (
          <input type="text" {...shared} />
        )}
        {format === "uuid" && (
          <button type="button" aria-label={`Random ${label}`} onClick={() => onChange(randomUuid())}>
            Random
          </button>
        )}
        {format === "date-time" && (
          <button type="button" aria-label={`Now for ${label}`} onClick={() => onChange(new Date().toISOString())}>
            Now
          </button>
        )}
      </div>
    </Single>
  );
}

/** Keeps the digits as they are typed. What is no number is sent as text, and the server tells what is wrong with it. */
export function NumberField(props: FieldProps): VNode {
  const { value, onChange, place, node } = props;
  const { input, described, faults } = useIds(place);
  const text = value instanceof Num ? value.text : typeof value === "string" ? value : "";
  return (
    <Single props={props}>
      <input
        id={input}
        type="text"
        inputMode={node.shape.kind === "integer" ? "numeric" : "decimal"}
        value={text}
        autocomplete="off"
        aria-describedby={described}
        aria-invalid={faults.length > 0}
        onInput={({ currentTarget }) => {
          const typed = currentTarget.value.trim();
          onChange(isNumberText(typed) ? new Num(typed) : typed);
        }}
      />
    </Single>
  );
}

export function BooleanField(props: FieldProps): VNode {
  const { value, onChange, place, label, required, actions } = props;
  const { input, described, faults, fault, hint } = useIds(place);
  return (
    <div class="field">
      <div class="field-head">
        <span class="check">
          <input
            id={input}
            type="checkbox"
            checked={value === true}
            aria-describedby={described}
            aria-invalid={faults.length > 0}
            onChange={({ currentTarget }) => onChange(currentTarget.checked)}
          />
          <label for={input}>{label}</label>
        </span>
        {!required && <span class="muted">optional</span>}
        {actions}
      </div>
      <Faults id={fault} faults={faults} />
      <p class="hint" id={hint}>
        <Inline text={props.node.shape.description ?? "boolean"} />
      </p>
    </div>
  );
}

export function ChoiceField(props: FieldProps): VNode {
  const { node, value, onChange, place } = props;
  const { input, described, faults } = useIds(place);
  const options = node.shape.options ?? [];
  const [only] = options;
  const chosen = options.findIndex((option) => equal(option, value));
  if (options.length === 1 && only !== undefined && chosen === 0) {
    return (
      <Single props={props} hint={<Inline text={node.shape.description ?? "always this value"} />}>
        <output id={input} class="constant">
          {optionWords(only)}
        </output>
      </Single>
    );
  }
  const doc = node.shape.optionDocs[chosen];
  return (
    <Single props={props} {...(doc && { hint: <Inline text={doc} /> })}>
      <select
        id={input}
        value={chosen}
        aria-describedby={described}
        aria-invalid={faults.length > 0}
        onChange={({ currentTarget }) => onChange(options[Number(currentTarget.value)] ?? value)}
      >
        {chosen < 0 && <option value={-1}>{`${compact(value)} (none of these)`}</option>}
        {options.map((option, index) => (
          <option value={index}>{optionWords(option)}</option>
        ))}
      </select>
    </Single>
  );
}

export function NullField(props: FieldProps): VNode {
  const { input } = useIds(props.place);
  return (
    <Single props={props} hint={<Inline text={props.node.shape.description ?? "no value"} />}>
      <output id={input} class="constant">
        null
      </output>
    </Single>
  );
}

/** Any value, as JSON. A text that is none is told, and the last value stays. */
export function JsonField({ note, ...props }: FieldProps & { note?: string }): VNode {
  const { value, onChange, place } = props;
  const { input, described, faults } = useIds(place);
  const [typed, setTyped] = useState<string | null>(null);
  const text = typed !== null && isOf(typed, value) ? typed : pretty(value);
  const isBroken = typed !== null && tryParse(typed) === undefined;
  return (
    <Single props={props} hint={note ?? "any value, as JSON"}>
      <textarea
        id={input}
        class="code"
        rows={Math.min(10, text.split("\n").length)}
        value={text}
        spellcheck={false}
        aria-describedby={described}
        aria-invalid={faults.length > 0 || isBroken}
        onInput={({ currentTarget }) => {
          setTyped(currentTarget.value);
          const read = tryParse(currentTarget.value);
          if (read !== undefined) onChange(read);
        }}
      />
      {isBroken && <p class="fault">This is no JSON yet: the last value is kept.</p>}
    </Single>
  );
}

function isOf(typed: string, value: Json): boolean {
  const read = tryParse(typed);
  return read === undefined || equal(read, value);
}

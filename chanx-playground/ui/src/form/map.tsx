/** The entries of a map, whose keys are data. */

import type { VNode } from "preact";
import { useState } from "preact/hooks";
import { exampleOf } from "../contract/example";
import { SchemaNode } from "../contract/schema";
import type { Fields, Json } from "../json/value";
import { Group, useIds } from "./frame";
import { useForm, type FieldProps } from "./context";
import { Remove } from "./object";

export function MapField(props: FieldProps): VNode {
  const { Field } = useForm();
  const { node, value, place, onChange } = props;
  const entries = [...(value as Fields)];
  const [inner] = useState(() => node.shape.others ?? new SchemaNode(node.document, []));
  const replace = (index: number, entry: [string, Json]): void => {
    onChange(new Map(entries.map((other, at) => (at === index ? entry : other))));
  };
  return (
    <Group props={props}>
      {entries.map(([key, member], index) => (
        <div class="entry" key={index}>
          <KeyField
            label={`Key ${index + 1}`}
            name={key}
            place={[...place, index, ":key"]}
            taken={entries.filter((_, at) => at !== index).map(([other]) => other)}
            onChange={(name) => replace(index, [name, member])}
          />
          <Field
            node={inner}
            value={member}
            place={[...place, key]}
            label={`Value ${index + 1}`}
            required
            actions={
              <Remove
                label={`Value ${index + 1}`}
                onRemove={() => onChange(new Map(entries.filter((_, at) => at !== index)))}
              />
            }
            onChange={(changed) => replace(index, [key, changed])}
          />
        </div>
      ))}
      <button
        type="button"
        class="quiet"
        aria-label={`Add an entry to ${props.label}`}
        onClick={() => onChange(new Map([...entries, [freeKey(entries), exampleOf(inner)]]))}
      >
        Add an entry
      </button>
    </Group>
  );
}

interface KeyProps {
  label: string;
  name: string;
  place: readonly (string | number)[];
  taken: readonly string[];
  onChange: (name: string) => void;
}

/** A key that another entry has already is not taken over, since it would swallow that entry. */
function KeyField({ label, name, place, taken, onChange }: KeyProps): VNode {
  const { input, fault } = useIds(place);
  const [clash, setClash] = useState<string | null>(null);
  return (
    <div class="field">
      <label for={input}>{label}</label>
      <input
        id={input}
        value={clash ?? name}
        autocomplete="off"
        spellcheck={false}
        aria-invalid={clash !== null}
        aria-describedby={clash !== null ? fault : undefined}
        onInput={({ currentTarget }) => {
          const isTaken = taken.includes(currentTarget.value);
          setClash(isTaken ? currentTarget.value : null);
          if (!isTaken) onChange(currentTarget.value);
        }}
      />
      {clash !== null && (
        <p class="fault" id={fault}>
          Another entry has this key.
        </p>
      )}
    </div>
  );
}

function freeKey(entries: readonly [string, Json][]): string {
  const taken = new Set(entries.map(([key]) => key));
  for (let number = entries.length + 1; ; number++) {
    if (!taken.has(`key${number}`)) return `key${number}`;
  }
}

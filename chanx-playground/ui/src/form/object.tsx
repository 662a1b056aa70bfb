/** The fields of an object: those that are there, those that may be added, and those that nobody knows. */

import type { VNode } from "preact";
import { exampleOf } from "../contract/example";
import type { Field as SchemaField } from "../contract/schema";
import { SchemaNode } from "../contract/schema";
import type { Fields, Json } from "../json/value";
import { Faults, Group, useIds } from "./frame";
import { useForm, type FieldProps, type Place } from "./context";
import { JsonField } from "./scalars";

export function ObjectField(props: FieldProps): VNode {
  return (
    <Group props={props}>
      <ObjectFields {...props} />
    </Group>
  );
}

export function ObjectFields({
  node,
  value,
  place,
  onChange,
  hidden = [],
}: FieldProps & { hidden?: readonly string[] }): VNode {
  const { Field } = useForm();
  const fields = value as Fields;
  const known = node.shape.fields.filter(({ wire }) => !hidden.includes(wire));
  const keys = new Set(node.shape.fields.map(({ wire }) => wire));
  const unknown = [...fields.keys()].filter((key) => !keys.has(key));
  const put = (key: string, inner: Json): void => onChange(withKey(fields, key, inner, [...keys]));
  const remove = (key: string): void => onChange(new Map([...fields].filter(([other]) => other !== key)));
  return (
    <>
      {known.map((field) => {
        const inner = fields.get(field.wire);
        if (inner === undefined) return <Absent key={field.wire} field={field} place={place} onAdd={put} />;
        return (
          <Field
            key={field.wire}
            node={field.node}
            value={inner}
            place={[...place, field.name]}
            label={field.wire}
            required={field.required}
            actions={!field.required && <Remove label={field.wire} onRemove={() => remove(field.wire)} />}
            onChange={(changed) => put(field.wire, changed)}
          />
        );
      })}
      {unknown.map((key) => (
        <UnknownField
          key={key}
          name={key}
          node={node}
          value={fields.get(key) ?? null}
          place={[...place, key]}
          onChange={(changed) => put(key, changed)}
          onRemove={() => remove(key)}
        />
      ))}
      {known.length + unknown.length === 0 && <p class="hint">There are no fields.</p>}
    </>
  );
}

interface UnknownProps {
  name: string;
  node: SchemaNode;
  value: Json;
  place: Place;
  onChange: (value: Json) => void;
  onRemove: () => void;
}

function UnknownField({ name, node, value, place, onChange, onRemove }: UnknownProps): VNode {
  const { Field } = useForm();
  const shared = {
    value,
    place,
    onChange,
    label: name,
    required: true,
    actions: <Remove label={name} onRemove={onRemove} />,
  };
  if (node.shape.others) return <Field {...shared} node={node.shape.others} />;
  return <JsonField {...shared} node={node} note="The schema does not name this field." />;
}

function Absent({
  field,
  place,
  onAdd,
}: {
  field: SchemaField;
  place: Place;
  onAdd: (key: string, value: Json) => void;
}): VNode | null {
  const ids = useIds([...place, field.name]);
  // A value that can only be null says nothing.
  if (!field.required && field.node.shape.kind === "null") return null;
  return (
    <div class="field absent">
      <button
        type="button"
        class="quiet"
        aria-describedby={ids.faults.length > 0 ? ids.fault : undefined}
        onClick={() => onAdd(field.wire, exampleOf(field.node))}
      >
        {`Add ${field.wire}`}
      </button>
      <Faults id={ids.fault} faults={ids.faults} />
    </div>
  );
}

export function Remove({ label, onRemove }: { label: string; onRemove: () => void }): VNode {
  return (
    <button type="button" class="quiet" aria-label={`Remove ${label}`} onClick={onRemove}>
      Remove
    </button>
  );
}

/** Keeps the order of the schema, unknown keys last. */
function withKey(fields: Fields, key: string, value: Json, order: readonly string[]): Fields {
  if (fields.has(key)) return new Map(fields).set(key, value);
  const added = new Map(fields).set(key, value);
  const rank = (name: string): number => order.indexOf(name) + 1 || order.length + 1;
  return new Map([...added].sort(([a], [b]) => rank(a) - rank(b)));
}

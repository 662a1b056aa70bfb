/** The items of a list, which can be added, moved and removed. */

import type { VNode } from "preact";
import { useRef } from "preact/hooks";
import { exampleOf } from "../contract/example";
import { SchemaNode } from "../contract/schema";
import type { Json } from "../json/value";
import { Group } from "./frame";
import { useForm, type FieldProps } from "./context";
import { Remove } from "./object";

/** More would make a form that nobody can use; JSON has them all. */
const MAX_SHOWN = 100;

export function ListField(props: FieldProps): VNode {
  const { Field } = useForm();
  const { node, value, place, onChange } = props;
  const items = value as Json[];
  const keys = useKeys(items.length);
  const anything = useRef(new SchemaNode(node.document, [])).current;
  const nodeAt = (index: number): SchemaNode => node.shape.prefix[index] ?? node.shape.items ?? anything;
  const isFixed = (index: number): boolean => index < node.shape.prefix.length;
  const change = (changed: Json[], moved: number[]): void => {
    keys.current = moved;
    onChange(changed);
  };
  const swap = (index: number): void => {
    change(swapped(items, index), swapped(keys.current, index));
  };
  const mayGrow = node.shape.items !== null || items.length < node.shape.prefix.length;
  return (
    <Group props={props}>
      {items.slice(0, MAX_SHOWN).map((item, index) => {
        const label = `Item ${index + 1}`;
        const actions = !isFixed(index) && (
          <span class="actions">
            {index > node.shape.prefix.length && (
              <button type="button" class="quiet" aria-label={`Move ${label} up`} onClick={() => swap(index - 1)}>
                Up
              </button>
            )}
            {index + 1 < items.length && (
              <button type="button" class="quiet" aria-label={`Move ${label} down`} onClick={() => swap(index)}>
                Down
              </button>
            )}
            <Remove label={label} onRemove={() => change(without(items, index), without(keys.current, index))} />
          </span>
        );
        return (
          <Field
            key={keys.current[index]}
            node={nodeAt(index)}
            value={item}
            place={[...place, index]}
            label={label}
            required
            actions={actions}
            onChange={(changed) => onChange(items.map((other, at) => (at === index ? changed : other)))}
          />
        );
      })}
      {items.length > MAX_SHOWN && <p class="hint">{`${items.length - MAX_SHOWN} more items: edit them as JSON.`}</p>}
      {mayGrow && (
        <button
          type="button"
          class="quiet"
          aria-label={`Add an item to ${props.label}`}
          onClick={() => onChange([...items, exampleOf(nodeAt(items.length))])}
        >
          Add an item
        </button>
      )}
    </Group>
  );
}

/** A key for each item that goes with it when it moves. */
function useKeys(length: number): { current: number[] } {
  const keys = useRef<number[]>([]);
  const made = useRef(0);
  while (keys.current.length < length) keys.current.push(made.current++);
  keys.current.length = length;
  return keys;
}

function swapped<T>(items: readonly T[], index: number): T[] {
  return items.map((item, at) => (at === index ? items[index + 1] : at === index + 1 ? items[index] : item) as T);
}

function without<T>(items: readonly T[], index: number): T[] {
  return items.filter((_, at) => at !== index);
}

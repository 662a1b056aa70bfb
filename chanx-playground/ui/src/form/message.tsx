/** A whole message as a form: its fields without the tag, which the action has chosen. */

import type { VNode } from "preact";
import { useId, useMemo } from "preact/hooks";
import { placeKey, type PlacedFault } from "../contract/faults";
import type { SchemaNode } from "../contract/schema";
import type { Json } from "../json/value";
import { Field } from "./field";
import { Form } from "./context";
import { ObjectFields } from "./object";

interface Props {
  node: SchemaNode;
  value: Json;
  tag: string;
  faults: readonly PlacedFault[];
  onChange: (value: Json) => void;
}

export function MessageForm({ node, value, tag, faults, onChange }: Props): VNode {
  const id = useId();
  const context = useMemo(() => ({ id, faults: byPlace(faults), Field }), [id, faults]);
  const shared = { node, value, place: [], label: "Message", required: true, onChange };
  const isPlain = value instanceof Map && !node.shape.branches && node.shape.kind === "object";
  return (
    <Form.Provider value={context}>
      <div class="form">{isPlain ? <ObjectFields {...shared} hidden={[tag]} /> : <Field {...shared} />}</div>
    </Form.Provider>
  );
}

function byPlace(faults: readonly PlacedFault[]): Map<string, string[]> {
  const found = new Map<string, string[]>();
  for (const { fault, place } of faults) {
    const key = placeKey(place);
    found.set(key, [...(found.get(key) ?? []), fault.msg]);
  }
  return found;
}

/** A field of any schema, by what its value is. */

import type { VNode } from "preact";
import { isOfKind } from "../contract/schema";
import { ListField } from "./list";
import { MapField } from "./map";
import { ObjectField } from "./object";
import type { FieldProps } from "./context";
import { BooleanField, ChoiceField, JsonField, NullField, NumberField, TextField } from "./scalars";
import { UnionField } from "./union";

export function Field(props: FieldProps): VNode {
  const { shape } = props.node;
  if (shape.options) return <ChoiceField {...props} />;
  if (shape.branches) return <UnionField {...props} />;
  if (shape.kind === null) return <JsonField {...props} />;
  // A text in place of a number is one that is being typed.
  const isTyped = typeof props.value === "string" && (shape.kind === "integer" || shape.kind === "number");
  if (!isOfKind(shape.kind, props.value) && !isTyped) {
    return <JsonField {...props} note={`This should be of type ${shape.kind}.`} />;
  }
  switch (shape.kind) {
    case "null":
      return <NullField {...props} />;
    case "boolean":
      return <BooleanField {...props} />;
    case "integer":
    case "number":
      return <NumberField {...props} />;
    case "string":
      return <TextField {...props} />;
    case "array":
      return <ListField {...props} />;
    case "object":
      return shape.fields.length > 0 || !shape.others ? <ObjectField {...props} /> : <MapField {...props} />;
  }
}

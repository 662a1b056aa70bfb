/** A choice between alternatives, and the field of the one that is chosen. */

import type { VNode } from "preact";
import { useState } from "preact/hooks";
import { exampleOf } from "../contract/example";
import { branchOf, isOfKind, SchemaNode } from "../contract/schema";
import { branchName } from "../contract/words";
import type { Json } from "../json/value";
import { useForm, type FieldProps } from "./context";
import { Group, useIds } from "./frame";
import { ObjectFields } from "./object";
import { Inline } from "./inline";

export function UnionField(props: FieldProps): VNode {
  const { node, value, onChange, place, label } = props;
  const { Field } = useForm();
  const { input } = useIds([...place, ":choice"]);
  const branches = node.shape.branches ?? [];
  const [picked, setPicked] = useState<{ branch: number; value: Json } | null>(null);
  const index = picked && isLike(branches[picked.branch], value) ? picked.branch : branchOf(branches, value);
  const branch = branches[index];
  const names = namesOf(branches);
  const isObject = branch?.shape.kind === "object" && branch.shape.fields.length > 0 && value instanceof Map;
  const isOther = branch !== undefined && !isObject && branch.shape.kind !== "null";
  // The faults of this place stand at the field of the branch, where that has a label of its own.
  return (
    <Group props={isOther ? { ...props, place: [...place, ":kind"] } : props}>
      <div class="field">
        <label for={input}>{`Kind of ${label}`}</label>
        <select
          id={input}
          value={index}
          onChange={({ currentTarget }) => {
            const chosen = Number(currentTarget.value);
            const made = exampleOf(branches[chosen] ?? node);
            setPicked({ branch: chosen, value: made });
            onChange(made);
          }}
        >
          {names.map((name, at) => (
            <option value={at}>{name}</option>
          ))}
        </select>
        {branch && branch.shape.description && (
          <p class="hint">
            <Inline text={branch.shape.description} />
          </p>
        )}
      </div>
      {isObject && (
        <ObjectFields
          key={index}
          node={branch}
          value={value}
          place={place}
          label={label}
          required
          hidden={constantsOf(branch)}
          onChange={onChange}
        />
      )}
      {isOther && (
        <Field
          key={index}
          node={branch}
          value={value}
          place={place}
          label={names[index] ?? label}
          required
          onChange={onChange}
        />
      )}
    </Group>
  );
}

/** The constants that tell the branch from others: the choice has set them. */
function constantsOf({ shape }: SchemaNode): string[] {
  return shape.fields
    .filter(({ node, required }) => required && node.shape.options?.length === 1)
    .map(({ wire }) => wire);
}

function isLike(branch: SchemaNode | undefined, value: Json): boolean {
  if (!branch) return false;
  const { kind } = branch.shape;
  return kind === null || isOfKind(kind, value);
}

/** Names that are the same are told apart by their numbers. */
function namesOf(branches: readonly SchemaNode[]): string[] {
  const names = branches.map((branch) => branchName(branch));
  return names.map((name, index) => {
    const isTwice = names.some((other, at) => at !== index && other === name);
    return isTwice ? `${name} (${index + 1})` : name;
  });
}

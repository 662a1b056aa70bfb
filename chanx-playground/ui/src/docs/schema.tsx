/** A schema to be read: its fields with their types, which link to their definitions. */

import type { ComponentChildren, VNode } from "preact";
import { compact } from "../json/print";
import type { SchemaNode } from "../contract/schema";
import { branchName, factWords } from "../contract/words";
import { Prose } from "../parts/prose";
import type { Definitions } from "./definitions";

/** Types without a name that hold themselves end here. */
const MAX_DEPTH = 6;

interface Props {
  node: SchemaNode;
  definitions: Definitions;
  /** A field that is told elsewhere. */
  hidden?: string;
  depth?: number;
}

export function SchemaView({ node, definitions, hidden, depth = MAX_DEPTH }: Props): VNode {
  const { shape } = node;
  const fields = shape.fields.filter(({ wire }) => wire !== hidden);
  const branches = shape.branches ?? [];
  return (
    <>
      {branches.length === 0 && fields.length === 0 && (
        <>
          <p>
            {hidden !== undefined ? "No fields." : <TypeOf node={node} definitions={definitions} named={false} />}
          </p>
          <OptionDocs node={node} />
        </>
      )}
      {fields.length > 0 && branches.length === 0 && (
        <dl class="fields">
          {fields.map(({ wire, node: field, required }) => (
            <div>
              <dt>
                <code>{wire}</code> {!required && <span class="muted">optional</span>}
                {field.shape.deprecated && <span class="tag warn">deprecated</span>}
                {field.shape.sensitive && <span class="tag">sensitive</span>}
              </dt>
              <dd>
                <p>
                  <TypeOf node={field} definitions={definitions} />
                </p>
                {field.shape.description && !isLinked(field, definitions) && <Prose text={field.shape.description} />}
                <OptionDocs node={field} />
                <Inner node={field} definitions={definitions} depth={depth} />
              </dd>
            </div>
          ))}
        </dl>
      )}
      {branches.length > 0 && (
        <>
          <p>One of these:</p>
          <ul class="branches">
            {branches.map((branch) => (
              <li>
                <strong>{branchName(branch)}</strong>
                {branch.shape.description && <Prose text={branch.shape.description} />}
                {isLinked(branch, definitions) ? (
                  <p>
                    <TypeOf node={branch} definitions={definitions} />
                  </p>
                ) : (
                  depth > 0 && (
                    <SchemaView
                      node={branch}
                      definitions={definitions}
                      depth={depth - 1}
                      {...(hidden !== undefined && { hidden })}
                    />
                  )
                )}
              </li>
            ))}
          </ul>
        </>
      )}
    </>
  );
}

function OptionDocs({ node }: { node: SchemaNode }): VNode | null {
  const { options, optionDocs } = node.shape;
  if (!options || optionDocs.every((doc) => doc === null)) return null;
  return (
    <ul>
      {options.map((option, index) => (
        <li>
          <code>{compact(option)}</code> {optionDocs[index]}
        </li>
      ))}
    </ul>
  );
}

/** What a type without a name holds. */
function Inner({ node, definitions, depth }: Required<Pick<Props, "node" | "definitions" | "depth">>): VNode | null {
  const { shape } = node;
  if (depth === 0 || isLinked(node, definitions)) return null;
  if (
    shape.fields.length > 0 ||
    (shape.branches && shape.branches.some(({ shape: { fields } }) => fields.length > 0))
  ) {
    return <SchemaView node={node} definitions={definitions} depth={depth - 1} />;
  }
  const inner = shape.kind === "array" ? shape.items : shape.kind === "object" ? shape.others : null;
  return inner && <Inner node={inner} definitions={definitions} depth={depth - 1} />;
}

function isLinked({ document, shape }: SchemaNode, definitions: Definitions): boolean {
  return shape.name !== null && definitions.anchor(document, shape.name) !== null;
}

/** A type in words, with its bounds. */
function TypeOf({
  node,
  definitions,
  named = true,
}: {
  node: SchemaNode;
  definitions: Definitions;
  named?: boolean;
}): VNode {
  const { shape } = node;
  const facts = isLinked(node, definitions) && named ? [] : factWords(shape);
  const words = facts.length > 0 ? `, ${facts.join(", ")}` : "";
  const suggestion =
    shape.suggestion === undefined || shape.options ? "" : `, for example ${compact(shape.suggestion)}`;
  return (
    <span class="type">
      {typeOf(node, definitions, named ? 3 : 4)}
      {words}
      {suggestion}
    </span>
  );
}

function typeOf(node: SchemaNode, definitions: Definitions, depth: number): ComponentChildren {
  const { shape, document } = node;
  const anchor = shape.name === null || depth > 3 ? null : definitions.anchor(document, shape.name);
  if (anchor !== null) return <a href={`#${anchor}`}>{shape.name}</a>;
  if (shape.options)
    return joined(
      shape.options.map((option) => <code>{compact(option)}</code>),
      " or ",
    );
  if (depth === 0) return "values";
  if (shape.branches)
    return joined(
      shape.branches.map((branch) => typeOf(branch, definitions, depth - 1)),
      " or ",
    );
  if (shape.kind === "array") {
    if (shape.prefix.length > 0)
      return [
        "array of ",
        joined(
          shape.prefix.map((item) => typeOf(item, definitions, depth - 1)),
          ", ",
        ),
      ];
    return shape.items ? ["array of ", typeOf(shape.items, definitions, depth - 1)] : "array";
  }
  if (shape.kind === "object") {
    if (shape.fields.length > 0) return "object";
    return shape.others ? ["map of ", typeOf(shape.others, definitions, depth - 1)] : "empty object";
  }
  return shape.kind ?? "any value";
}

function joined(parts: ComponentChildren[], between: string): ComponentChildren[] {
  return parts.flatMap((part, index) => (index === 0 ? [part] : [between, part]));
}

/** A doc text within a line: its code, and no markup else. */

import type { ComponentChildren, VNode } from "preact";
import { factsOfParameter } from "../contract/words";
import type { Parameter } from "../contract/model";

export function Inline({ text }: { text: string }): VNode {
  return <>{inline(text)}</>;
}

/** What is said of a parameter of the path, then what it takes. */
export function ParameterWords({ parameter }: { parameter: Parameter }): VNode {
  const facts = factsOfParameter(parameter);
  return (
    <>
      {parameter.description && <Inline text={`${parameter.description} `} />}
      {facts === "" && !parameter.description ? "any text" : facts}
    </>
  );
}

function inline(text: string): ComponentChildren[] {
  return text.split(/(`[^`]+`)/).map((part) => {
    if (part.startsWith("`") && part.length > 2) return <code>{part.slice(1, -1)}</code>;
    return part.replace(/\*\*([^*]+)\*\*/g, "$1").replace(/\[([^\]]+)\](?:\([^)]*\))?/g, "$1");
  });
}

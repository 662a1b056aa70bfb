/** Doc texts: paragraphs, lists, code. Always text, never markup of the text's own. */

import type { VNode } from "preact";
import type { Documented } from "../contract/model";
import { docText, tagsOf } from "../contract/words";
import { Inline } from "../form/inline";

export function Prose({ text }: { text: string }): VNode {
  return <div class="prose">{blocks(text).map(block)}</div>;
}

export function DocText({ of }: { of: Documented }): VNode | null {
  const text = docText(of);
  return text === "" ? null : <Prose text={text} />;
}

export function Tags({ of }: { of: Documented }): VNode | null {
  const tags = tagsOf(of);
  if (tags.length === 0 && !of.deprecated) return null;
  return (
    <p class="tags">
      {of.deprecated && <span class="tag warn">deprecated</span>}
      {tags.map((tag) => (
        <span class="tag">{tag}</span>
      ))}
    </p>
  );
}

function blocks(text: string): string[] {
  const found: string[] = [];
  const parts = text.trim().split(/(^```[^\n]*\n[\s\S]*?^```[^\n]*$)/m);
  for (const part of parts) {
    if (part.startsWith("```")) found.push(part);
    else
      found.push(
        ...part
          .split(/\n\s*\n/)
          .map((block) => block.trim())
          .filter((block) => block !== ""),
      );
  }
  return found;
}

function block(text: string): VNode {
  if (text.startsWith("```")) return <pre>{text.replace(/^```[^\n]*\n/, "").replace(/\n?```[^\n]*$/, "")}</pre>;
  const items = text.split(/^[-*] /m);
  if (/^[-*] /.test(text))
    return (
      <ul>
        {items.slice(1).map((item) => (
          <li>
            <Inline text={item} />
          </li>
        ))}
      </ul>
    );
  return (
    <p>
      <Inline text={text.replace(/^#+ /, "")} />
    </p>
  );
}

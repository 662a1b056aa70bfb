/** The contract as documentation. */

import type { VNode } from "preact";
import { useEffect } from "preact/hooks";
import type { Application } from "../server/api";
import { EndpointDocs } from "./endpoint";
import { titleOf } from "../contract/route";

interface Props {
  application: Application;
  /** The id of the heading to show; null on paper. */
  anchor: string | null;
}

export function Docs({ application, anchor }: Props): VNode {
  const { title, contract, examples } = application;
  useEffect(() => {
    if (anchor === null) return;
    const target = document.getElementById(anchor);
    target?.scrollIntoView();
    target?.focus({ preventScroll: true });
  }, [anchor]);
  return (
    <div class="docs">
      <h1 id="/docs" tabIndex={-1}>{`${title}: documentation`}</h1>
      <p class="screen-only">
        <button type="button" onClick={() => print()}>
          Print
        </button>
      </p>
      <nav aria-label="Contents">
        <ol>
          {contract.routes.map((route, index) => (
            <li>
              <a href={`#/docs/${index}`}>{titleOf(route)}</a>
            </li>
          ))}
        </ol>
      </nav>
      {contract.routes.map((route, index) => (
        <EndpointDocs key={index} route={route} index={index} example={examples[index] ?? new Map()} />
      ))}
    </div>
  );
}

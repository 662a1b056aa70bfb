/** The list of all endpoints, and the way to the documentation. */

import type { ComponentChildren, VNode } from "preact";
import { useState } from "preact/hooks";
import { connections } from "../connection/connections";
import { docText, tagsOf } from "../contract/words";
import { titleOf } from "../contract/route";
import type { Contract } from "../contract/model";
import { Inline } from "../form/inline";
import type { Place } from "./place";
import { useStore } from "../store/store";

/** A shorter list needs no search. */
const MANY = 8;

export function Navigation({ contract, place, onGo }: { contract: Contract; place: Place; onGo: () => void }): VNode {
  const { all } = useStore(connections);
  const [typed, setTyped] = useState("");
  const words = typed.trim().toLowerCase();
  const routes = contract.routes.map((route, index) => ({
    route,
    index,
    summary: docText(route).split("\n")[0] ?? "",
  }));
  const found = routes.filter(({ route, summary }) =>
    `${route.path} ${summary} ${Object.keys(route.receives).join(" ")} ${tagsOf(route).join(" ")}`
      .toLowerCase()
      .includes(words),
  );
  return (
    <>
      {routes.length > MANY && (
        <label class="field">
          <span class="small">Find an endpoint</span>
          <input type="search" value={typed} onInput={({ currentTarget }) => setTyped(currentTarget.value)} />
        </label>
      )}
      <ul>
        {found.map(({ route, index, summary }) => {
          const open = all.filter(({ routeIndex, state }) => routeIndex === index && state === "open").length;
          const isHere = place.view === "endpoint" && place.index === index;
          return (
            <li>
              <a href={`#/endpoint/${index}`} aria-current={isHere ? "page" : undefined} onClick={onGo}>
                <span class="path">{breakable(titleOf(route))}</span>
                {summary !== "" && (
                  <span class="muted">
                    <Inline text={summary} />
                  </span>
                )}
                {open > 0 && <span class="open">{`${open} open`}</span>}
              </a>
            </li>
          );
        })}
      </ul>
      {found.length === 0 && <p class="muted">No endpoint matches.</p>}
    </>
  );
}

/** Long paths break behind their slashes. */
function breakable(path: string): ComponentChildren[] {
  return path.split(/(?<=\/)/).flatMap((piece) => [piece, <wbr />]);
}

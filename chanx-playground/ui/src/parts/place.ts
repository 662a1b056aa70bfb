/** The place that the address of the page names: `#/endpoint/0/chat`, `#/docs/0/types/Line`. */

import { useEffect, useState } from "preact/hooks";
import type { Contract } from "../contract/model";

export type Place =
  | { view: "endpoint"; index: number; action: string | null }
  | { view: "docs"; anchor: string }
  | { view: "lost"; what: string };

export function usePlace(contract: Contract | null): Place {
  const [hash, setHash] = useState(location.hash);
  useEffect(() => {
    const changed = (): void => setHash(location.hash);
    addEventListener("hashchange", changed);
    // It may have changed since it was first read: effects run after the page was painted.
    changed();
    return () => removeEventListener("hashchange", changed);
  }, []);
  return placeOf(hash, contract);
}

/** An endpoint may be named by its index, or by its path, encoded. */
function placeOf(hash: string, contract: Contract | null): Place {
  const [, view, endpoint = "", ...rest] = hash.slice(1).split("/");
  if (view === "docs") return { view, anchor: hash.slice(1) };
  if (view !== "endpoint" || endpoint === "") return { view: "endpoint", index: 0, action: null };
  const name = decode(endpoint).replace(/^\//, "");
  const byPath = contract?.routes.findIndex(({ path }) => path === name) ?? -1;
  const index = /^\d+$/.test(name) ? Number(name) : byPath;
  if (contract && !contract.routes[index]) return { view: "lost", what: name };
  const action = decode(rest.join("/"));
  return { view, index, action: action === "" ? null : action };
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

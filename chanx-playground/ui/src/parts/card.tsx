/** A connection: who it is, how it is, what it says. */

import type { VNode } from "preact";
import { useEffect, useId, useLayoutEffect, useRef, useState } from "preact/hooks";
import { endingWords } from "../connection/codes";
import type { Connection } from "../connection/connection";
import { connections } from "../connection/connections";
import { urlOf } from "../connection/credentials";
import { titleOf } from "../contract/route";
import type { Frame } from "../history/frame";
import type { Json } from "../json/value";
import { useStore } from "../store/store";
import { Compose } from "./compose";
import type { Loaded } from "./draft";
import { History } from "./history";
import { cut, visible } from "./visible";

interface Props {
  connection: Connection;
  example: ReadonlyMap<string, Json>;
  wanted: string | null;
}

export function Card({ connection, example, wanted }: Props): VNode {
  useStore(connection.life);
  const id = useId();
  const head = useRef<HTMLElement>(null);
  useEffect(() => head.current?.scrollIntoView({ block: "nearest" }), []);
  const [loaded, setLoaded] = useState<Loaded | null>(null);
  const { label, route, routeIndex, target, state, subprotocol } = connection;
  const edit = ({ content, source, action }: Frame): void => {
    if (content.kind !== "text") return;
    setLoaded({ text: source ?? content.text, action });
  };
  const isUp = state === "open" || state === "connecting";
  return (
    <section class="card" aria-labelledby={id}>
      <header class="card-head" ref={head}>
        <Name id={id} connection={connection} />
        <p class="muted url">
          <a href={`#/endpoint/${routeIndex}`}>{titleOf(route)}</a>
          <br />
          {urlOf(target, false)}
          {subprotocol !== null && `, subprotocol ${subprotocol}`}
        </p>
        <p class={`state ${state}`}>
          <span class="dot" aria-hidden="true" />
          <span>{stateWords(connection)}</span>
        </p>
        <div class="actions">
          {isUp ? (
            <button type="button" onClick={() => connection.disconnect()}>
              Disconnect
            </button>
          ) : (
            <button type="button" disabled={state === "closing"} onClick={() => connection.connect()}>
              {state === "recorded" ? "Connect" : "Reconnect"}
            </button>
          )}
          <button type="button" aria-label={`Remove ${label}`} onClick={() => connections.remove(connection)}>
            Remove
          </button>
        </div>
      </header>
      <Compose connection={connection} example={example} wanted={wanted} loaded={loaded} />
      <History connection={connection} onEdit={edit} />
    </section>
  );
}

function Name({ id, connection }: { id: string; connection: Connection }): VNode {
  const [editing, setEditing] = useState(false);
  const input = useRef<HTMLInputElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  const wasEditing = useRef(false);
  // Before the next key can arrive.
  useLayoutEffect(() => {
    if (editing) {
      input.current?.focus();
      input.current?.select();
    } else if (wasEditing.current) button.current?.focus();
    wasEditing.current = editing;
  }, [editing]);
  return (
    <div class="bar">
      <h3 id={id} class={editing ? "visually-hidden" : ""}>
        {connection.label}
      </h3>
      {editing ? (
        <form
          class="bar"
          onSubmit={(event) => {
            event.preventDefault();
            connection.rename(input.current?.value.trim() || connection.label);
            setEditing(false);
          }}
        >
          <input
            ref={input}
            aria-label="Name of the connection"
            defaultValue={connection.label}
            maxLength={60}
            onKeyDown={({ key }) => key === "Escape" && setEditing(false)}
          />
          <button>Save</button>
        </form>
      ) : (
        <button
          ref={button}
          type="button"
          class="quiet"
          aria-label={`Rename ${connection.label}`}
          onClick={() => setEditing(true)}
        >
          Rename
        </button>
      )}
    </div>
  );
}

function stateWords({ state, ending }: Connection): string {
  switch (state) {
    case "connecting":
      return "Connecting";
    case "open":
      return "Connected";
    case "closing":
      return "Disconnecting";
    case "recorded":
      return "From a recording";
    case "closed": {
      if (!ending) return "Not connected";
      const reason = ending.reason ? `, reason: ${visible(cut(ending.reason, 130))}` : "";
      return `${endingWords(ending)} (code ${ending.code}${reason})`;
    }
  }
}

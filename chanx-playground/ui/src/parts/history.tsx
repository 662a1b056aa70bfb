/** The history of a connection: search, filter, pause, and the frame that is chosen. */

import type { VNode } from "preact";
import { useEffect, useId, useMemo, useState } from "preact/hooks";
import type { Connection } from "../connection/connection";
import { exportRecording } from "../connection/transfer";
import { count } from "../contract/words";
import type { Frame } from "../history/frame";
import { HistoryView } from "../history/view";
import { saveFile } from "./files";
import { FrameView } from "./frame";
import { useStore } from "../store/store";
import { VirtualList } from "./list";
import { rowOf } from "./row";

/** Typing in the search does not search at each letter. */
const PAUSE = 150;

interface Props {
  connection: Connection;
  onEdit: (frame: Frame) => void;
}

export function History({ connection, onEdit }: Props): VNode {
  const { ring, origin, label } = useStore(connection);
  const id = useId();
  const view = useMemo(() => new HistoryView(ring), [ring]);
  const [typed, setTyped] = useState("");
  const search = useLate(typed);
  const [action, setAction] = useState<string | null>(null);
  const [paused, setPaused] = useState<number | null>(null);
  const [chosen, setChosen] = useState<Frame | null>(null);
  const [follows, setFollows] = useState(true);

  view.refresh({ search, action }, paused ?? Infinity);
  const newest = ring.at(ring.length - 1)?.id ?? 0;
  const waiting = paused === null ? 0 : newest - paused;
  const isFiltered = search !== "" || action !== null;
  const selected = chosen && indexOf(view, chosen.id);

  return (
    <section class="history" aria-label={`History of ${label}`}>
      <div class="bar">
        <h4>History</h4>
        <span class="muted">
          {isFiltered
            ? `${view.length.toLocaleString("en")} of ${count(ring.length, "frame")}`
            : count(ring.length, "frame")}
        </span>
        <span class="actions">
          <button
            type="button"
            aria-pressed={paused !== null}
            onClick={() => setPaused(paused === null ? newest : null)}
          >
            Pause
          </button>
          <button
            type="button"
            disabled={connection.sessions.length === 0}
            onClick={() =>
              saveFile(`${fileName(label)}.jsonl`, exportRecording([connection]), "application/x-ndjson")
            }
          >
            Export
          </button>
          <button
            type="button"
            disabled={ring.length === 0}
            onClick={() => {
              setChosen(null);
              setPaused(null);
              connection.clear();
            }}
          >
            Clear
          </button>
        </span>
      </div>
      <div class="bar">
        <label class="grow">
          <span class="small">Search</span>
          <input type="search" value={typed} onInput={({ currentTarget }) => setTyped(currentTarget.value)} />
        </label>
        <label class="grow">
          <span class="small">Show action</span>
          <select
            value={action ?? ""}
            onChange={({ currentTarget }) => setAction(currentTarget.value === "" ? null : currentTarget.value)}
          >
            <option value="">All</option>
            {[...connection.actions.keys()].sort().map((name) => (
              <option value={name}>{name}</option>
            ))}
          </select>
        </label>
      </div>
      {ring.dropped > 0 && <p class="note">{`${count(ring.dropped, "older frame")} made room for newer ones.`}</p>}
      {paused !== null && <p class="note">{waiting > 0 ? `Paused: ${count(waiting, "newer frame")}.` : "Paused."}</p>}
      {view.length === 0 ? (
        <p class="empty">{isFiltered && ring.length > 0 ? "No frame matches." : "No frames yet."}</p>
      ) : (
        <VirtualList
          id={id}
          label={`Frames of ${label}`}
          length={view.length}
          dropped={isFiltered ? 0 : ring.dropped}
          row={(index) => {
            const frame = view.at(index);
            return frame ? rowOf(frame, origin) : null;
          }}
          selected={selected}
          onSelect={(index) => setChosen(view.at(index) ?? null)}
          follows={follows && paused === null}
          onFollow={setFollows}
        />
      )}
      {!follows && paused === null && view.length > 0 && (
        <button type="button" class="quiet" onClick={() => setFollows(true)}>
          Go to the newest frame
        </button>
      )}
      {chosen && <FrameView frame={chosen} connection={connection} onEdit={onEdit} onClose={() => setChosen(null)} />}
    </section>
  );
}

function indexOf(view: HistoryView, id: number): number | null {
  let low = 0;
  let high = view.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((view.at(middle)?.id ?? Infinity) < id) low = middle + 1;
    else high = middle;
  }
  return view.at(low)?.id === id ? low : null;
}

function useLate(value: string): string {
  const [late, setLate] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setLate(value), PAUSE);
    return () => clearTimeout(timer);
  }, [value]);
  return late;
}

function fileName(label: string): string {
  return (
    label
      .trim()
      .toLowerCase()
      .replace(/[^\p{L}\p{N}]+/gu, "-")
      .replace(/^-|-$/g, "") || "recording"
  );
}

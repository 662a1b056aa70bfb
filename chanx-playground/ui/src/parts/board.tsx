/** All connections side by side. */

import type { VNode } from "preact";
import { useRef, useState } from "preact/hooks";
import { connections } from "../connection/connections";
import { exportRecording, importRecording } from "../connection/transfer";
import { count } from "../contract/words";
import { RecordingError } from "../history/recording";
import type { Application } from "../server/api";
import { announcer } from "../store/announcer";
import { useStore } from "../store/store";
import { Card } from "./card";
import { saveFile } from "./files";
import { serverOfPage } from "./setup";

interface Props {
  application: Application;
  index: number | null;
  action: string | null;
  hidden: boolean;
}

export function Board({ application, index, action, hidden }: Props): VNode {
  const { all } = useStore(connections);
  const file = useRef<HTMLInputElement>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const load = async (chosen: File): Promise<void> => {
    try {
      const made = importRecording(
        await chosen.text(),
        chosen.name.replace(/\.jsonl$/, ""),
        application.contract,
        serverOfPage(),
      );
      setProblem(null);
      announcer.say(`${count(made, "connection")} imported`);
    } catch (error) {
      if (!(error instanceof RecordingError)) throw error;
      setProblem(`This is no recording. ${error.message}.`);
    }
  };
  return (
    <section class="board" aria-labelledby="connections" hidden={hidden}>
      <div class="bar">
        <h2 id="connections">Connections</h2>
        <span class="actions">
          <button type="button" onClick={() => file.current?.click()}>
            Import recording
          </button>
          <button
            type="button"
            disabled={!all.some(({ sessions }) => sessions.length > 0)}
            onClick={() => saveFile("recording.jsonl", exportRecording(all), "application/x-ndjson")}
          >
            Export all
          </button>
        </span>
        <input
          ref={file}
          class="visually-hidden"
          type="file"
          tabIndex={-1}
          accept=".jsonl,.ndjson,application/x-ndjson"
          aria-label="Recording to import"
          onChange={({ currentTarget }) => {
            const [chosen] = currentTarget.files ?? [];
            currentTarget.value = currentTarget.value && "";
            if (chosen) void load(chosen);
          }}
        />
      </div>
      {problem !== null && (
        <p class="fault" role="alert">
          {problem}
        </p>
      )}
      {all.length === 0 && (
        <p class="empty">There are no connections yet. Connect above; several stand side by side.</p>
      )}
      <div class="cards">
        {all.map((connection) => (
          <Card
            key={connection.key}
            connection={connection}
            example={application.examples[connection.routeIndex] ?? new Map()}
            wanted={connection.routeIndex === index ? action : null}
          />
        ))}
      </div>
      {all.some(({ sessions }) => sessions.length > 0) && (
        <p class="hint">
          Exports leave out credentials, and the values of fields that the contract marks as sensitive.
        </p>
      )}
    </section>
  );
}

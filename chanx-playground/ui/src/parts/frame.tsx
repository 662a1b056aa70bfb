/** A frame of the history, looked at closely. */

import type { VNode } from "preact";
import { useMemo, useState } from "preact/hooks";
import type { Connection } from "../connection/connection";
import { count, sizeWords } from "../contract/words";
import { tryParse } from "../json/parse";
import { pretty } from "../json/print";
import type { Frame } from "../history/frame";
import { actionName } from "../history/view";
import { announcer } from "../store/announcer";
import { copyText, saveFile } from "./files";
import { hexOf, latencyWords, timeWords } from "./row";
import { cut, visible } from "./visible";

/** Longer frames are shown cut, and as they came. */
const MAX_PRETTY = 100_000;
const MAX_SHOWN = 10_000;
const MAX_HEX = 1024;

interface Props {
  frame: Frame;
  connection: Connection;
  onEdit: (frame: Frame) => void;
  onClose: () => void;
}

export function FrameView({ frame, connection, onEdit, onClose }: Props): VNode {
  const { content, by, size } = frame;
  const isOpen = connection.state === "open";
  const isText = content.kind === "text";
  const copy = async (): Promise<void> => {
    if (content.kind !== "text") return;
    announcer.say((await copyText(content.text)) ? "Copied" : "This browser does not let the page copy");
  };
  return (
    <section class="frame" aria-label="Selected frame">
      <div class="frame-head">
        <h4>{visible(cut(actionName(frame), 60))}</h4>
        <button type="button" class="quiet" aria-label="Close the frame" onClick={onClose}>
          Close
        </button>
      </div>
      <p class="muted">
        {[
          by === "client" ? "Sent" : "Received",
          `at ${timeWords(frame.at, connection.origin)}`,
          sizeWords(size),
          latencyWords(frame),
        ]
          .filter((word) => word !== "")
          .join(", ")}
      </p>
      <Body key={frame.id} frame={frame} />
      <div class="actions">
        {isText && (
          <button type="button" onClick={() => void copy()}>
            Copy
          </button>
        )}
        {content.kind === "binary" && (
          <button
            type="button"
            onClick={() => saveFile(`frame-${frame.id}.bin`, content.bytes, "application/octet-stream")}
          >
            Save
          </button>
        )}
        {by === "client" && content.kind !== "withheld" && (
          <button type="button" disabled={!isOpen} onClick={() => connection.resend(frame)}>
            Resend
          </button>
        )}
        {by === "client" && isText && (
          <button type="button" onClick={() => onEdit(frame)}>
            Edit
          </button>
        )}
      </div>
    </section>
  );
}

function Body({ frame }: { frame: Frame }): VNode {
  const [all, setAll] = useState(false);
  const { content } = frame;
  const whole = useMemo(() => textOf(frame), [frame]);
  if (content.kind === "withheld") return <p>The recording does not tell what this frame said.</p>;
  const limit = content.kind === "binary" ? MAX_HEX * 3 : MAX_SHOWN;
  const isCut = !all && whole.length > limit;
  return (
    <>
      <pre tabIndex={0} role="region" aria-label="Content of the frame">
        <bdi>{visible(isCut ? cut(whole, limit) : whole)}</bdi>
      </pre>
      {isCut && (
        <button type="button" onClick={() => setAll(true)}>
          {`Show all ${content.kind === "binary" ? count(content.bytes.length, "byte") : count(whole.length, "character")}`}
        </button>
      )}
    </>
  );
}

function textOf({ content }: Frame): string {
  if (content.kind === "binary") return hexOf(content.bytes);
  if (content.kind !== "text") return "";
  if (content.text.length > MAX_PRETTY) return content.text;
  const value = tryParse(content.text);
  return value === undefined ? content.text : pretty(value);
}

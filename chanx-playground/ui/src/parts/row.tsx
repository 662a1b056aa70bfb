/** One frame on a line of the history. */

import { durationWords, sizeWords } from "../contract/words";
import type { Frame } from "../history/frame";
import { actionName } from "../history/view";
import { cut, visibleLine } from "./visible";
import type { Row } from "./list";

const PREVIEW = 240;

export function rowOf(frame: Frame, origin: number | null): Row {
  const side = frame.by === "client" ? "sent" : "received";
  const action = visibleLine(cut(actionName(frame), 60));
  const time = timeWords(frame.at, origin);
  const preview = visibleLine(cut(previewOf(frame), PREVIEW));
  const latency = latencyWords(frame);
  return {
    key: frame.id,
    class: `${side}${frame.action === "error" ? " failed" : ""}`,
    view: (
      <>
        <span class="row-head">
          <span class="arrow" aria-hidden="true">
            {frame.by === "client" ? "↑" : "↓"}
          </span>
          <span class="visually-hidden">{`${side} `}</span>
          <span class="action">{action}</span> <span class="latency">{latency}</span>{" "}
          <span class="muted">{sizeWords(frame.size)}</span> <span class="muted">{time}</span>
        </span>{" "}
        <bdi class="preview">{preview}</bdi>
      </>
    ),
  };
}

export function latencyWords({ latency, request }: Frame): string {
  if (!request) return latency === null ? "" : `after ${durationWords(latency)}`;
  switch (request.state) {
    case "pending":
      return latency === null ? "pending" : `${durationWords(latency)}, pending`;
    case "unanswered":
      return "not answered";
    case "failed":
    case "ended": {
      const took = request.took ?? 0;
      const first = latency !== null && latency < took ? `${durationWords(latency)}, ended ` : "";
      return `${first}${durationWords(took)}`;
    }
  }
}

export function timeWords(at: number, origin: number | null): string {
  if (origin !== null) return `+${((at - origin) / 1000).toFixed(3)} s`;
  const time = new Date(performance.timeOrigin + at);
  const two = (number: number, digits = 2): string => String(number).padStart(digits, "0");
  return `${two(time.getHours())}:${two(time.getMinutes())}:${two(time.getSeconds())}.${two(time.getMilliseconds(), 3)}`;
}

function previewOf({ content, size }: Frame): string {
  switch (content.kind) {
    case "text":
      return content.text;
    case "binary":
      return hexOf(content.bytes.subarray(0, 32));
    case "withheld":
      return `${content.of}, ${sizeWords(size)}, withheld from the recording`;
  }
}

export function hexOf(bytes: Uint8Array): string {
  return [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join(" ");
}

/** What happened on a connection, one entry each. */

export type Content =
  | { kind: "text"; text: string }
  | { kind: "binary"; bytes: Uint8Array<ArrayBuffer> }
  | { kind: "withheld"; of: "text" | "binary" };

export interface Frame {
  /** Counts up within the connection. */
  readonly id: number;
  /** Milliseconds on the clock of `performance.now`. */
  readonly at: number;
  readonly by: "client" | "server";
  /** The talk from one handshake to its close: a connection has one more at each reconnect. */
  readonly session: number;
  readonly content: Content;
  /** Bytes on the wire. */
  readonly size: number;
  readonly action: string | null;
  readonly ref: string | null;
  /** What was composed, before a ref was added; of frames that this page sent. */
  readonly source: string | null;
  /** Milliseconds from the request to this answer; of a request, to its first answer. */
  latency: number | null;
  request: RequestState | null;
}

export interface RequestState {
  state: "pending" | "ended" | "failed" | "unanswered";
  /** Milliseconds to its end. */
  took: number | null;
}

export interface Head {
  action: string | null;
  ref: string | null;
}

/** The action and the ref of a frame, where it is a message. */
export function headOf(text: string, tag: string): Head {
  const none = { action: null, ref: null };
  if (!/^\s*\{/.test(text)) return none;
  try {
    const frame = JSON.parse(text) as Record<string, unknown>;
    const own = (key: string): string | null => {
      const value = Object.hasOwn(frame, key) ? frame[key] : null;
      return typeof value === "string" ? value : null;
    };
    return { action: own(tag), ref: own("ref") };
  } catch {
    return none;
  }
}

export function utf8Length(text: string): number {
  let bytes = text.length;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code < 0x80) continue;
    // Each half of a surrogate pair counts two of its four bytes.
    bytes += code < 0x800 || (code >= 0xd800 && code < 0xe000) ? 1 : 2;
  }
  return bytes;
}

/** Close codes in words (RFC 6455 section 7.4; 4000 + status as chanx refuses). */

const CODES: Record<number, string> = {
  1000: "Closed normally",
  1001: "The other side is going away",
  1002: "A side broke the WebSocket protocol",
  1003: "A frame was of a kind that is not taken here",
  1005: "Closed without a code",
  1006: "The connection was lost",
  1007: "A text frame was no valid UTF-8",
  1008: "A frame broke the server's rules",
  1009: "A frame was too big",
  1010: "The server lacks an extension that is needed",
  1011: "The server failed",
  1012: "The server restarts: connect again shortly",
  1013: "The server is too busy: try again later",
  1014: "A gateway got a bad answer",
  1015: "The TLS handshake failed",
};

const STATUSES: Record<number, string> = {
  400: "the request was bad",
  401: "it is not known who you are",
  403: "you may not connect",
  404: "there is nothing at this path",
  408: "it took too long",
  409: "it is in conflict with something",
  413: "something was too large",
  429: "there are too many connections or messages",
  500: "the server failed",
  503: "the server is not available",
};

export interface Ending {
  code: number;
  reason: string;
  /** True where this page asked for it. */
  own: boolean;
  /** True where the handshake had succeeded. */
  wasOpen: boolean;
}

export function endingWords({ code, own, wasOpen }: Ending): string {
  if (!wasOpen && code === 1006) {
    return "No connection: the server cannot be reached, or refused with an HTTP status, which browsers do not tell";
  }
  const status = code - 4000;
  if (STATUSES[status]) return `Refused with ${status}: ${STATUSES[status]}`;
  if (status >= 400 && status < 600) return `Refused with ${status}`;
  if (own && (code === 1000 || code === 1005)) return "Disconnected";
  if (CODES[code]) return CODES[code];
  return code >= 3000 ? "Closed with a code of the application" : "Closed with an unknown code";
}

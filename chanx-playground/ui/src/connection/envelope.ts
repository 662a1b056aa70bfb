/** The ref of a request, beside the tag (DESIGN: `"ref":"7"`). */

import { tryParse } from "../json/parse";

/** The frame with a ref of ours as its last field; as it is where it has one, or is no object. */
export function withRef(text: string, ref: string): string | null {
  const frame = tryParse(text);
  if (!(frame instanceof Map) || frame.has("ref")) return null;
  const end = text.lastIndexOf("}");
  const before = text.slice(0, end).trimEnd();
  return `${before}${frame.size > 0 ? "," : ""}"ref":${JSON.stringify(ref)}}`;
}

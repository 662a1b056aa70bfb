/** Texts of others, made safe to look at: nothing is hidden, and nothing changes the direction of what stands beside. */

const CONTROLS =
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u00ad\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb]/g;

export function visible(text: string): string {
  return text.replace(CONTROLS, symbol);
}

/** On one line. */
export function visibleLine(text: string): string {
  return visible(text.replace(/\s*[\n\t]\s*/g, " "));
}

function symbol(char: string): string {
  return `⟨U+${char.charCodeAt(0).toString(16).toUpperCase().padStart(4, "0")}⟩`;
}

/** At most so many characters, without half a surrogate pair. */
export function cut(text: string, length: number): string {
  if (text.length <= length) return text;
  const last = text.charCodeAt(length - 1);
  return text.slice(0, last >= 0xd800 && last < 0xdc00 ? length - 1 : length);
}

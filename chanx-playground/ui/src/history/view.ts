/** The part of a history that is looked at: filtered, and up to where it was paused. */

import type { Frame } from "./frame";
import type { Ring } from "./ring";

export interface Filter {
  search: string;
  /** Null for all. */
  action: string | null;
}

/** Frames without an action are told apart by what they are. */
export function actionName(frame: Frame): string {
  if (frame.action !== null) return frame.action;
  switch (frame.content.kind) {
    case "text":
      return "(text)";
    case "binary":
      return "(binary)";
    case "withheld":
      return "(withheld)";
  }
}

export class HistoryView {
  private matching: Frame[] | null = null;
  private scanned = 0;
  private filter: Filter = { search: "", action: null };
  private last = Infinity;

  constructor(private readonly ring: Ring) {}

  get length(): number {
    if (this.matching) return this.matching.length;
    return this.last === Infinity ? this.ring.length : this.ring.indexOf(this.last + 1);
  }

  at(index: number): Frame | undefined {
    return this.matching ? this.matching[index] : this.ring.at(index);
  }

  /** Takes in what is new, up to the frame with that id. */
  refresh(filter: Filter, last: number): void {
    const isNew = filter.search !== this.filter.search || filter.action !== this.filter.action || last < this.last;
    this.filter = filter;
    this.last = last;
    if (filter.search === "" && filter.action === null) {
      this.matching = null;
      return;
    }
    const first = this.ring.at(0)?.id ?? Infinity;
    if (isNew || !this.matching) {
      this.matching = [];
      this.scanned = first;
    }
    const kept = this.matching.findIndex(({ id }) => id >= first);
    this.matching = kept > 0 ? this.matching.slice(kept) : kept < 0 ? [] : this.matching;
    this.scan(this.matching);
  }

  private scan(matching: Frame[]): void {
    const words = new RegExp(this.filter.search.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"), "i");
    for (let index = this.ring.indexOf(this.scanned); index < this.ring.length; index++) {
      const frame = this.ring.at(index);
      if (!frame || frame.id > this.last) return;
      this.scanned = frame.id + 1;
      if (this.filter.action !== null && actionName(frame) !== this.filter.action) continue;
      if (this.filter.search !== "" && !(frame.content.kind === "text" && words.test(frame.content.text))) continue;
      matching.push(frame);
    }
  }
}

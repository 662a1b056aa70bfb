/** The latest frames of a connection, bounded by their number and by their bytes. */

import type { Frame } from "./frame";

export const MAX_FRAMES = 20_000;
export const MAX_BYTES = 64 * 1024 * 1024;

export class Ring {
  private frames: (Frame | undefined)[] = [];
  private start = 0;
  private bytes = 0;
  /** How many old frames made room for new ones. */
  dropped = 0;

  get length(): number {
    return this.frames.length - this.start;
  }

  at(index: number): Frame | undefined {
    return this.frames[this.start + index];
  }

  push(frame: Frame): void {
    this.frames.push(frame);
    this.bytes += frame.size;
    while (this.length > 1 && (this.length > MAX_FRAMES || this.bytes > MAX_BYTES)) this.drop();
  }

  clear(): void {
    this.frames = [];
    this.start = this.bytes = this.dropped = 0;
  }

  slice(from = 0, to = this.length): Frame[] {
    return this.frames.slice(this.start + from, this.start + to) as Frame[];
  }

  /** The index of the first frame with this id or a later one. */
  indexOf(id: number): number {
    let low = 0;
    let high = this.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.at(middle)?.id ?? Infinity) < id) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  private drop(): void {
    this.bytes -= this.frames[this.start]?.size ?? 0;
    this.frames[this.start] = undefined;
    this.start++;
    this.dropped++;
    // The empty places go in large steps, so that a push stays cheap.
    if (this.start >= 4096 && this.start * 2 >= this.frames.length) {
      this.frames = this.frames.slice(this.start);
      this.start = 0;
    }
  }
}

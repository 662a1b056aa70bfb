/** Something that changes and tells so, at most once a frame of the display. */

import { useEffect, useReducer } from "preact/hooks";

export class Store {
  private readonly listeners = new Set<() => void>();
  private scheduled = false;

  subscribe(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  /** Tells at the next frame; a page in the background has no frames, so a timer tells there. */
  changed(): void {
    if (this.scheduled) return;
    this.scheduled = true;
    const tell = (): void => {
      if (!this.scheduled) return;
      this.scheduled = false;
      this.listeners.forEach((listener) => listener());
    };
    if (document.hidden) setTimeout(tell, 250);
    else requestAnimationFrame(tell);
  }
}

export function useStore<S extends Store>(store: S): S {
  const [, refresh] = useReducer((version: number, _: void) => version + 1, 0);
  useEffect(() => {
    refresh();
    return store.subscribe(refresh);
  }, [store]);
  return store;
}

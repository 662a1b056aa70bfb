/** What is typed, kept while other parts of the page are looked at. It is gone when the page is. */

import { useState } from "preact/hooks";

const all = new Map<string, unknown>();

export function useKept<T>(key: string, first: () => T): [T, (value: T) => void] {
  const [value, setValue] = useState<T>(() => (all.has(key) ? (all.get(key) as T) : first()));
  const keep = (changed: T): void => {
    all.set(key, changed);
    setValue(changed);
  };
  return [value, keep];
}

/** A list of which only what is visible is in the page, so that any number of rows stays smooth. */

import type { VNode } from "preact";
import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";

export interface Row {
  key: number;
  view: VNode;
  class: string;
}

interface Props {
  label: string;
  id: string;
  length: number;
  row: (index: number) => Row | null;
  selected: number | null;
  /** How many rows were dropped at the start so far. */
  dropped: number;
  onSelect: (index: number) => void;
  /** Whether the newest row is followed. */
  follows: boolean;
  onFollow: (follows: boolean) => void;
}

const ROW_HEIGHT = 48;
const SPARE = 4;

export function VirtualList(props: Props): VNode {
  const { length, row, selected, dropped, onSelect, follows, onFollow, id, label } = props;
  const host = useRef<HTMLDivElement>(null);
  const [top, setTop] = useState(0);
  const [height, setHeight] = useState(400);
  const before = useRef(dropped);

  useEffect(() => {
    const { current } = host;
    if (!current) return;
    const observer = new ResizeObserver(() => setHeight(current.clientHeight));
    observer.observe(current);
    return () => observer.disconnect();
  }, []);

  useLayoutEffect(() => {
    const { current } = host;
    if (!current) return;
    if (follows) current.scrollTop = current.scrollHeight;
    else if (dropped > before.current) current.scrollTop -= (dropped - before.current) * ROW_HEIGHT;
    before.current = dropped;
    setTop(current.scrollTop);
  }, [length, follows, dropped, height]);

  const first = Math.max(0, Math.floor(top / ROW_HEIGHT) - SPARE);
  const last = Math.min(length, Math.ceil((top + height) / ROW_HEIGHT) + SPARE);
  const rows = Array.from({ length: Math.max(0, last - first) }, (_, at) => first + at);

  const select = (index: number): void => {
    const { current } = host;
    if (!current || length === 0) return;
    const to = Math.min(length - 1, Math.max(0, index));
    onFollow(to === length - 1);
    onSelect(to);
    const start = to * ROW_HEIGHT;
    if (start < current.scrollTop) current.scrollTop = start;
    else if (start + ROW_HEIGHT > current.scrollTop + current.clientHeight)
      current.scrollTop = start + ROW_HEIGHT - current.clientHeight;
  };

  const onKeyDown = (event: KeyboardEvent): void => {
    const page = Math.max(1, Math.floor(height / ROW_HEIGHT) - 1);
    const at = selected ?? (event.key === "ArrowUp" ? length : -1);
    const targets: Record<string, number> = {
      ArrowDown: at + 1,
      ArrowUp: at - 1,
      PageDown: at + page,
      PageUp: at - page,
      Home: 0,
      End: length - 1,
    };
    const target = targets[event.key];
    if (target === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    select(target);
  };

  return (
    <div
      class="list"
      ref={host}
      id={id}
      role="listbox"
      tabIndex={0}
      aria-label={label}
      style={{ height: `min(22rem, ${length * ROW_HEIGHT + 2}px)` }}
      aria-activedescendant={
        selected !== null && selected >= first && selected < last ? `${id}-${selected}` : undefined
      }
      onKeyDown={onKeyDown}
      onScroll={({ currentTarget }) => {
        setTop(currentTarget.scrollTop);
        const isAtEnd =
          currentTarget.scrollTop + currentTarget.clientHeight >= currentTarget.scrollHeight - ROW_HEIGHT / 2;
        if (isAtEnd !== follows) onFollow(isAtEnd);
      }}
    >
      <div role="presentation" class="list-all" style={{ height: `${length * ROW_HEIGHT}px` }}>
        {rows.map((index) => {
          const made = row(index);
          if (!made) return null;
          return (
            <div
              key={made.key}
              id={`${id}-${index}`}
              role="option"
              class={`row ${made.class}`}
              aria-selected={index === selected}
              aria-setsize={length}
              aria-posinset={index + 1}
              style={{ top: `${index * ROW_HEIGHT}px`, height: `${ROW_HEIGHT}px` }}
              onClick={() => onSelect(index)}
            >
              {made.view}
            </div>
          );
        })}
      </div>
    </div>
  );
}

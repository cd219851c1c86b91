// A listbox that draws only the rows in sight, so that ten thousand cost as much as ten.
import type { ComponentChildren } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import './virtual-list.css';

type VirtualListProps = {
  label: string;
  count: number;
  rowHeight: number;
  /** Row that is chosen, or -1; it is kept in sight when it changes. */
  active: number;
  idOf: (index: number) => string;
  onChoose: (index: number) => void;
  children: (index: number) => ComponentChildren;
};

const spare = 4;

/** Rows are `role="option"`; the list holds the focus and names the chosen row (ARIA listbox pattern). */
export function VirtualList({
  label,
  count,
  rowHeight,
  active,
  idOf,
  onChoose,
  children,
}: VirtualListProps) {
  const box = useRef<HTMLDivElement>(null);
  const [top, setTop] = useState(0);
  const [height, setHeight] = useState(800);
  useEffect(() => {
    const element = box.current;
    if (element === null) return;
    const observer = new ResizeObserver(() => setHeight(element.clientHeight));
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  const activeId = active >= 0 ? idOf(active) : '';
  // Only a new choice scrolls: a row that moves because another call came keeps the operator's place.
  useEffect(() => {
    const element = box.current;
    if (element === null || active < 0) return;
    const from = active * rowHeight;
    if (from < element.scrollTop) element.scrollTop = from;
    else if (from + rowHeight > element.scrollTop + element.clientHeight)
      element.scrollTop = from + rowHeight - element.clientHeight;
  }, [activeId, rowHeight]);

  const first = Math.max(0, Math.floor(top / rowHeight) - spare);
  const last = Math.min(count, Math.ceil((top + height) / rowHeight) + spare);
  const rows = [];
  for (let index = first; index < last; index += 1) {
    const id = idOf(index);
    rows.push(
      // biome-ignore lint/a11y/useKeyWithClickEvents: the listbox around it and the screen's own keys move the choice
      // biome-ignore lint/a11y/useFocusableInteractive: the listbox holds the focus and names its active option
      <div
        key={id}
        id={`row-${id}`}
        role="option"
        aria-selected={index === active}
        aria-setsize={count}
        aria-posinset={index + 1}
        class="virtual-row"
        style={{ transform: `translateY(${index * rowHeight}px)`, height: `${rowHeight}px` }}
        onClick={() => onChoose(index)}
      >
        {children(index)}
      </div>,
    );
  }
  return (
    <div
      ref={box}
      class="virtual-list"
      role="listbox"
      aria-label={label}
      tabIndex={0}
      aria-activedescendant={active >= first && active < last ? `row-${activeId}` : undefined}
      onScroll={(event) => setTop(event.currentTarget.scrollTop)}
    >
      <div class="virtual-space" role="presentation" style={{ height: `${count * rowHeight}px` }}>
        {rows}
      </div>
    </div>
  );
}

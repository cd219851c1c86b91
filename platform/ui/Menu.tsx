// A small menu under its button: opens on press, moves by arrows, closes by Escape or by pressing elsewhere.
import type { ComponentChildren } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { Icon } from './Icon.tsx';
import type { IconName } from './icons.ts';
import { Key } from './Key.tsx';
import './menu.css';

export type MenuItem = {
  word: string;
  icon: IconName;
  press?: string;
  side?: string;
  act: () => void;
};

/** Semantics follow the menu button pattern of the ARIA Authoring Practices. */
export function Menu({
  label,
  items,
  children,
}: {
  label: string;
  items: readonly MenuItem[];
  children: ComponentChildren;
}) {
  const [open, setOpen] = useState(false);
  const root = useRef<HTMLDivElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (!open) return;
    root.current?.querySelector<HTMLElement>('[role="menuitem"]')?.focus();
    function elsewhere(event: PointerEvent): void {
      if (event.target instanceof Node && !root.current?.contains(event.target)) setOpen(false);
    }
    window.addEventListener('pointerdown', elsewhere);
    return () => window.removeEventListener('pointerdown', elsewhere);
  }, [open]);

  function close(): void {
    setOpen(false);
    button.current?.focus();
  }
  function move(event: KeyboardEvent): void {
    const all = [...(root.current?.querySelectorAll<HTMLElement>('[role="menuitem"]') ?? [])];
    const at = all.indexOf(document.activeElement as HTMLElement);
    const next = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: all.length - 1 }[event.key];
    if (event.key === 'Escape' || event.key === 'Tab') close();
    if (next === undefined && event.key !== 'Escape') return;
    event.preventDefault();
    event.stopPropagation();
    if (next !== undefined) all.at(next % all.length)?.focus();
  }

  return (
    <div class="menu" ref={root}>
      <button
        ref={button}
        type="button"
        class="menu-button"
        aria-haspopup="menu"
        aria-expanded={open}
        onClick={() => setOpen(!open)}
      >
        {children}
        <span class="only-heard">{label}</span>
        <Icon name="down" size={16} />
      </button>
      {open && (
        <div class="menu-list" role="menu" aria-label={label} tabIndex={-1} onKeyDown={move}>
          {items.map((item) => (
            <button
              key={item.word}
              type="button"
              role="menuitem"
              tabIndex={-1}
              class="menu-item"
              aria-keyshortcuts={item.press}
              onClick={() => {
                close();
                item.act();
              }}
            >
              <Icon name={item.icon} />
              <span class="menu-word">{item.word}</span>
              {item.side !== undefined && <span class="menu-side">{item.side}</span>}
              {item.press !== undefined && <Key>{item.press}</Key>}
            </button>
          ))}
        </div>
      )}
    </div>
  );
}

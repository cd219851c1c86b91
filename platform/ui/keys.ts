// Everything by keyboard: one listener, layers that cover each other, and keys by their place so that a Korean input method does not hide them.
import { useLayoutEffect, useRef } from 'preact/hooks';

export type KeyMap = Readonly<Record<string, (event: KeyboardEvent) => void>>;
type Layer = { keys: () => KeyMap; covers: boolean };

const layers: Layer[] = [];
const controls =
  'button, a[href], summary, [role="menuitem"], [role="tab"], input[type="radio"], input[type="checkbox"]';

/**
 * Keys of a component while it is shown, named `J`, `Enter`, `/`, `?`, `1`, `Escape`, `ArrowDown`.
 * A layer that `covers` (a dialog) hears alone. While text is being typed only Escape is heard, and
 * Enter belongs to a focused control. What can be seen is heard: the keys are there with the first picture, not a frame later.
 */
export function useKeys(keys: KeyMap, covers = false): void {
  const latest = useRef(keys);
  latest.current = keys;
  useLayoutEffect(() => {
    const layer: Layer = { keys: () => latest.current, covers };
    if (layers.length === 0) window.addEventListener('keydown', hear);
    layers.push(layer);
    return () => {
      layers.splice(layers.indexOf(layer), 1);
      if (layers.length === 0) window.removeEventListener('keydown', hear);
    };
  }, [covers]);
}

/** The name of a key by its place on the keyboard: under a Korean input method `J` arrives as `ㅓ`. */
export function nameOfKey(event: Pick<KeyboardEvent, 'code' | 'key' | 'shiftKey'>): string {
  const { code, key, shiftKey } = event;
  if (code === 'Slash') return shiftKey || key === '?' ? '?' : '/';
  if (code === 'NumpadEnter') return 'Enter';
  const letter = /^Key([A-Z])$/.exec(code)?.[1];
  if (letter !== undefined) return letter;
  const digit = /^(?:Digit|Numpad)(\d)$/.exec(code)?.[1];
  if (digit !== undefined && !shiftKey) return digit;
  return key === '?' || key === '/' ? key : code || key;
}

function hear(event: KeyboardEvent): void {
  if (event.isComposing || event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented)
    return;
  const name = nameOfKey(event);
  const target = event.target instanceof Element ? event.target : null;
  if (isTyping(target) && name !== 'Escape') return;
  if ((name === 'Enter' || name === 'Space') && target?.closest(controls)) return;
  for (let index = layers.length - 1; index >= 0; index -= 1) {
    const layer = layers[index];
    const act = layer?.keys()[name];
    if (act !== undefined) {
      if (event.repeat && !['J', 'K', 'ArrowDown', 'ArrowUp'].includes(name)) return;
      event.preventDefault();
      act(event);
      return;
    }
    if (layer?.covers) return;
  }
}

function isTyping(target: Element | null): boolean {
  if (target === null) return false;
  if (target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement) return true;
  if (target instanceof HTMLInputElement)
    return !['radio', 'checkbox', 'button'].includes(target.type);
  return target instanceof HTMLElement && target.isContentEditable;
}

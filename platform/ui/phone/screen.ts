// Which screen of a phone's app is shown. The address never changes and the history never grows: leaving leaves nothing.
import { computed, signal } from '@preact/signals';

/** The browser's own "back": a gesture or key closes what is open, without an entry in the history. */
type Watcher = { onclose: (() => void) | null; destroy(): void };
type WatcherMaker = new () => Watcher;

const stack = signal<readonly string[]>([]);

/** The screen now shown; `home` under all of them. */
export const screen = computed(() => stack.value.at(-1) ?? 'home');

let watcher: Watcher | null = null;

/** Shows a screen over the present one, or the one below again when it is there already. */
export function go(name: string): void {
  const at = stack.value.indexOf(name);
  show(name === 'home' ? [] : at >= 0 ? stack.value.slice(0, at + 1) : [...stack.value, name]);
}

/** Shows the screen instead of the present one: going back passes it by. */
export function replace(name: string): void {
  show(name === 'home' ? [] : [...stack.value.slice(0, -1), name]);
}

/** One screen back. */
export function back(): void {
  show(stack.value.slice(0, -1));
}

function show(next: readonly string[]): void {
  stack.value = next;
  watcher?.destroy();
  watcher = next.length > 0 ? watchBack() : null;
  scrollTo(0, 0);
}

function watchBack(): Watcher | null {
  const Maker = (globalThis as { CloseWatcher?: WatcherMaker }).CloseWatcher;
  if (Maker === undefined) return null;
  const made = new Maker();
  made.onclose = () => {
    watcher = null;
    back();
  };
  return made;
}

// Short sentences that answer a press, shown for a while and read aloud politely.
import { signal } from '@preact/signals';

export type Notice = { id: number; text: string; kind: 'done' | 'refused' };

/** Those now on the screen, oldest first. */
export const notices = signal<readonly Notice[]>([]);
/** What a screen reader is told next without anything being shown. */
export const spoken = signal('');

let last = 0;
const shownFor = { done: 3500, refused: 8000 };

/** Shows one sentence; at most three stand at once. */
export function tell(text: string, kind: Notice['kind'] = 'done'): void {
  last += 1;
  const id = last;
  notices.value = [
    ...notices.value.filter((notice) => notice.text !== text).slice(-2),
    { id, text, kind },
  ];
  setTimeout(() => dismiss(id), shownFor[kind]);
}

export function dismiss(id: number): void {
  notices.value = notices.value.filter((notice) => notice.id !== id);
}

/** Says one sentence to screen readers only, when what it tells is already visible. */
export function speak(text: string): void {
  spoken.value = text;
}

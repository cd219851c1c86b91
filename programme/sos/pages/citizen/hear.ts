// What the city says of the call, and one step told to it: the answer changes what is kept and what is shown.
import { signal } from '@preact/signals';
import { ask, type Told } from '#platform/ui/phone/ask.ts';
import { stopHere } from '#platform/ui/phone/here.ts';
import type { SosView } from '../../contract.ts';
import { type Kept, keep, kept, view } from './kept.ts';

/** When the countdown ends, by `performance.now()`; the phone's own clock has no say. */
export const ringEnds = signal<number | null>(null);
/** The city knows this call no more. */
export const gone = signal(false);

/** Tells the city one step of this call. */
export function step(now: Kept, path: string, body: object): Promise<Told<SosView>> {
  return ask<SosView>(`POST /api/sos/${now.id}/${path}`, {
    body,
    authorization: `Sos ${now.key}`,
  });
}

/** The city itself says that it knows no such call; a gate of some network that answers 404 to everything does not. */
export function isUnknown(told: Told<unknown>): boolean {
  return !told.ok && told.code === 'unknown-call';
}

/** The city itself answered with a no that a second try would not change. */
export function isRefused(told: Told<unknown>): boolean {
  return !told.ok && told.status >= 400 && told.status < 500 && !/^status-/.test(told.code);
}

/** Takes in an answer; whether the city answered at all. */
export function hear(told: Told<SosView>): boolean {
  if (isUnknown(told)) {
    gone.value = true;
    forget();
    return true;
  }
  if (!told.ok) return isRefused(told);
  const { secondsLeft, state, id } = told.value;
  if (id !== kept.value?.id) return true;
  // Felt in a pocket: it has arrived. A silent call stays silent.
  if (state === 'received' && view.value?.state !== 'received' && !told.value.silent)
    navigator.vibrate?.(120);
  view.value = told.value;
  ringEnds.value = secondsLeft === null ? null : performance.now() + secondsLeft * 1000;
  if (state === 'closed' || state === 'cancelled') forget();
  return true;
}

/** The call is over, or never was: nothing of it stays on the phone. */
export function forget(): void {
  stopHere();
  keep(null);
}

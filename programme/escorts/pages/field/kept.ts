// What this phone keeps so that a reload without a network loses nothing: what the city said, hers only while a walk lasts, and steps that were not told yet.
import type { PairView } from '../../pair-contract.ts';
import type { Pending } from './pending.ts';
import { readPending } from './pending.ts';

const viewKey = 'ansim.scout.view';
const stepsKey = 'ansim.scout.steps';
const helpKey = 'ansim.scout.help';

/** A walk that the city has not spoken of for so long is forgotten, whatever became of it. Milliseconds. */
export const longestWalk = 2 * 3_600_000;
/** A call for help older than this is not sent by itself. Milliseconds. */
export const helpLives = 600_000;

/** `offset`: how far the city's clock is ahead of this phone's, in milliseconds. `at`: by this phone. */
export type KeptView = { view: PairView; offset: number; at: number };

/**
 * Keeps what the city said. `shown` is that with the steps on their way: without a walk in it, or from her door on, it is kept
 * instead, because nothing of hers is in it.
 */
export function keepView(said: PairView | null, shown: PairView | null, offset: number): void {
  const hers = shown?.walk != null && shown.walk.state !== 'dropped-off';
  const view = hers ? said : shown;
  if (view === null) remove(viewKey);
  else write(viewKey, { view, offset, at: Date.now() } satisfies KeptView);
}

/** What was kept, if it is young enough. */
export function keptView(now: number): KeptView | null {
  const kept = read(viewKey) as Partial<KeptView> | null;
  const sound =
    typeof kept?.at === 'number' &&
    typeof kept.offset === 'number' &&
    typeof kept.view?.me?.id === 'string' &&
    Math.abs(now - kept.at) < longestWalk;
  if (!sound) remove(viewKey);
  return sound ? (kept as KeptView) : null;
}

export function keepSteps(pending: readonly Pending[]): void {
  if (pending.length === 0) remove(stepsKey);
  else write(stepsKey, pending);
}

export function keptSteps(): readonly Pending[] {
  return readPending(readText(stepsKey));
}

/** A call for help that has not arrived; `null` when it has. */
export type KeptHelp = { silent: boolean; at: number };
export function keepHelp(help: KeptHelp | null): void {
  if (help === null) remove(helpKey);
  else write(helpKey, help);
}

/** A call for help that was being sent when the page was closed, if it is fresh. */
export function keptHelp(now: number): KeptHelp | null {
  const kept = read(helpKey) as Partial<KeptHelp> | null;
  const fresh =
    typeof kept?.silent === 'boolean' && typeof kept.at === 'number' && now - kept.at < helpLives;
  if (!fresh) remove(helpKey);
  return fresh ? (kept as KeptHelp) : null;
}

function read(key: string): unknown {
  try {
    return JSON.parse(readText(key) ?? 'null');
  } catch {
    return null;
  }
}

function readText(key: string): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}

function write(key: string, value: unknown): void {
  try {
    localStorage.setItem(key, JSON.stringify(value));
  } catch {
    // Without storage, or with too little of it, it lives as long as this page.
  }
}

function remove(key: string): void {
  try {
    localStorage.removeItem(key);
  } catch {
    // What cannot be kept needs no removing.
  }
}

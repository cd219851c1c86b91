// Where a call stands for her: decided from what the phone keeps and what the city said last.
import type { SosView } from '../../shapes.ts';
import type { Kept } from './kept.ts';

/**
 * `sending`: the city may not have it yet. `taking-back`: she pressed "by mistake" and it is not settled.
 * `counting`: she can still take it back. `live`: people know. `ended`: closed, cancelled or forgotten by the city.
 */
export type Phase = 'none' | 'sending' | 'taking-back' | 'counting' | 'live' | 'ended';

export function phaseOf(
  kept: Pick<Kept, 'stored' | 'wish'> | null,
  view: Pick<SosView, 'state'> | null,
): Phase {
  if (kept === null) return view === null ? 'none' : 'ended';
  if (kept.wish === 'cancel') return 'taking-back';
  if (!kept.stored || view === null) return 'sending';
  if (view.state === 'counting-down') return 'counting';
  return view.state === 'closed' || view.state === 'cancelled' ? 'ended' : 'live';
}

/** Milliseconds until the city is asked again. */
export function delayOf(at: { failures: number; phase: Phase; hidden: boolean }): number {
  if (at.failures > 0) return Math.min(3000, 300 * 2 ** Math.min(at.failures - 1, 5));
  if (at.phase === 'counting' || at.phase === 'sending') return 700;
  return at.hidden ? 8000 : 1800;
}

// The pair's own call for help: told before everything else, again and again until it has arrived, also after a reload.
import { signal } from '@preact/signals';
import type { PairView } from '../../pair-contract.ts';
import { type KeptHelp, keepHelp, keptHelp } from './kept.ts';
import { place } from './own-place.ts';
import { ask, online, refused, take } from './scout-state.ts';

/** `told`: the control room has it; a silent one says so quietly. */
export const help = signal<{ state: 'sending' | 'told'; silent: boolean; at: number } | null>(null);

/** A call that was told is spoken of for so long on a screen between walks. Milliseconds. */
export const helpShows = 900_000;

/** Calls. Pressing again while it is being sent changes nothing; afterwards it is more urgent. */
export function callHelp(silent: boolean): void {
  if (help.value?.state === 'sending') return;
  const mine = { silent, at: Date.now() };
  keepHelp(mine);
  void send(mine);
}

/** Takes up a call that was being sent when the page was closed. */
export function takeUpHelp(): void {
  const mine = keptHelp(Date.now());
  if (mine !== null && help.value === null) void send(mine);
}

async function send({ silent, at }: KeptHelp): Promise<void> {
  help.value = { state: 'sending', silent, at };
  for (let tries = 0; ; tries += 1) {
    const body = { silent, fix: place.value };
    const answer = await ask<PairView>('POST /api/pair/help', { body });
    if (answer.ok) {
      take(answer.value);
      break;
    }
    const { status } = answer.problem;
    if (status === 401) refused.value = true;
    else online.value = status !== 0;
    if (status > 0 && status < 500) {
      // Off duty meanwhile: nobody may believe that help comes.
      keepHelp(null);
      help.value = null;
      return;
    }
    await new Promise((done) => setTimeout(done, Math.min(4000, 400 * 2 ** tries)));
  }
  keepHelp(null);
  help.value = { state: 'told', silent, at: Date.now() };
}

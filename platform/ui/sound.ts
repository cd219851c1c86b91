// A gentle two-tone for a call that waits, fuller the longer nobody answers; made by the browser itself, no file.
import { signal } from '@preact/signals';

/** `locked` until a first press on the page, as browsers demand. */
export const sound = signal<'locked' | 'on' | 'off'>('locked');

let context: AudioContext | undefined;

/** Lets sound through; must come from a press or a key. */
export async function unlockSound(): Promise<void> {
  context ??= new AudioContext();
  if (context.state !== 'running') await context.resume();
  if (context.state === 'running') sound.value = 'on';
}

/** Turns the sound off, or on again. */
export async function switchSound(): Promise<void> {
  if (sound.value === 'on') sound.value = 'off';
  else await unlockSound();
}

/** What rings: softly at first, then louder and twice, then with a third tone on top. Notes lie a third apart. */
const phrases = [
  { volume: 0.09, notes: [659.25, 830.61] },
  { volume: 0.2, notes: [659.25, 830.61, 659.25, 830.61] },
  { volume: 0.32, notes: [659.25, 830.61, 987.77, 830.61, 987.77] },
] as const;

/**
 * Rings once. `level` is the escalation of the longest waiting call, 0 to 2. A call of a neighbouring centre falls where
 * our own rises, so that it is told apart by ear. Sine with a slow decay: heard across a room, startling nobody.
 */
export function ring(level: number, neighbour = false): void {
  if (sound.value !== 'on' || context === undefined) return;
  const { volume, notes } = phrases[Math.min(level, 2)] ?? phrases[0];
  const heard = neighbour ? notes.toReversed() : notes;
  heard.forEach((pitch, index) => {
    note(pitch, index * 0.19, volume);
  });
}

function note(pitch: number, delay: number, volume: number): void {
  if (context === undefined) return;
  const at = context.currentTime + delay;
  const gain = context.createGain();
  gain.gain.setValueAtTime(0, at);
  gain.gain.linearRampToValueAtTime(volume, at + 0.015);
  gain.gain.exponentialRampToValueAtTime(0.0001, at + 0.75);
  gain.connect(context.destination);
  for (const [factor, share] of [
    [1, 1],
    [2, 0.18],
  ] as const) {
    const tone = context.createOscillator();
    const part = context.createGain();
    tone.frequency.value = pitch * factor;
    part.gain.value = share;
    tone.connect(part).connect(gain);
    tone.start(at);
    tone.stop(at + 0.8);
  }
}

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

/**
 * Rings once. `level` is the escalation of the longest waiting call: 0 soft, 1 louder, 2 louder with a third tone.
 * Notes are a major third apart, sine with a slow decay: heard across a room, startling nobody.
 */
export function ring(level: number): void {
  if (sound.value !== 'on' || context === undefined) return;
  const volume = [0.09, 0.2, 0.34][Math.min(level, 2)] ?? 0.09;
  const notes = level >= 2 ? [659.25, 830.61, 987.77] : [659.25, 830.61];
  notes.forEach((pitch, index) => {
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

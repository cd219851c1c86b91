// The figures of the night, fetched when something closes and every minute.
import { signal } from '@preact/signals';
import type { z } from 'zod';
import type { incidentsContract } from '../../contract.ts';
import { call } from './api.ts';

export type Night = z.infer<(typeof incidentsContract)['GET /api/night']['reply']>;
export const night = signal<Night | null>(null);
export const nightFailed = signal(false);

export async function fetchNight(): Promise<void> {
  const answer = await call('GET /api/night', {});
  nightFailed.value = !answer.ok;
  if (answer.ok) night.value = answer.value;
}

// What the programme's manager keeps: meeting points, hours, and the figures of some days.
import { signal } from '@preact/signals';
import type { z } from 'zod';
import type { Answer } from '#platform/ui/client.ts';
import { tell } from '#platform/ui/notices.ts';
import type { boardContract } from '../../board-contract.ts';
import { call, sayWalkProblem, taken } from './api.ts';
import { t } from './words.ts';

export type KeptPoint = z.infer<
  (typeof boardContract)['GET /api/meeting-points']['reply']
>['items'][number];
export type PointWrite = z.input<(typeof boardContract)['POST /api/meeting-points']['body']>;
export type Service = z.infer<(typeof boardContract)['GET /api/walk-service']['reply']>;
export type ServiceWrite = z.input<(typeof boardContract)['PUT /api/walk-service']['body']>;
export type Figures = z.infer<(typeof boardContract)['GET /api/walk-figures']['reply']>;

export const keptPoints = signal<readonly KeptPoint[] | null>(null);
export const service = signal<Service | null>(null);
export const saving = signal(false);
/** Why what was asked for last could not be had; said where it would have stood. */
export const refused = signal<string | null>(null);

function had<T>(answer: Answer<T>): T | null {
  refused.value = answer.ok ? null : sayWalkProblem(answer.problem);
  return answer.ok ? answer.value : null;
}

export async function fetchKeptPoints(): Promise<void> {
  const value = had(await call('GET /api/meeting-points', {}));
  if (value !== null) keptPoints.value = value.items;
}

/** Adds a point (`known` is `null`) or changes one; answers whether it was kept. */
export async function keepPoint(known: KeptPoint | null, body: PointWrite): Promise<boolean> {
  saving.value = true;
  const value = taken(
    await (known === null
      ? call('POST /api/meeting-points', { body })
      : call('PATCH /api/meeting-points/:id', {
          params: { id: known.id },
          body: { ...body, updatedAt: known.updatedAt },
        })),
  );
  saving.value = false;
  await fetchKeptPoints();
  if (value !== null) tell(t('saved'));
  return value !== null;
}

export async function fetchService(): Promise<void> {
  const value = had(await call('GET /api/walk-service', {}));
  if (value !== null) service.value = value;
}

export async function keepService(body: ServiceWrite): Promise<void> {
  saving.value = true;
  const value = taken(await call('PUT /api/walk-service', { body }));
  saving.value = false;
  if (value === null) return;
  if (service.value !== null) service.value = { ...service.value, ...value };
  tell(t('service.saved'));
}

export async function fetchFigures(from: string, to: string): Promise<Figures | null> {
  return had(await call('GET /api/walk-figures', { query: { from, to } }));
}

/** The evenings with service between two days, for the roster; `null` when they cannot be had. */
export async function eveningsOf(
  from: string,
  to: string,
): Promise<{ day: string; opensAt: string; closesAt: string }[] | null> {
  const value = taken(await call('GET /api/walk-evenings', { query: { from, to } }));
  if (value === null) return null;
  return value.items.flatMap(({ day, opensAt, closesAt }) =>
    opensAt === null || closesAt === null ? [] : [{ day, opensAt, closesAt }],
  );
}

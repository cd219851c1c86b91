// The register of units on the desk: what was fetched, what is looked for, and every change as one call.
import { computed, signal } from '@preact/signals';
import type { z } from 'zod';
import { type Answer, createClient, type Problem } from '#platform/ui/client.ts';
import { findable, matches } from '#platform/ui/find.ts';
import { tell } from '#platform/ui/notices.ts';
import { sayProblem } from '#platform/ui/problems.ts';
import type { dutyContract, PhoneSheet, UnitRow } from '../../contract.ts';
import { t } from './words.ts';

const call = createClient<typeof dutyContract>();
export type NewUnit = z.input<(typeof dutyContract)['POST /api/units']['body']>;

export const units = signal<readonly UnitRow[] | null>(null);
export const failed = signal(false);
export const busy = signal(false);
export const asked = signal('');
export const onlyDistrict = signal('');
export const stateFilters = ['all', 'on', 'off', 'noPhone', 'gone'] as const;
export const onlyState = signal<(typeof stateFilters)[number]>('all');

const fits: Record<(typeof stateFilters)[number], (unit: UnitRow) => boolean> = {
  all: (unit) => unit.active,
  on: (unit) => unit.onDuty,
  off: (unit) => unit.active && !unit.onDuty,
  noPhone: (unit) => unit.active && !unit.phone,
  gone: (unit) => !unit.active,
};

/** What fits the words and the filters, in the register's order. */
export const found = computed((): readonly UnitRow[] => {
  const query = asked.value.trim();
  return (units.value ?? []).filter(
    (unit) =>
      fits[onlyState.value](unit) &&
      (onlyDistrict.value === '' || unit.district === onlyDistrict.value) &&
      (query === '' || matches(findable(unit.callSign, unit.organisation), query) > 0),
  );
});

/** Fetches every unit that this person may see. */
export async function fetchUnits(): Promise<void> {
  const answer = await call('GET /api/units', {});
  failed.value = !answer.ok;
  if (answer.ok) units.value = answer.value.items;
}

/** Somebody changed a unit: the list is fetched again when it is open. */
export function hearUnit(): void {
  if (units.value !== null) void fetchUnits();
}

function say(problem: Problem): string {
  switch (problem.code) {
    case 'call-sign-taken':
    case 'unit-busy':
    case 'unknown-unit':
    case 'other-district':
      return t(`problem.${problem.code}`);
    default:
      return sayProblem(problem);
  }
}

async function take<T>(asking: Promise<Answer<T>>, done: string | null): Promise<T | null> {
  busy.value = true;
  const answer = await asking;
  busy.value = false;
  if (!answer.ok) {
    tell(say(answer.problem), 'refused');
    return null;
  }
  if (done !== null) tell(done);
  await fetchUnits();
  return answer.value;
}

const at = (unit: UnitRow) => ({ params: { id: unit.id } });

export const add = (body: NewUnit) =>
  take(call('POST /api/units', { body }), t('added', { unit: body.callSign }));
export const change = (unit: UnitRow, body: Partial<NewUnit>) =>
  take(call('PATCH /api/units/:id', { ...at(unit), body }), t('saved'));
export const enrolPhone = (unit: UnitRow): Promise<PhoneSheet | null> =>
  take(call('POST /api/units/:id/phone', { ...at(unit), body: {} }), null);
export const revokePhone = (unit: UnitRow) =>
  take(
    call('POST /api/units/:id/phone/revoke', { ...at(unit), body: {} }),
    t('phone.revoked', { unit: unit.callSign }),
  );
export const setDuty = (unit: UnitRow, on: boolean) =>
  take(call('POST /api/units/:id/duty', { ...at(unit), body: { on } }), t('saved'));
export const setService = (unit: UnitRow, active: boolean) =>
  take(call('POST /api/units/:id/service', { ...at(unit), body: { active } }), t('saved'));

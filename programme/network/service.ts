// One function for each thing that is done with the people who walk and their shifts; each leaves a mark.

import { mark } from '#platform/audit/index.ts';
import { hashSecret, newSecret } from '#platform/auth/index.ts';
import type { Tx } from '#platform/db/index.ts';
import { Refused } from '#platform/http/index.ts';
import type { Person } from './contract.ts';
import { decideShift, type ShiftRefusal, unfitOn } from './rules.ts';
import * as store from './store.ts';

/** Days and weekdays of the city; `today` is YYYY-MM-DD. */
export type Calendar = { today: string; dayOf(at: Date): string };

/** One person as everybody who may see them sees them. */
export function toPerson(row: store.PersonRow, today: string): Person {
  return { ...row, unfit: unfitOn(row, today), updatedAt: row.updatedAt.toISOString() };
}

type Changes = { [K in keyof store.PersonWrite]?: store.PersonWrite[K] | undefined };

const fresh: Omit<store.PersonWrite, 'kind' | 'name' | 'staffNumber' | 'district'> = {
  languages: ['ko'],
  contractFrom: null,
  contractUntil: null,
  payPerHour: null,
  vettedUntil: null,
  trainedUntil: null,
  idIssuedOn: null,
  availableDays: [1, 2, 3, 4, 5],
  active: true,
};

/** Takes somebody in; answers the id. Refuses with `staff-number-taken`, `other-district` or `unknown-district`. */
export async function addPerson(
  tx: Tx,
  write: Changes & Pick<store.PersonWrite, 'kind' | 'name' | 'staffNumber' | 'district'>,
): Promise<string> {
  await mine(tx, write.district);
  const { kind, name, staffNumber, district } = write;
  const identity = { kind, name, staffNumber, district };
  const id = await store.insertPerson(tx, merge({ ...fresh, ...identity }, write));
  if (!id) throw new Refused('staff-number-taken', 409, 'Somebody has this staff number already.');
  await mark(tx, 'person.added', id);
  return id;
}

/** Changes what is written. Refuses with `no-person`, `changed-meanwhile`, `other-district`. */
export async function changePerson(
  tx: Tx,
  id: string,
  changes: Changes,
  seenAt: string,
): Promise<void> {
  const row = await personOrRefuse(tx, id);
  if (row.updatedAt.toISOString() !== seenAt)
    throw new Refused(
      'changed-meanwhile',
      409,
      'Somebody changed this person meanwhile. Look again.',
    );
  await mine(tx, changes.district ?? row.district);
  await store.updatePerson(tx, id, merge(row, changes));
  const fields = Object.keys(changes).filter((key) => changes[key as keyof Changes] !== undefined);
  await mark(tx, 'person.changed', id, { fields: fields.sort() });
}

function merge(row: store.PersonWrite, changes: Changes): store.PersonWrite {
  const said = Object.entries(changes).filter(([, value]) => value !== undefined);
  return { ...row, ...(Object.fromEntries(said) as Partial<store.PersonWrite>) };
}

/** Keeps a photo. Refuses with `not-a-picture` or `too-large`. */
export async function changePhoto(tx: Tx, id: string, base64: string): Promise<void> {
  await personOrRefuse(tx, id);
  const bytes = Buffer.from(base64, 'base64');
  if (pictureType(bytes) === null)
    throw new Refused('not-a-picture', 400, 'The photo must be a JPEG or a PNG.');
  if (bytes.length > 200_000)
    throw new Refused('too-large', 413, 'The photo must be below 200 kB.');
  await store.keepPhoto(tx, id, bytes);
  await mark(tx, 'person.photographed', id);
}

/** What a picture is by its first bytes, or `null`. */
export function pictureType(bytes: Uint8Array): 'image/jpeg' | 'image/png' | null {
  if (bytes[0] === 0xff && bytes[1] === 0xd8 && bytes[2] === 0xff) return 'image/jpeg';
  const png = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
  return png.every((byte, index) => bytes[index] === byte) ? 'image/png' : null;
}

/** Enrols a phone; answers its secret, which nobody can read again. */
export async function enrolPhone(tx: Tx, id: string): Promise<string> {
  await personOrRefuse(tx, id);
  const key = newSecret();
  await store.keepPhoneKey(tx, id, hashSecret(key));
  await mark(tx, 'person.phone-enrolled', id);
  return key;
}

/** Ends a phone at once. */
export async function endPhone(tx: Tx, id: string): Promise<void> {
  await personOrRefuse(tx, id);
  await store.keepPhoneKey(tx, id, null);
  await mark(tx, 'person.phone-ended', id);
}

const sentences: Record<ShiftRefusal, string> = {
  'not-two': 'A pair is two people.',
  unfit:
    'Contract, vetting, training or identity card of one of the two is not valid that evening.',
  'not-available': 'One of the two is not available that evening.',
  overlaps: 'One of the two has another shift then.',
  'too-little-rest': 'One of the two would have less than eleven hours of rest.',
  'too-many-hours': 'One of the two would work more than 52 hours in seven days.',
};

export type NewShift = Parameters<typeof store.insertShift>[1];

/** Plans a pair; answers the shift's id. Refuses with the codes of `decideShift` and `no-person`. */
export async function planShift(tx: Tx, shift: NewShift, calendar: Calendar): Promise<string> {
  await mine(tx, shift.district);
  const hours = (shift.endsAt.getTime() - shift.beginsAt.getTime()) / 3_600_000;
  if (hours <= 0 || hours > 14)
    throw new Refused('odd-hours', 400, 'A shift ends after it begins, within fourteen hours.');
  const day = calendar.dayOf(shift.beginsAt);
  const week = 8 * 86_400_000;
  const planned = [];
  for (const id of shift.personIds) {
    // Locked, so that two managers do not plan one person twice at the same time.
    const person = await personOrRefuse(tx, id);
    const others = await store.selectShifts(tx, {
      from: new Date(shift.beginsAt.getTime() - week),
      to: new Date(shift.endsAt.getTime() + week),
      person: id,
    });
    planned.push({
      id,
      unfit: unfitOn(person, day),
      available: person.availableDays.includes(new Date(`${day}T00:00:00Z`).getUTCDay()),
      others: others.map(({ beginsAt, endsAt }) => ({
        beginsAt: beginsAt.getTime(),
        endsAt: endsAt.getTime(),
      })),
    });
  }
  const span = { beginsAt: shift.beginsAt.getTime(), endsAt: shift.endsAt.getTime() };
  const decision = decideShift(span, planned);
  if (!decision.ok)
    throw new Refused(decision.code, 409, sentences[decision.code], { person: decision.person });
  const id = await store.insertShift(tx, shift);
  await mark(tx, 'shift.planned', id);
  return id;
}

/** Takes a planned pair back. Refuses with `no-shift`. */
export async function removeShift(tx: Tx, id: string): Promise<void> {
  if (!(await store.deleteShift(tx, id)))
    throw new Refused('no-shift', 409, 'There is no such shift, or it has begun already.');
  await mark(tx, 'shift.removed', id);
}

/** A person the actor may keep, locked. Refuses with `no-person`. */
async function personOrRefuse(tx: Tx, id: string): Promise<store.PersonRow> {
  const row = await store.lockPerson(tx, id);
  if (!row)
    throw new Refused(
      'no-person',
      404,
      'There is no such person, or they belong to another district.',
    );
  return row;
}

/** Refuses with `other-district`, and with `unknown-district` whoever works for the whole city. */
async function mine(tx: Tx, district: string): Promise<void> {
  if (tx.actor.districts !== 'all' && !tx.actor.districts.includes(district))
    throw new Refused('other-district', 403, 'This belongs to another district office.');
  if (!(await store.isDistrict(tx, district)))
    throw new Refused('unknown-district', 400, 'This city has no such district.');
}

// The register kept by hand: designating, changing, stepping, training, inspecting; each leaves a mark and an event.
import { mark } from '#platform/audit/index.ts';
import type { Tx } from '#platform/db/index.ts';
import { appendEvent } from '#platform/events/index.ts';
import { Refused } from '#platform/http/index.ts';
import { findDistrictAt } from '#programme/city/index.ts';
import { moveDevices } from '#programme/devices/index.ts';
import { readPhone } from '../import/fields.ts';
import {
  decideStoreStep,
  inspectionPassed,
  needsOf,
  possibleSteps,
  type StepRefusal,
} from '../rules.ts';
import type { RegisterRow, Store, StoreStep } from '../shapes.ts';
import { changeClerk, insertClerk, insertInspection, readParts } from './parts.ts';
import {
  findSameStore,
  insertStore,
  keepStep,
  type RegisterFacts,
  readStore,
  type StoreChanges,
  type StoreRow,
  type StoreWrite,
  selectRegister,
  updateStore,
} from './store.ts';

const sentences: Record<StepRefusal, string> = {
  'wrong-store-state': 'This step is not possible in the state the store is in now.',
  'until-not-ahead': 'The designation must end on a day after today. Renew it first.',
  'until-needed': 'Say until which day the designation is renewed.',
};

/** The whole register of the actor's districts. `today` is the city's calendar day. */
export async function listStores(tx: Tx, today: string): Promise<RegisterRow[]> {
  return (await selectRegister(tx, { today })).map(toRegisterRow);
}

/** One store whole. Refuses with `no-store`. */
export async function showStore(tx: Tx, id: string, today: string): Promise<Store> {
  const [facts] = await selectRegister(tx, { today, id });
  const row = facts && (await readStore(tx, id, false));
  if (!facts || !row) throw noStore();
  const parts = await readParts(tx, row);
  return {
    ...toRegisterRow(facts),
    chain: row.chain,
    hint: row.hint,
    lat: row.lat,
    lon: row.lon,
    hours: row.hours,
    stateReason: row.state_reason,
    designatedOn: row.designated_on,
    source: row.source,
    updatedAt: row.updated_at.toISOString(),
    changedByHand: row.changed,
    policeOffice: row.office_name
      ? { id: row.office_id, name: row.office_name, phone: row.office_phone }
      : null,
    possible: possibleSteps(row.state),
    ...parts,
  };
}

/**
 * Designates a store; answers its id. Refuses with `outside-city`, `other-district`, `odd-phone`, `already-registered`
 * (with its id as `other`), `until-not-ahead`.
 */
export async function designate(
  tx: Tx,
  store: StoreWrite & { until: string | null },
  today: string,
): Promise<string> {
  if (store.until !== null && store.until <= today) throw stepRefused('until-not-ahead');
  const phone = phoneOrRefuse(store.phone);
  const district = await districtOrRefuse(tx, store);
  const same = await findSameStore(tx, store);
  if (same)
    throw new Refused('already-registered', 409, 'A store of this name is registered here.', {
      other: same,
    });
  const id = await insertStore(tx, { ...store, phone, district, today });
  await keepStep(tx, id, {
    step: 'designate',
    state: 'operating',
    until: store.until,
    reason: null,
  });
  await told(tx, { id, district }, 'store.designated', {});
  return id;
}

/** Changes what is written. Refuses with `changed-meanwhile` when somebody was quicker, and as `designate` does. */
export async function changeStore(
  tx: Tx,
  id: string,
  changes: StoreChanges,
  seenAt: string,
): Promise<void> {
  const row = await lockStore(tx, id);
  if (row.updated_at.toISOString() !== seenAt)
    throw new Refused(
      'changed-meanwhile',
      409,
      'Somebody changed this store meanwhile. Look again.',
    );
  const next: StoreChanges & { district?: string } = { ...changes };
  if (changes.phone !== undefined) next.phone = phoneOrRefuse(changes.phone);
  if (changes.lat !== undefined || changes.lon !== undefined) {
    const lat = changes.lat ?? row.lat;
    const lon = changes.lon ?? row.lon;
    if (lat === null || lon === null)
      throw new Refused('place-needs-both', 400, 'A place needs latitude and longitude.');
    next.district = await districtOrRefuse(tx, { lat, lon });
  }
  await updateStore(tx, id, next);
  if (next.district !== undefined && next.district !== row.district)
    await moveDevices(tx, 'store', [{ id, district: next.district }]);
  const district = next.district ?? row.district;
  await told(tx, { id, district }, 'store.changed', { fields: Object.keys(changes).sort() });
}

/** Takes a step of the designation. Refuses with `wrong-store-state`, `until-needed` or `until-not-ahead`. */
export async function stepStore(
  tx: Tx,
  id: string,
  { step, reason, until }: { step: StoreStep; reason: string; until: string | null },
  today: string,
): Promise<void> {
  const row = await lockStore(tx, id);
  const decision = decideStoreStep(row, step, { until, today });
  if (!decision.ok) throw stepRefused(decision.code, { state: row.state });
  await keepStep(tx, id, { step, state: decision.state, until: decision.until, reason });
  await told(tx, row, `store.${step}`, { state: decision.state });
}

/** Adds a clerk. Refuses with `day-ahead` for a training that has not been. */
export async function addClerk(
  tx: Tx,
  id: string,
  clerk: { name: string; trainedOn: string | null },
  today: string,
): Promise<void> {
  const row = await lockStore(tx, id);
  notAhead(clerk.trainedOn, today);
  await insertClerk(tx, id, clerk);
  await told(tx, row, 'store.clerk-added', {});
}

/** Trains a clerk again or lets one go. Refuses with `no-clerk` and `day-ahead`. */
export async function updateClerk(
  tx: Tx,
  id: string,
  clerkId: string,
  change: { trainedOn: string | null; leaves: boolean },
  today: string,
): Promise<void> {
  const row = await lockStore(tx, id);
  notAhead(change.trainedOn, today);
  if (!(await changeClerk(tx, id, clerkId, change)))
    throw new Refused('no-clerk', 404, 'There is no such clerk in this store.');
  await told(tx, row, change.leaves ? 'store.clerk-left' : 'store.clerk-trained', {});
}

/** Keeps an inspection; passing is decided by the checklist. Refuses with `empty-checklist`. */
export async function inspect(
  tx: Tx,
  id: string,
  inspection: { checklist: Record<string, boolean | null>; note: string | null },
): Promise<void> {
  const row = await lockStore(tx, id);
  if (Object.values(inspection.checklist).every((answer) => answer === null))
    throw new Refused('empty-checklist', 400, 'Nothing on the checklist was looked at.');
  const passed = inspectionPassed(inspection.checklist);
  await insertInspection(tx, id, { ...inspection, passed });
  await told(tx, row, 'store.inspected', { passed });
}

/** A store the actor may keep, locked. Refuses with `no-store`, and with `other-district` for another centre's. */
export async function lockStore(tx: Tx, id: string): Promise<StoreRow> {
  const row = await readStore(tx, id, true);
  if (!row) throw noStore();
  if (!mayKeep(tx, row.district)) throw otherDistrict();
  return row;
}

async function told(
  tx: Tx,
  store: { id: string; district: string },
  action: string,
  detail: Record<string, unknown>,
): Promise<void> {
  await mark(tx, action, store.id, detail);
  await appendEvent(tx, {
    type: 'store.changed',
    subjectId: store.id,
    audience: [store.district],
    payload: { store: store.id, action },
  });
}

async function districtOrRefuse(tx: Tx, place: { lat: number; lon: number }): Promise<string> {
  const district = await findDistrictAt(tx, place.lat, place.lon);
  if (!district)
    throw new Refused('outside-city', 409, 'This place lies outside every district of the city.');
  if (!mayKeep(tx, district)) throw otherDistrict();
  return district;
}

function mayKeep({ actor }: Tx, district: string): boolean {
  return actor.districts === 'all' || actor.districts.includes(district);
}

function phoneOrRefuse(text: string | null): string | null {
  if (text === null || text === '') return null;
  const { value, odd } = readPhone(text);
  if (odd !== null)
    throw new Refused(
      'odd-phone',
      400,
      `"${text}" is no telephone number. Write it as 02-123-4567.`,
    );
  return value;
}

function notAhead(day: string | null, today: string): void {
  if (day !== null && day > today)
    throw new Refused('day-ahead', 400, 'The day of training lies ahead.');
}

function stepRefused(code: StepRefusal, extra: Record<string, unknown> = {}): Refused {
  return new Refused(code, 409, sentences[code], extra);
}

function noStore(): Refused {
  return new Refused('no-store', 404, 'There is no such store, or it belongs to another centre.');
}

function otherDistrict(): Refused {
  return new Refused('other-district', 403, 'This place belongs to another district office.');
}

function toRegisterRow(facts: RegisterFacts): RegisterRow {
  const year = {
    calls: facts.calls,
    real: facts.real,
    falseAlarms: facts.false_alarms,
    tests: facts.tests,
  };
  return {
    id: facts.id,
    name: facts.name,
    nameEn: facts.name_en,
    address: facts.address,
    phone: facts.phone,
    district: facts.district,
    state: facts.state,
    designatedUntil: facts.until,
    buttons: facts.buttons,
    testedAt: facts.tested_at?.toISOString() ?? null,
    inspectedAt: facts.inspected_at?.toISOString() ?? null,
    year,
    needs: needsOf({
      state: facts.state,
      until: facts.until,
      buttons: facts.buttons,
      trainedClerks: facts.trained,
      daysSinceTest: facts.days_since_test,
      daysSinceInspection: facts.days_since_inspection,
      inspectionPassed: facts.passed,
      daysUntilEnd: facts.days_until_end,
      year,
    }),
  };
}

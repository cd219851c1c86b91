// Decides about one row that belongs to the register: a new store, a change, or nothing; what the city wrote by hand stays.
import { mergeByHand, type Outcome } from '#platform/imports/index.ts';
import type { Judged, StoreFields, StoreSnapshot } from './judge.ts';
import type { ExistingStore, SafeHousePlan } from './plan-types.ts';

const groups = {
  name: ['name'],
  chain: ['chain'],
  address: ['address'],
  phone: ['phone'],
  place: ['lat', 'lon', 'district'],
  state: ['state'],
  designatedOn: ['designatedOn'],
  policeOffice: ['policeOfficeId', 'policeOfficeName'],
} as const;
const snapshotGroups = { ...groups, asOf: ['asOf'] } as const;

/** Adds what the row asks for to the plan and to the row's findings. */
export function settleRow(
  plan: SafeHousePlan,
  judged: Judged,
  existing: ExistingStore | undefined,
): Outcome {
  const { row, key, snapshot, findings } = judged;
  if (!snapshot) return 'refused';
  const { asOf, ...fields } = snapshot;
  if (!existing) {
    plan.creates.push({ id: null, sourceKey: key, fields, snapshot });
    return 'created';
  }
  const { imported } = existing;
  if (imported?.asOf && asOf && asOf < imported.asOf) {
    const params = { known: imported.asOf };
    findings.push({
      line: row.line,
      level: 'warning',
      code: 'older-record',
      field: 'asOf',
      value: asOf,
      params,
    });
    return 'unchanged';
  }
  const merged = mergeByHand<StoreFields>(imported, existing.fields, fields, groups);
  for (const { field, contested } of merged.kept) {
    const code =
      imported === null ? 'by-hand-before' : contested ? 'changed-by-both' : 'kept-by-hand';
    findings.push({ line: row.line, level: contested ? 'warning' : 'note', code, field });
    plan.conflicts.push({
      line: row.line,
      storeId: existing.id,
      name: existing.fields.name,
      field,
      contested,
    });
  }
  tellChanges(judged, existing, merged.fields, merged.changed);
  if (needsWriting(existing, judged, snapshot, merged.changed)) {
    plan.updates.push({ id: existing.id, sourceKey: key, fields: merged.fields, snapshot });
  }
  return merged.changed.length > 0 ? 'updated' : 'unchanged';
}

function needsWriting(
  existing: ExistingStore,
  judged: Judged,
  snapshot: StoreSnapshot,
  changed: readonly string[],
): boolean {
  const { imported } = existing;
  const sameSnapshot =
    imported !== null &&
    mergeByHand(imported, imported, snapshot, snapshotGroups).changed.length === 0;
  return changed.length > 0 || !sameSnapshot || existing.sourceKey !== judged.key;
}

function tellChanges(
  { row, findings }: Judged,
  { fields: before }: ExistingStore,
  now: StoreFields,
  changed: readonly string[],
): void {
  const note = (code: string, field: string, was: string) =>
    findings.push({ line: row.line, level: 'note', code, field, params: { was } });
  for (const field of changed) {
    if (field === 'state')
      note(now.state === 'operating' ? 'opened' : 'closed', field, before.state);
    else if (field === 'name') note('renamed', field, before.name);
    else if (field === 'address') note('moved', field, before.address);
    else note('changed', field, field === 'phone' ? (before.phone ?? '–') : '');
  }
}

// The register's past in the fictional city: designations, inspections and self-tests, with a few stores that lack something.
import type { Tx } from '#platform/db/index.ts';
import { demoId } from './demo-id.ts';
import type { DemoCity } from './model.ts';
import { momentOf } from './stores/history.ts';

const day = 86_400_000;
const points = [
  'sign-visible',
  'button-in-reach',
  'button-tested',
  'clerks-know',
  'telephone-right',
  'hours-right',
  'camera-works',
  'door-lit',
];
const remarks = ['간판 조명 교체 필요', '버튼이 계산대 안쪽에 가려져 있음', '새 근무자 교육 필요'];

/** Writes what a year of keeping the register leaves behind. Stores must be there already. */
export async function loadRegister(tx: Tx, demo: DemoCity, now: Date): Promise<void> {
  const today = now.getTime();
  const steps: object[] = [];
  const inspections: object[] = [];
  const lastTests = new Map<string, Date>();
  for (const past of demo.history)
    if (past.disposition === 'test' && !lastTests.has(past.storeId))
      lastTests.set(past.storeId, momentOf(past.at, now));
  for (const [index, store] of demo.stores.entries()) {
    const id = demoId(store.id);
    // Designated for two years at a time; one in thirty ends within two months.
    const left = index % 30 === 7 ? 12 + (index % 40) : 90 + ((index * 37) % 600);
    const until = isoDay(today + left * day);
    steps.push({
      id,
      at: `${store.designatedOn}T09:00:00+09:00`,
      step: 'designate',
      state: 'operating',
      until,
    });
    if (store.status !== 'operating')
      steps.push({
        id,
        at: new Date(today - (20 + (index % 200)) * day).toISOString(),
        step: store.status === 'closed' ? 'close' : 'suspend',
        state: store.status,
        until,
        reason: store.status === 'closed' ? '폐업' : '내부 공사',
      });
    const since = index % 23 === 4 ? 215 : 8 + ((index * 53) % 165);
    for (const days of [since + 180, since]) {
      const failed = days === since && index % 37 === 11 ? (index % 3) * 3 : null;
      inspections.push({
        id,
        at: new Date(today - days * day - (index % 8) * 3_600_000).toISOString(),
        checklist: Object.fromEntries(points.map((point, at) => [point, at !== failed])),
        passed: failed === null,
        note: failed === null ? null : remarks[index % 3],
      });
    }
  }
  await tx.sql`
    insert into safe_houses.designations (store_id, at, step, state, until, reason, actor_id)
    select id, at, step, state, until, reason, 'system'
    from jsonb_to_recordset(${JSON.stringify(steps)}::jsonb) as s(id uuid, at timestamptz, step text, state text, until date, reason text)
    order by at`;
  await tx.sql`
    update safe_houses.stores s set designated_until = d.until, state_reason = d.reason
    from (select distinct on (store_id) store_id, until, reason from safe_houses.designations order by store_id, id desc) d
    where d.store_id = s.id`;
  await tx.sql`
    insert into safe_houses.inspections (store_id, at, inspector, checklist, passed, note)
    select id, at, '구청 점검반', checklist, passed, note
    from jsonb_to_recordset(${JSON.stringify(inspections)}::jsonb) as i(id uuid, at timestamptz, checklist jsonb, passed boolean, note text)`;
  const tests = [...lastTests].map(([store, at]) => ({ store: demoId(store), at }));
  await tx.sql`
    update devices.vitals v set tested_at = t.at
    from devices.devices d join jsonb_to_recordset(${JSON.stringify(tests)}::jsonb) as t(store uuid, at timestamptz) on d.place_id = t.store
    where d.id = v.device_id and d.protocol <> 'page' and v.last_seen_at is not null`;
}

function isoDay(at: number): string {
  return new Date(at).toISOString().slice(0, 10);
}

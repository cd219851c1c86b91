// The evening roll call: every store, desk and endpoint is called; what answers counts, the rest by its last sign of life.
import { verify } from 'node:crypto';
import type { Tx } from '#platform/db/index.ts';
import type { Keyring } from '#platform/keys/index.ts';

export type Present = {
  /** Devices whose login is connected to the embedded broker now. */
  connectedDeviceIds: readonly string[];
  /** Districts with an open console; `*` for a city-wide desk, which answers for every district. */
  districtsAtDesk: readonly string[];
  /** Whether the police endpoint answers; `null` where none is configured. */
  policeAnswers: boolean | null;
};

export type Told = { id: string; answered: number; total: number };

/** Calls the roll of every operating store and every district's desk; answers how many stores answered. */
export async function callRoll(tx: Tx, present: Present): Promise<Told> {
  const [row] = await tx.sql<Told>`
    with called as (
      insert into safe_houses.roll_calls (total) select count(*) from safe_houses.stores where state = 'operating' returning id, total
    ), store as materialized (
      select s.id,
        max(v.last_seen_at) as seen,
        coalesce(bool_or(d.id = any (${present.connectedDeviceIds}::uuid[])), false) as connected,
        coalesce(bool_or(v.last_seen_at > clock_timestamp() - make_interval(secs => d.interval_seconds)), false) as alive
      from safe_houses.stores s
      left join devices.devices d on d.place_kind = 'store' and d.place_id = s.id and d.active
      left join devices.vitals v on v.device_id = d.id
      where s.state = 'operating' group by s.id
    ), answers as (
      insert into safe_houses.roll_call_answers (roll_call_id, kind, subject, answered_at, how)
      select called.id, 'store', store.id::text, case when connected then clock_timestamp() when alive then seen end,
        case when connected then 'answered' when alive then 'last-sign' else 'none' end
      from called, store
      union all
      select called.id, 'desk', d.code, case when array[d.code, '*'] && ${present.districtsAtDesk}::text[] then clock_timestamp() end,
        case when array[d.code, '*'] && ${present.districtsAtDesk}::text[] then 'answered' else 'none' end
      from called, city.districts d
      union all
      select called.id, 'endpoint', 'police', case when ${present.policeAnswers}::boolean then clock_timestamp() end,
        case when ${present.policeAnswers}::boolean then 'answered' else 'none' end
      from called where ${present.policeAnswers}::boolean is not null
    ), confirmed as (
      update safe_houses.stores s set confirmed_at = greatest(s.confirmed_at, store.seen, case when store.connected then clock_timestamp() end)
      from store where store.id = s.id and (store.connected or store.alive) returning s.id
    )
    select called.id, called.total, (select count(*)::int from store where connected or alive) as answered from called`;
  await tx.sql`update safe_houses.roll_calls set answered = ${row!.answered} where id = ${row!.id}`;
  await tell(tx, 'roll-call.answered', row!);
  return row!;
}

/**
 * Counts what has answered since: a store heard after the roll was called has answered. Answers the new count when it
 * rose, else `null`.
 */
export async function countLate(tx: Tx): Promise<Told | null> {
  const [row] = await tx.sql<Told>`
    with open as materialized (
      select id, started_at, total, answered from safe_houses.roll_calls where finished_at is null order by started_at desc limit 1 for update skip locked
    ), late as (
      update safe_houses.roll_call_answers a set how = 'answered', answered_at = heard.seen
      from open, (
        select d.place_id, max(v.last_seen_at) as seen from devices.devices d join devices.vitals v on v.device_id = d.id
        where d.active and d.place_kind = 'store' group by d.place_id) heard
      where a.roll_call_id = open.id and a.kind = 'store' and a.how <> 'answered'
        and a.subject = heard.place_id::text and heard.seen >= open.started_at
      returning (select how from safe_houses.roll_call_answers b where b.roll_call_id = a.roll_call_id and b.kind = a.kind and b.subject = a.subject) as before
    )
    update safe_houses.roll_calls r set answered = r.answered + (select count(*) from late where before = 'none')
    from open where r.id = open.id and exists (select 1 from late where before = 'none')
    returning r.id, r.answered, r.total`;
  if (!row) return null;
  await tell(tx, 'roll-call.answered', row);
  return row;
}

type Answer = { kind: string; subject: string; answeredAt: string | null; how: string };

/** What the morning keeps: canonical JSON, so that anyone with the city's public key can check it. */
export function canonicalResult(result: {
  id: string;
  startedAt: string;
  finishedAt: string;
  answered: number;
  total: number;
  answers: readonly Answer[];
}): string {
  const answers = [...result.answers]
    .sort((a, b) => a.kind.localeCompare(b.kind, 'en') || a.subject.localeCompare(b.subject, 'en'))
    .map((answer) => [answer.kind, answer.subject, answer.how, answer.answeredAt]);
  return JSON.stringify({
    rollCall: result.id,
    startedAt: result.startedAt,
    finishedAt: result.finishedAt,
    answered: result.answered,
    total: result.total,
    answers,
  });
}

/** Closes every open roll call and signs its result (Ed25519). Answers how many were closed. */
export async function closeRoll(tx: Tx, keyring: Keyring): Promise<number> {
  const open = await tx.sql<{ id: string; started_at: Date; answered: number; total: number }>`
    select id, started_at, answered, total from safe_houses.roll_calls where finished_at is null for update`;
  for (const roll of open) {
    const answers = await tx.sql<Answer & { answered_at: Date | null }>`
      select kind, subject, how, answered_at from safe_houses.roll_call_answers where roll_call_id = ${roll.id}`;
    const result = canonicalResult({
      id: roll.id,
      startedAt: roll.started_at.toISOString(),
      finishedAt: new Date().toISOString(),
      answered: roll.answered,
      total: roll.total,
      answers: answers.map((answer) => ({
        ...answer,
        answeredAt: answer.answered_at?.toISOString() ?? null,
      })),
    });
    await tx.sql`
      update safe_houses.roll_calls set finished_at = clock_timestamp(), result = ${result}, signature = ${keyring.sign(Buffer.from(result))}, signed_by = ${keyring.keyId}
      where id = ${roll.id}`;
    await tell(tx, 'roll-call.finished', roll);
  }
  return open.length;
}

/** Whether a kept result is what the city signed that morning. */
export function verifyRoll(keyring: Keyring, result: string, signature: string): boolean {
  return verify(null, Buffer.from(result), keyring.publicKey, Buffer.from(signature, 'base64'));
}

/**
 * Whether the evening's roll is due: after `callAt` local time of an evening that had none yet. One of many servers
 * wins by an advisory lock of the transaction. `callFirstAtOnce` calls a city's very first roll without waiting for the evening.
 */
export async function isRollDue(
  tx: Tx,
  at: { callAt: string; closesAt: string; timeZone: string; callFirstAtOnce: boolean },
): Promise<'call' | 'close' | null> {
  const [row] = await tx.sql<{
    won: boolean;
    evening: boolean;
    called: boolean;
    open: boolean;
    ever: boolean;
  }>`
    select pg_try_advisory_xact_lock(hashtext('ansim.roll-call')) as won,
      (now() at time zone ${at.timeZone})::time >= ${at.callAt}::time or (now() at time zone ${at.timeZone})::time < ${at.closesAt}::time as evening,
      exists (select 1 from safe_houses.roll_calls where started_at > now() - interval '12 hours') as called,
      exists (select 1 from safe_houses.roll_calls where finished_at is null) as open,
      exists (select 1 from safe_houses.roll_calls) as ever`;
  if (!row!.won) return null;
  if (at.callFirstAtOnce && !row!.ever) return 'call';
  if (row!.evening) return row!.called ? null : 'call';
  return row!.open ? 'close' : null;
}

async function tell(tx: Tx, type: string, told: Told): Promise<void> {
  await tx.sql`
    insert into platform.events (type, subject_id, audience, payload)
    values (${type}, ${told.id}, array['*'], ${JSON.stringify({ answered: told.answered, total: told.total })})`;
}

// Proves of the whole server: sixteen reports at once and no error, nothing of hers in any table, file or log, and who may see which report, by API and by SQL.
import { randomBytes, randomUUID } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { system } from '#platform/db/index.ts';
import {
  type Bytes,
  makeKeyPair,
  makeReceipt,
  openReceipt,
  type ReceiptSecrets,
  signingPublicKey,
  toBase64url,
} from '#platform/sealing/index.ts';
import { roles } from '#programme/city/index.ts';
import type { DeskReport } from '#programme/reports/contract.ts';
import { installCityKeys, signPending } from '#programme/reports/index.ts';
import { checkRecipients, type Recipient } from '#programme/reports/sealing/book.ts';
import { type FileFacts, sealFile, sealPart, sendPieces } from '#programme/reports/sealing/hers.ts';
import { type ServedCity, serveSmallCity } from './server-for-test.ts';

let served: ServedCity;
let near: string;
let far: string;
let secrets: ReceiptSecrets;
let desks: Recipient[];
const signingKey = new Uint8Array(randomBytes(32)) as Bytes;

/** What somebody wrote, each a word that stands nowhere else. */
const planted = {
  narrative: 'SECRET-NARRATIVE-여덟시 반 골목에서',
  identity: 'SECRET-IDENTITY-김보기 010-0000-0000',
  fileName: 'SECRET-FILE-NAME.mp4',
  fileBytes: 'SECRET-FILE-BYTES',
};

beforeAll(async () => {
  served = await serveSmallCity();
  [near, , far] = served.city.districts;
  const recovery = { id: randomUUID(), publicKey: toBase64url((await makeKeyPair()).publicKey) };
  const cityKey = toBase64url(await signingPublicKey(signingKey));
  await served.city.db.transaction(system, async (tx) => {
    await installCityKeys(tx, { signingKey: cityKey, recovery }, signingKey);
    for (const [kind, district] of [
      ['crisis-team', near],
      ['police', near],
      ['crisis-team', far],
    ]) {
      const pair = await makeKeyPair();
      await tx.sql`
        with desk as (insert into reports.desks (kind, district) values (${kind}, ${district}) returning id)
        insert into reports.desk_keys (id, desk_id, generation, public_key, made_by)
        select ${randomUUID()}, id, 1, ${Buffer.from(pair.publicKey)}, 'a member' from desk`;
    }
    await signPending(tx, signingKey);
  });
  // The words of one receipt serve every report here: stretching them is proved, and slow, elsewhere.
  secrets = await openReceipt(makeReceipt());
  const reply = await (await ask('GET', `/api/reports/recipients?district=${near}`)).json();
  desks = await checkRecipients(reply as Parameters<typeof checkRecipients>[0]);
});
afterAll(() => served?.close());

function ask(method: string, path: string, body?: object, headers: Record<string, string> = {}) {
  return fetch(served.server.url + path, {
    method,
    headers: { ...headers, ...(body ? { 'content-type': 'application/json' } : {}) },
    ...(body ? { body: JSON.stringify(body) } : {}),
  });
}

async function reportBody(chosen: readonly Recipient[], token: string) {
  const id = randomUUID();
  const gifts = chosen.map((to) => ({ to, endsAt: null }));
  const [narrative, identity] = await Promise.all(
    (['narrative', 'identity'] as const).map(async (kind) => {
      const { key: _own, ...part } = await sealPart(id, secrets.keys.publicKey, {
        kind,
        text: planted[kind],
        gifts,
      });
      return part;
    }),
  );
  return {
    id,
    receipt: token,
    herKey: toBase64url(secrets.keys.publicKey),
    clear: { district: near, language: 'ko', services: ['legal'] },
    parts: [narrative, identity],
    figures: { violence: 'rape', relation: 'partner', ageBand: '30-39', placeKind: 'home' },
  };
}

const newToken = () => randomBytes(32).toString('base64url');

test('sixteen at once, again and again: each is kept, none is refused, nothing breaks', async () => {
  for (let round = 0; round < 4; round += 1) {
    const bodies = await Promise.all(
      Array.from({ length: 16 }, () => reportBody(desks, newToken())),
    );
    const answers = await Promise.all(bodies.map((body) => ask('POST', '/api/reports', body)));
    expect(answers.map((answer) => answer.status)).toEqual(Array(16).fill(201));
    for (const answer of answers) {
      expect(answer.headers.get('cache-control')).toBe('no-store');
      expect(await answer.json()).toMatchObject({ state: 'sent' });
    }
  }
  expect(served.errors).toEqual([]);
});

test('every role on a report, by API and by SQL: members of the chosen desk read it, and nobody else', async () => {
  const chosen = desks.filter((desk) => desk.kind === 'crisis-team');
  const body = await reportBody(chosen, newToken());
  expect((await ask('POST', '/api/reports', body)).status).toBe(201);
  const part = body.parts[0]!.id;
  const readers: string[] = [];
  for (const role of roles) {
    for (const membership of ['none', 'chosen', 'not chosen'] as const) {
      for (const district of [near, far]) {
        const staff = randomUUID();
        const [desk] = await served.city.asOwner(
          'select id from reports.desks where (id = $1) = $2 limit 1',
          [chosen[0]!.desk, membership === 'chosen'],
        );
        await served.city.asOwner(
          "insert into platform.staff (id, login, name, role, districts) values ($1, $2, '보기', $3, $4)",
          [staff, `s-${staff}`.slice(0, 38), role, [district]],
        );
        if (membership !== 'none')
          await served.city.asOwner('insert into reports.members values ($1, $2)', [
            desk!.id,
            staff,
          ]);
        const bySql = await served.city.db.transaction(
          { id: staff, name: '보기', role, districts: district === near ? [near] : 'all' },
          (tx) => tx.sql<{ sees: number }>`
            select (select count(*) from reports.reports where id = ${body.id})::int
              + (select count(*) from reports.parts where report_id = ${body.id})::int
              + (select count(*) from reports.wraps where report_id = ${body.id})::int
              + (select count(*) from reports.openings where report_id = ${body.id})::int as sees`,
        );
        const [session] = await served.city.asOwner(
          `insert into platform.sessions (token_hash, staff_id, expires_at)
           values (sha256($1::bytea), $2, now() + interval '1 hour') returning 1 as made`,
          [staff, staff],
        );
        expect(session).toBeDefined();
        const cookie = { cookie: `ansim_session=${staff}`, 'sec-fetch-site': 'same-origin' };
        const list = await ask('GET', '/api/desk/reports', undefined, cookie);
        const items = list.ok ? ((await list.json()) as { items: DeskReport[] }).items : [];
        const open = await ask(
          'POST',
          `/api/desk/reports/${body.id}/parts/${part}/open`,
          {},
          cookie,
        );
        const verdict = [bySql[0]!.sees > 0, items.some((item) => item.id === body.id), open.ok];
        expect(new Set(verdict).size, `${role}, ${membership}: ${verdict}`).toBe(1);
        if (verdict[0]) readers.push(`${role}, ${membership}`);
      }
    }
  }
  expect([...new Set(readers)].sort()).toEqual([
    'city-operator, chosen',
    'crisis-team, chosen',
    'police, chosen',
  ]);
}, 120_000);

test('every role on the news of a report, by stream and by SQL: members of the chosen desk hear its id, and nobody else', async () => {
  const chosen = desks.filter((desk) => desk.kind === 'crisis-team');
  const other = desks.find((desk) => desk.kind === 'police')!;
  const streams: { name: string; heard: string; close(): void; staff: string; role: string }[] = [];
  for (const role of roles)
    for (const at of [null, chosen[0]!.desk, other.desk]) {
      const staff = randomUUID();
      await served.city.asOwner(
        "insert into platform.staff (id, login, name, role, districts) values ($1, $2, '보기', $3, '{*}')",
        [staff, `n-${staff}`.slice(0, 38), role],
      );
      if (at !== null)
        await served.city.asOwner('insert into reports.members values ($1, $2)', [at, staff]);
      await served.city.asOwner(
        `insert into platform.sessions (token_hash, staff_id, expires_at)
         values (sha256($1::bytea), $2, now() + interval '1 hour')`,
        [staff, staff],
      );
      for (const path of ['/api/desk/reports/live', '/api/live']) {
        const abort = new AbortController();
        const answer = await fetch(served.server.url + path, {
          headers: { cookie: `ansim_session=${staff}`, 'sec-fetch-site': 'same-origin' },
          signal: abort.signal,
        });
        if (!answer.ok) continue;
        const where = at === null ? 'no desk' : at === other.desk ? 'another desk' : 'the desk';
        const stream = {
          name: `${role}, ${where}, ${path}`,
          heard: '',
          close: () => abort.abort(),
          staff,
          role,
        };
        streams.push(stream);
        void (async () => {
          for await (const bytes of answer.body!)
            stream.heard += Buffer.from(bytes as Uint8Array).toString();
        })().catch(() => {});
      }
    }
  await expect
    .poll(() => streams.every(({ heard }) => heard.includes('event: ready')), { timeout: 30_000 })
    .toBe(true);
  const body = await reportBody(chosen, newToken());
  const began = performance.now();
  expect((await ask('POST', '/api/reports', body)).status).toBe(201);
  const hears = () => streams.filter(({ heard }) => heard.includes(body.id));
  await expect.poll(() => hears().length, { timeout: 30_000, interval: 5 }).toBeGreaterThan(0);
  expect(performance.now() - began).toBeLessThan(15_000);
  // Whoever hears anything later than this event has had the time to hear it.
  await ask('POST', '/api/reports', await reportBody([other], newToken()));
  await expect
    .poll(
      () =>
        streams.some(
          ({ name, heard }) =>
            name.startsWith('police, another') && heard.includes('report.changed'),
        ),
      { timeout: 30_000 },
    )
    .toBe(true);
  expect([...new Set(hears().map(({ name }) => name))].sort()).toEqual([
    'city-operator, the desk, /api/desk/reports/live',
    'crisis-team, the desk, /api/desk/reports/live',
    'police, the desk, /api/desk/reports/live',
  ]);
  for (const { heard } of hears()) expect(heard).not.toMatch(/SECRET|narrative|urgency/);
  for (const { staff, role, name } of streams) {
    const [row] = await served.city.db.transaction(
      { id: staff, name: '보기', role, districts: 'all' },
      (tx) => tx.sql<{ n: number }>`
        select count(*)::int as n from platform.events where subject_id = ${body.id}`,
    );
    const may =
      name.includes('the desk') && ['city-operator', 'crisis-team', 'police'].includes(role);
    expect(row!.n > 0, name).toBe(may);
  }
  for (const { close } of streams) close();
}, 120_000);

test('a dump of every table, every file below the data folder and the log hold nothing that she wrote', async () => {
  const token = newToken();
  const body = await reportBody(desks, token);
  await ask('POST', '/api/reports', body);
  const headers = { authorization: `Receipt ${token}` };
  const source = new Blob([planted.fileBytes.repeat(5000)]);
  const facts: FileFacts = {
    name: planted.fileName,
    type: 'video/mp4',
    size: source.size,
    sha256: 'x',
    of: null,
  };
  const { key, ...file } = await sealFile(body.id, secrets.keys.publicKey, facts, []);
  expect((await ask('POST', '/api/reports/mine/files', file, headers)).status).toBe(201);
  await sendPieces(body.id, { id: file.id, key, source }, 0, async (index, piece) => {
    const answer = await fetch(
      `${served.server.url}/api/reports/mine/files/${file.id}/pieces/${index}`,
      {
        method: 'PUT',
        headers: { ...headers, 'content-type': 'application/octet-stream' },
        body: piece,
      },
    );
    return ((await answer.json()) as { received: number }).received;
  });
  await ask('GET', '/api/reports/mine', undefined, headers);
  const tables = await served.city.asOwner(
    `select format('%I.%I', schemaname, tablename) as name from pg_tables where schemaname not in ('pg_catalog', 'information_schema')`,
  );
  let dump = served.errors.join('\n');
  for (const { name } of tables) {
    const rows = await served.city.asOwner(`select t::text as row from ${String(name)} t`);
    dump += `${rows.map((row) => row.row).join('\n')}\n`;
  }
  let files = 0;
  for (const name of await readdir(served.dataDir, { recursive: true, withFileTypes: true })) {
    if (!name.isFile()) continue;
    files += 1;
    dump += await readFile(join(name.parentPath, name.name), 'latin1');
  }
  expect(files).toBeGreaterThan(0);
  expect(dump.length).toBeGreaterThan(50_000);
  const hex = (text: string) => Buffer.from(text).toString('hex');
  for (const secret of [
    ...Object.values(planted),
    'SECRET',
    token,
    toBase64url(secrets.keys.privateKey),
    '127.0.0.1',
  ])
    for (const form of [
      secret,
      hex(secret),
      Buffer.from(secret).toString('latin1'),
      Buffer.from(secret).toString('base64'),
    ])
      expect(dump.includes(form), `${secret.slice(0, 12)} as ${form.slice(0, 20)}`).toBe(false);
  // What is in clear stands apart from the report: the answers for statistics are sealed while they wait.
  expect(dump).not.toContain('30-39');
});

test('the police whom she chose are told that a report waits, where and since when, and nothing that is in it', async () => {
  const told: string[] = [];
  const desk = createServer((request, reply) => {
    let body = '';
    request.on('data', (part: Buffer) => {
      body += part;
    });
    request.on('end', () => {
      told.push(body);
      reply.setHeader('content-type', 'application/json');
      reply.end(JSON.stringify({ id: randomUUID(), receivedAt: new Date().toISOString() }));
    });
  });
  await new Promise<void>((resolve) => desk.listen(0, '127.0.0.1', resolve));
  try {
    const endpoint = `http://127.0.0.1:${(desk.address() as AddressInfo).port}/eido`;
    await served.city.asOwner(
      "update platform.city set config = jsonb_set(config, '{police,endpoint}', to_jsonb($1::text))",
      [endpoint],
    );
    const withPolice = await reportBody(desks, newToken());
    const without = await reportBody(
      desks.filter((one) => one.kind !== 'police'),
      newToken(),
    );
    for (const body of [without, withPolice])
      expect((await ask('POST', '/api/reports', body)).status).toBe(201);
    await expect.poll(() => told.some((text) => text.includes(withPolice.id))).toBe(true);
    // Those of the tests before had no endpoint to go to, and may come now as well.
    expect(told.some((text) => text.includes(without.id))).toBe(false);
    const document = told.find((text) => text.includes(withPolice.id))!;
    for (const secret of [
      'SECRET',
      'rape',
      '30-39',
      withPolice.parts[0]!.sealed,
      withPolice.parts[0]!.id,
      withPolice.receipt,
    ])
      expect(document).not.toContain(secret);
    expect(JSON.parse(document)).toMatchObject({
      incidentComponent: { incidentTypeInternalCode: 'report' },
    });
  } finally {
    desk.close();
  }
});

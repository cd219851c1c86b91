// Proves of the whole server: sixteen reports at once and no error, nothing of hers in any table, file or log, and who may see which report, by API and by SQL.
import { randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { toBase64url } from '#platform/sealing/index.ts';
import { roles } from '#programme/city/index.ts';
import type { DeskReport } from '#programme/reports/contract.ts';
import { type FileFacts, sealFile, sendPieces } from '#programme/reports/sealing/hers.ts';
import { formsOf, newToken, openReportDesks, planted } from './reports-for-test.ts';
import { type ServedCity, serveSmallCity } from './server-for-test.ts';

let served: ServedCity;
let w: Awaited<ReturnType<typeof openReportDesks>>;

beforeAll(async () => {
  served = await serveSmallCity();
  w = await openReportDesks(served);
});
afterAll(() => served?.close());

test('sixteen at once, again and again: each is kept, none is refused, nothing breaks', async () => {
  for (let round = 0; round < 4; round += 1) {
    const bodies = await Promise.all(
      Array.from({ length: 16 }, () => w.reportBody(w.desks, newToken())),
    );
    const answers = await Promise.all(bodies.map((body) => w.ask('POST', '/api/reports', body)));
    expect(answers.map((answer) => answer.status)).toEqual(Array(16).fill(201));
    for (const answer of answers) {
      expect(answer.headers.get('cache-control')).toBe('no-store');
      expect(await answer.json()).toMatchObject({ state: 'sent' });
    }
  }
  expect(served.errors).toEqual([]);
});

test('every role on a report, by API and by SQL: members of the chosen desk read it, and nobody else', async () => {
  const chosen = w.desks.filter((desk) => desk.kind === 'crisis-team');
  const body = await w.reportBody(chosen, newToken());
  expect((await w.ask('POST', '/api/reports', body)).status).toBe(201);
  const part = body.parts[0]!.id;
  const readers: string[] = [];
  for (const role of roles) {
    for (const membership of ['none', 'chosen', 'not chosen'] as const) {
      for (const district of [w.near, w.far]) {
        const [desk] = await served.city.asOwner(
          'select id from reports.desks where (id = $1) = $2 limit 1',
          [chosen[0]!.desk, membership === 'chosen'],
        );
        const { actor, cookie } = await w.signIn(
          role,
          district === w.near ? [district] : ['*'],
          membership === 'none' ? null : String(desk!.id),
        );
        const bySql = await served.city.db.transaction(
          actor,
          (tx) => tx.sql<{ sees: number }>`
            select (select count(*) from reports.reports where id = ${body.id})::int
              + (select count(*) from reports.parts where report_id = ${body.id})::int
              + (select count(*) from reports.wraps where report_id = ${body.id})::int
              + (select count(*) from reports.openings where report_id = ${body.id})::int as sees`,
        );
        const list = await w.ask('GET', '/api/desk/reports', undefined, cookie);
        const items = list.ok ? ((await list.json()) as { items: DeskReport[] }).items : [];
        const open = await w.ask(
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
  const chosen = w.desks.filter((desk) => desk.kind === 'crisis-team');
  const other = w.desks.find((desk) => desk.kind === 'police')!;
  const streams: { name: string; heard: string; close(): void; staff: string; role: string }[] = [];
  for (const role of roles)
    for (const at of [null, chosen[0]!.desk, other.desk]) {
      const { id: staff, cookie } = await w.signIn(role, ['*'], at);
      for (const path of ['/api/desk/reports/live', '/api/live']) {
        const abort = new AbortController();
        const answer = await fetch(served.server.url + path, {
          headers: cookie,
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
  const body = await w.reportBody(chosen, newToken());
  const began = performance.now();
  expect((await w.ask('POST', '/api/reports', body)).status).toBe(201);
  const hears = () => streams.filter(({ heard }) => heard.includes(body.id));
  await expect.poll(() => hears().length, { timeout: 30_000, interval: 5 }).toBeGreaterThan(0);
  expect(performance.now() - began).toBeLessThan(15_000);
  // Whoever hears anything later than this event has had the time to hear it.
  await w.ask('POST', '/api/reports', await w.reportBody([other], newToken()));
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
  const body = await w.reportBody(w.desks, token);
  await w.ask('POST', '/api/reports', body);
  const headers = { authorization: `Receipt ${token}` };
  const source = new Blob([planted.fileBytes.repeat(5000)]);
  const facts: FileFacts = {
    name: planted.fileName,
    type: 'video/mp4',
    size: source.size,
    sha256: 'x',
    of: null,
  };
  const { key, ...file } = await sealFile(body.id, w.secrets.keys.publicKey, facts, []);
  expect((await w.ask('POST', '/api/reports/mine/files', file, headers)).status).toBe(201);
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
  await w.ask('GET', '/api/reports/mine', undefined, headers);
  const dump = await w.dump();
  expect(dump).toContain(body.id);
  for (const secret of [
    ...Object.values(planted),
    'SECRET',
    token,
    toBase64url(w.secrets.keys.privateKey),
    '127.0.0.1',
  ])
    for (const form of formsOf(secret))
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
    const withPolice = await w.reportBody(w.desks, newToken());
    const without = await w.reportBody(
      w.desks.filter((one) => one.kind !== 'police'),
      newToken(),
    );
    for (const body of [without, withPolice])
      expect((await w.ask('POST', '/api/reports', body)).status).toBe(201);
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

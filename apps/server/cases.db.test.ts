// Proves of the whole server who comes to a case: every role at every route and in every table about it, and that nothing written in it stands anywhere in clear.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { toBase64url } from '#platform/sealing/index.ts';
import { sealEntry } from '#programme/cases/sealing/entries.ts';
import { roles } from '#programme/city/index.ts';
import { formsOf, newToken, openReportDesks } from './reports-for-test.ts';
import { type ServedCity, serveSmallCity } from './server-for-test.ts';

type Described = { 'x-roles'?: string[] };
type Person = Awaited<ReturnType<Awaited<ReturnType<typeof openReportDesks>>['signIn']>>;

const words = 'SECRET-ENTRY-금요일에 쉼터로';
let served: ServedCity;
let w: Awaited<ReturnType<typeof openReportDesks>>;
/** A report that its team took on and wrote in; the police desk is not let in. */
let caseId: string;
let team: string;
let police: string;
let worker: Person;

beforeAll(async () => {
  served = await serveSmallCity();
  w = await openReportDesks(served);
  const at = (kind: string) =>
    w.desks.find((desk) => desk.kind === kind && desk.district === w.near)!;
  team = at('crisis-team').desk;
  police = at('police').desk;
  const body = await w.reportBody([at('crisis-team')], newToken());
  expect((await w.ask('POST', '/api/reports', body)).status).toBe(201);
  caseId = body.id;
  worker = await w.signIn('crisis-team', [w.near], team);
  const { keyId, publicKey } = at('crisis-team');
  const sealed = await sealEntry(caseId, words, [
    { desk: team, key: { id: keyId, publicKey: toBase64url(publicKey) } },
  ]);
  for (const [path, said] of [
    ['', { report: caseId, desk: team }],
    [`/${caseId}/declare`, { conflict: false }],
    [`/${caseId}/entries`, { ...sealed, desk: team, kind: 'note' }],
    [`/${caseId}/open`, {}],
    [
      `/${caseId}/classify`,
      { violence: 'rape', relation: 'stranger', ageBand: '30-39', placeKind: null },
    ],
  ] as const)
    expect((await w.ask('POST', `/api/cases${path}`, said, worker.cookie)).ok, path).toBe(true);
});
afterAll(() => served?.close());

/** How many rows of any table about reports and cases speak of this case, as the database shows them to somebody. */
async function rowsSeenBy({ actor }: Person): Promise<Record<string, number>> {
  const tables = await served.city.asOwner(`
    select format('%I.%I', table_schema, table_name) as name, column_name as by from information_schema.columns
    where table_schema in ('reports', 'cases', 'advisers', 'overrides', 'disclosures', 'evidence')
      and (column_name in ('case_id', 'report_id') or (table_name in ('reports', 'cases') and column_name = 'id'))`);
  expect(tables.length).toBeGreaterThan(10);
  const seen: Record<string, number> = {};
  for (const { name, by } of tables) {
    const text = `select count(*)::int as n from ${name} where ${by} = '${caseId}'`;
    const [row] = await served.city.db.transaction(actor, (tx) =>
      tx.sql<{ n: number }>(Object.assign([text], { raw: [text] })),
    );
    if (row!.n > 0) seen[String(name)] = row!.n;
  }
  return seen;
}

test('every role on a case, by every route and every table: members of the desk that she lets in, and nobody else', async () => {
  const document = (await (await w.ask('GET', '/api/openapi.json')).json()) as {
    paths: Record<string, Record<string, Described>>;
  };
  const routes = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods)
      .filter(([, described]) => described['x-roles'])
      .map(([method]) => ({ method: method.toUpperCase(), path })),
  );
  const ofCases = routes.filter(({ path }) => path.startsWith('/api/cases'));
  expect(ofCases.length).toBeGreaterThan(10);
  const readers: string[] = [];
  for (const role of roles)
    for (const [where, desk] of [
      ['no desk', null],
      ['the desk', team],
      ['another desk', police],
    ] as const) {
      const person = await w.signIn(role, desk === null ? ['*'] : [w.near], desk);
      const name = `${role}, ${where}`;
      const rows = await rowsSeenBy(person);
      let told = false;
      for (const { method, path } of ofCases.filter((one) => one.method === 'GET')) {
        const answer = await w.ask(method, path, undefined, person.cookie);
        told ||= (await answer.text()).includes(caseId);
      }
      const open = await w.ask('POST', `/api/cases/${caseId}/open`, {}, person.cookie);
      told ||= (await open.text()).includes(words) || open.ok;
      expect(told, `${name}: by API ${told}, by SQL ${JSON.stringify(rows)}`).toBe(
        Object.keys(rows).length > 0,
      );
      if (told) readers.push(name);
      else
        for (const { method, path } of ofCases.filter(({ path: at }) => at.includes('{id}'))) {
          const at = path.replace('{id}', caseId).replace(/\{\w+\}/, caseId);
          const body = method === 'GET' ? undefined : { conflict: false, staff: person.id };
          const answer = await w.ask(method, at, body, person.cookie);
          expect([400, 403, 404, 409], `${name}: ${method} ${path}`).toContain(answer.status);
        }
    }
  expect(readers.sort()).toEqual([
    'city-operator, the desk',
    'crisis-team, the desk',
    'police, the desk',
  ]);
  expect(served.errors).toEqual([]);
}, 120_000);

test('a dump of every table and file holds nothing that was written in a case, nor what it was counted as', async () => {
  const dump = await w.dump();
  expect(dump).toContain(caseId);
  for (const secret of [words, 'SECRET', 'stranger', '30-39'])
    for (const form of formsOf(secret))
      expect(dump.includes(form), `${secret} as ${form.slice(0, 20)}`).toBe(false);
});

// Reports to a whole server, for tests: a city that held its ceremony, three desks with keys, what she planted, and everything that is kept of it.
import { randomBytes, randomUUID } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { system } from '#platform/db/index.ts';
import {
  type Bytes,
  makeKeyPair,
  makeReceipt,
  openReceipt,
  signingPublicKey,
  toBase64url,
} from '#platform/sealing/index.ts';
import { installCityKeys, signPending } from '#programme/reports/index.ts';
import { checkRecipients, type Recipient } from '#programme/reports/sealing/book.ts';
import { sealPart } from '#programme/reports/sealing/hers.ts';
import type { ServedCity } from './server-for-test.ts';

/** What somebody wrote, each a word that stands nowhere else. */
export const planted = {
  narrative: 'SECRET-NARRATIVE-여덟시 반 골목에서',
  identity: 'SECRET-IDENTITY-김보기 010-0000-0000',
  fileName: 'SECRET-FILE-NAME.mp4',
  fileBytes: 'SECRET-FILE-BYTES',
};

export const newToken = () => randomBytes(32).toString('base64url');

/** Desks of the first and the third district (crisis teams, and police in the first), whose keys the city signed. */
export async function openReportDesks(served: ServedCity) {
  const [near, , far] = served.city.districts;
  const signingKey = new Uint8Array(randomBytes(32)) as Bytes;
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
  // The words of one receipt serve every report: stretching them is proved, and slow, elsewhere.
  const secrets = await openReceipt(makeReceipt());

  function ask(method: string, path: string, body?: object, headers: Record<string, string> = {}) {
    return fetch(served.server.url + path, {
      method,
      headers: { ...headers, ...(body ? { 'content-type': 'application/json' } : {}) },
      ...(body ? { body: JSON.stringify(body) } : {}),
    });
  }

  const reply = await (await ask('GET', `/api/reports/recipients?district=${near}`)).json();
  const desks = await checkRecipients(reply as Parameters<typeof checkRecipients>[0]);

  return {
    near,
    far,
    secrets,
    desks,
    ask,

    /** A report for some desks, as the route takes it. */
    async reportBody(chosen: readonly Recipient[], token: string) {
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
    },

    /** Somebody of a role with a session; a member of `desk` where one is given. Their cookie is what a browser sends. */
    async signIn(role: string, districts: readonly string[], desk: string | null) {
      const id = randomUUID();
      await served.city.asOwner(
        "insert into platform.staff (id, login, name, role, districts) values ($1, $2, '보기', $3, $4)",
        [id, `s-${id}`.slice(0, 38), role, districts],
      );
      if (desk !== null)
        await served.city.asOwner('insert into reports.members values ($1, $2)', [desk, id]);
      await served.city.asOwner(
        `insert into platform.sessions (token_hash, staff_id, expires_at)
         values (sha256($1::bytea), $2, now() + interval '1 hour')`,
        [id, id],
      );
      return {
        id,
        actor: {
          id,
          name: '보기',
          role,
          districts: districts.includes('*') ? ('all' as const) : [...districts],
        },
        cookie: { cookie: `ansim_session=${id}`, 'sec-fetch-site': 'same-origin' },
      };
    },

    /** Every table and every file below the data folder, as whoever steals them reads them. */
    async dump(): Promise<string> {
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
      if (files === 0) throw new Error('No file was found below the data folder.');
      return dump;
    },
  };
}

/** The forms in which a word may stand in a dump. */
export function formsOf(secret: string): string[] {
  const bytes = Buffer.from(secret);
  return [secret, bytes.toString('hex'), bytes.toString('latin1'), bytes.toString('base64')];
}

// Reports for tests: a city that held its ceremony, desks with people and keys, and a phone; everybody comes in by HTTP.
import { randomBytes, randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Actor, system } from '#platform/db/index.ts';
import { createHttpServer } from '#platform/http/index.ts';
import {
  type Bytes,
  type LockedKey,
  type LogEntry,
  makeKeyPair,
  makeReceipt,
  openReceipt,
  type ReceiptSecrets,
  sealedChunkSize,
  signingPublicKey,
  toBase64url,
} from '#platform/sealing/index.ts';
import { openSmallCity, type SmallCity } from '#platform/testing/small-city.ts';
import { splitRecoveryKey } from './ceremony.ts';
import type { HerReport } from './contract.ts';
import {
  installCityKeys,
  keyRoutes,
  keysContract,
  openPieces,
  reportDeskContract,
  reportDeskRoutes,
  reportRoutes,
  reportsContract,
  sealLine,
  signPending,
} from './index.ts';
import type { DeskKind } from './names.ts';
import {
  checkRecipients,
  continueBook,
  emptyBook,
  type KeyBook,
  type Recipient,
} from './sealing/book.ts';
import { type DeskKey, makeDeskKey, openDeskKeys } from './sealing/desk.ts';
import { type Gift, sealPart } from './sealing/hers.ts';

export type Answer<T> = { status: number; body: T };
export type Member = Actor & { keyId: string; privateKey: Bytes };

/** What may be said to the server; answers are typed by whoever asks. */
export type Ask = <T = Record<string, unknown>>(
  method: 'GET' | 'POST' | 'PUT' | 'DELETE',
  url: string,
  body?: object | Buffer,
  headers?: Record<string, string>,
) => Promise<Answer<T>>;

export type Desks = Awaited<ReturnType<typeof openDesks>>;

/** Opens them. Tests change `policy` as they need. */
export async function openDesks() {
  const city: SmallCity = await openSmallCity(0);
  const folder = await mkdtemp(join(tmpdir(), 'ansim-reports-'));
  const signingKey = new Uint8Array(randomBytes(32));
  const recovery = { id: randomUUID(), ...(await makeKeyPair()) };
  const figuresKey = randomBytes(32);
  const policy = {
    acknowledgeWithinMinutes: 15,
    quotaBytes: 8 * sealedChunkSize,
    reserveBytes: 0,
  };
  const flood = { on: false };
  const people = new Map<string, Actor>();
  const logged: string[] = [];
  const http = createHttpServer({
    db: city.db,
    authenticate: async (request) => people.get(String(request.headers['x-who'])) ?? null,
    log: (entry) => void logged.push(JSON.stringify(entry)),
  });
  http.app.addContentTypeParser(
    'application/octet-stream',
    { parseAs: 'buffer', bodyLimit: sealedChunkSize },
    (_request, body, done) => done(null, body),
  );
  const pieces = openPieces(join(folder, 'reports'));
  http.bind(
    reportsContract,
    reportRoutes({
      db: city.db,
      policy: () => policy,
      pieces,
      month: () => '2026-11-01',
      sealFigures: (line) => sealLine(figuresKey, line),
      suspectFlood: () => () => flood.on,
      isPartner: (code) => code === 'shelter',
    }),
  );
  http.bind(
    reportDeskContract,
    reportDeskRoutes({ pieces, partners: () => [{ code: 'shelter', name: { ko: '쉼터' } }] }),
  );
  http.bind(keysContract, keyRoutes({ db: city.db }));
  await city.db.transaction(system, async (tx) =>
    installCityKeys(
      tx,
      {
        signingKey: toBase64url(await signingPublicKey(signingKey)),
        recovery: { id: recovery.id, publicKey: toBase64url(recovery.publicKey) },
      },
      signingKey,
    ),
  );

  const ask: Ask = async <T>(
    method: 'GET' | 'POST' | 'PUT' | 'DELETE',
    url: string,
    body?: object | Buffer,
    headers: Record<string, string> = {},
  ) => {
    const reply = await http.app.inject({
      method,
      url,
      headers: {
        ...headers,
        ...(Buffer.isBuffer(body) ? { 'content-type': 'application/octet-stream' } : {}),
      },
      ...(body ? { payload: body } : {}),
    });
    const isBytes = String(reply.headers['content-type']).startsWith('application/octet-stream');
    return { status: reply.statusCode, body: (isBytes ? reply.rawPayload : reply.json()) as T };
  };
  const as = <T = Record<string, unknown>>(
    who: { id: string },
    method: 'GET' | 'POST' | 'PUT' | 'DELETE',
    url: string,
    body?: object,
  ) => ask<T>(method, url, body, { 'x-who': who.id });
  const sign = () => city.db.transaction(system, (tx) => signPending(tx, signingKey));

  async function desk(kind: DeskKind, district: string | null): Promise<string> {
    const [row] = await city.asOwner(
      `insert into reports.desks (kind, district) values ($1, $2)
       on conflict (kind, district) do update set kind = excluded.kind returning id`,
      [kind, district],
    );
    return String(row!.id);
  }

  /** Somebody new of a role; signed in by the header `x-who`. */
  async function person(role: string, districts: 'all' | string[], name = '보기'): Promise<Actor> {
    const actor: Actor = { id: randomUUID(), name, role, districts };
    await city.asOwner(
      'insert into platform.staff (id, login, name, role, districts) values ($1, $2, $3, $4, $5)',
      [actor.id, `p-${actor.id}`, name, role, districts === 'all' ? ['*'] : districts],
    );
    people.set(actor.id, actor);
    return actor;
  }

  /** A member of a desk with a key that the city signed; the lock is not what is tried here. */
  async function member(
    deskId: string,
    role: string,
    districts: 'all' | string[],
    name?: string,
  ): Promise<Member> {
    const actor = await person(role, districts, name);
    await city.asOwner('insert into reports.members (desk_id, staff_id) values ($1, $2)', [
      deskId,
      actor.id,
    ]);
    const keyId = randomUUID();
    const pair = await makeKeyPair();
    const locked: LockedKey = {
      way: 'passkey',
      salt: toBase64url(randomBytes(32)),
      sealed: toBase64url(randomBytes(60)),
    };
    const { status } = await as(actor, 'POST', '/api/keys/mine', {
      id: keyId,
      publicKey: toBase64url(pair.publicKey),
      locked,
    });
    if (status !== 201) throw new Error(`enrolling answered ${status}`);
    await sign();
    return { ...actor, keyId, privateKey: pair.privateKey };
  }

  async function book(from: KeyBook = emptyBook): Promise<KeyBook> {
    const { body } = await ask<{ cityKey: string; entries: LogEntry[] }>(
      'GET',
      `/api/keys/log?after=${from.head.position}`,
    );
    return continueBook(from, body.entries, body.cityKey);
  }

  type MyKeys = {
    keys: { id: string; signed: boolean }[];
    desks: {
      id: string;
      rotate: boolean;
      keys: { id: string; signed: boolean; held: { holder: string; wrap: string }[] }[];
      members: { staff: string; keys: { id: string; lacks: string[] }[] }[];
    }[];
  };
  const myKeys = async (who: Member) => (await as<MyKeys>(who, 'GET', '/api/keys/mine')).body;

  /** Makes a key of a desk in a member's browser, for all its members, and has the city sign it. */
  async function giveDeskKey(who: Member, deskId: string): Promise<void> {
    const mine = (await myKeys(who)).desks.find((one) => one.id === deskId)!;
    const holders = mine.members.flatMap((one) => one.keys.map((key) => key.id));
    const made = await makeDeskKey(deskId, holders, await book());
    const { status, body } = await as(who, 'POST', `/api/keys/desks/${deskId}/keys`, {
      key: made.key,
      publicKey: made.publicKey,
      held: made.held,
    });
    if (status !== 201) throw new Error(`making a desk key answered ${JSON.stringify(body)}`);
    await sign();
  }

  async function deskKeys(who: Member, deskId: string): Promise<DeskKey[]> {
    const mine = (await myKeys(who)).desks.find((one) => one.id === deskId);
    return mine ? openDeskKeys(mine, { id: who.keyId, privateKey: who.privateKey }) : [];
  }

  /** A desk with one member and a key. */
  async function staffedDesk(
    kind: DeskKind,
    district: string | null,
    role: string,
    name?: string,
  ): Promise<{ id: string; member: Member }> {
    const id = await desk(kind, district);
    const one = await member(id, role, district === null ? 'all' : [district], name);
    await giveDeskKey(one, id);
    return { id, member: one };
  }

  async function recipients(district: string): Promise<Recipient[]> {
    const { body } = await ask<Parameters<typeof checkRecipients>[0]>(
      'GET',
      `/api/reports/recipients?district=${district}`,
    );
    return checkRecipients(body);
  }

  return {
    city,
    /** Binds another room's routes beside those of reports. */
    bind: http.bind,
    folder,
    policy,
    flood,
    figuresKey,
    signingKey,
    recovery,
    /** The three lines of the custodians. */
    shares: () => splitRecoveryKey(recovery),
    logged,
    ask,
    as,
    sign,
    desk,
    person,
    member,
    staffedDesk,
    giveDeskKey,
    deskKeys,
    myKeys,
    book,
    recipients,
    phone: () => openPhone(ask, recipients),
    async close() {
      await http.app.close();
      await city.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

export type Phone = Awaited<ReturnType<typeof openPhone>>;

/** A phone with a new receipt and a report of its own. */
async function openPhone(ask: Ask, recipients: (district: string) => Promise<Recipient[]>) {
  const secrets: ReceiptSecrets = await openReceipt(makeReceipt());
  const id = randomUUID();
  const headers = { authorization: `Receipt ${secrets.token}` };
  const clear = (district: string, more: object = {}) => ({
    district,
    urgency: 'today',
    language: 'ko',
    teller: 'survivor',
    minor: false,
    services: ['counselling'],
    ...more,
  });
  const part = async (kind: 'narrative' | 'identity' | 'message', text: string, gifts: Gift[]) => {
    const { key: _own, ...sealed } = await sealPart(id, secrets.keys.publicKey, {
      kind,
      text,
      gifts,
    });
    return sealed;
  };
  /** Desks of some kinds in a district, each without an end. */
  const gifts = async (district: string, kinds: readonly DeskKind[]): Promise<Gift[]> =>
    (await recipients(district))
      .filter(({ kind }) => kinds.includes(kind))
      .map((to) => ({ to, endsAt: null }));
  const keep = (body: object) =>
    ask<HerReport>('POST', '/api/reports', {
      id,
      receipt: secrets.token,
      herKey: toBase64url(secrets.keys.publicKey),
      ...body,
    });
  return {
    id,
    secrets,
    headers,
    clear,
    part,
    gifts,
    keep,
    /** Reports a narrative and who she is to the desks of some kinds. */
    async report(
      district: string,
      kinds: readonly DeskKind[],
      words = { narrative: '있었던 일', identity: '이름과 번호' },
      more: object = {},
    ) {
      const chosen = await gifts(district, kinds);
      return keep({
        clear: clear(district, more),
        parts: [
          await part('narrative', words.narrative, chosen),
          await part('identity', words.identity, chosen),
        ],
      });
    },
    look: () => ask<HerReport>('GET', '/api/reports/mine', undefined, headers),
    do: (step: string, body: object = {}) =>
      ask<HerReport>('POST', `/api/reports/mine/${step}`, body, headers),
  };
}

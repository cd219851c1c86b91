// A member of a desk for journeys, without a browser: signs in, unlocks the keys, reads sealed reports and answers.
import { fromBase64url, type LockedKey, type LogEntry, unlock } from '#platform/sealing/index.ts';
import {
  type DeskKey,
  openDeskKeys,
  openPart,
  partKey,
  sealMessage,
} from '#programme/reports/sealing/desk.ts';
import { type FileFacts, openFile } from '#programme/reports/sealing/hers.ts';
import type { DeskReport } from '#programme/reports/shapes.ts';

type Held = { id: string; publicKey: string; held: { holder: string; wrap: string }[] };
type Keys = {
  keys: { id: string; locked: LockedKey }[];
  desks: { id: string; kind: string; keys: Held[] }[];
};

export type DeskMember = Awaited<ReturnType<typeof openMember>>;

/** Signs somebody of the demo city in; the demo's passphrase opens the keys. */
export async function openMember(url: string, login: string) {
  const { passphrase } = (await (await fetch(`${url}/api/demo/sign-ins`)).json()) as {
    passphrase: string;
  };
  const session = await fetch(`${url}/api/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ login, password: 'ansim-demo' }),
  });
  const cookie = session.headers
    .getSetCookie()
    .map((one) => one.split(';')[0])
    .join('; ');
  async function ask<T>(route: string, body?: object): Promise<T> {
    const [method = 'GET', path = '/'] = route.split(' ');
    const answer = await fetch(url + path, {
      method,
      headers: { cookie, origin: new URL(url).origin, 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    if (!answer.ok) throw new Error(`${route} answered ${answer.status}: ${await answer.text()}`);
    return (await answer.json()) as T;
  }
  /** A demo city gives itself desks and keys a moment after it starts. */
  async function openDesk(): Promise<{ desk: Keys['desks'][number]; keys: DeskKey[] }> {
    for (const until = Date.now() + 120_000; Date.now() < until; ) {
      const mine = await ask<Keys>('GET /api/keys/mine');
      const [own] = mine.keys;
      const [desk] = mine.desks;
      if (own !== undefined && desk !== undefined) {
        const privateKey = await unlock(own.locked, own.id, { passphrase });
        const keys = await openDeskKeys(desk, { id: own.id, privateKey });
        if (keys.length > 0) return { desk, keys };
      }
      await new Promise((done) => setTimeout(done, 200));
    }
    throw new Error(`${login} is at no desk.`);
  }
  const { desk, keys } = await openDesk();

  const list = async () => (await ask<{ items: DeskReport[] }>('GET /api/desk/reports')).items;
  return {
    list,
    /** Opens every part that the desk was given; each opening is a mark that she sees. */
    async readAll(report: string): Promise<string[]> {
      const found = (await list()).find(({ id }) => id === report);
      const texts = (found?.parts ?? []).map(async (part) => {
        const opened = await ask<Parameters<typeof openPart>[1]>(
          `POST /api/desk/reports/${report}/parts/${part.id}/open`,
          {},
        );
        return openPart(report, opened, keys);
      });
      return Promise.all(texts);
    },
    /** Opens every file, and puts its pieces together. */
    async files(report: string): Promise<{ facts: FileFacts; bytes: Buffer }[]> {
      const found = (await list()).find(({ id }) => id === report);
      const parts = (found?.parts ?? []).filter(({ kind }) => kind === 'file');
      const read = parts.map(async ({ id }) => {
        const base = `/api/desk/reports/${report}/parts/${id}`;
        const opened = await ask<Parameters<typeof openPart>[1]>(`POST ${base}/open`, {});
        const facts = JSON.parse(await openPart(report, opened, keys)) as FileFacts;
        const key = await partKey(report, opened, keys);
        const bytes: Uint8Array[] = [];
        const fetchPiece = async (index: number) => {
          const answer = await fetch(`${url}${base}/pieces/${index}`, { headers: { cookie } });
          return new Uint8Array(await answer.arrayBuffer());
        };
        for await (const piece of openFile(report, { id, key, facts }, fetchPiece))
          bytes.push(piece);
        return { facts, bytes: Buffer.concat(bytes) };
      });
      return Promise.all(read);
    },
    acknowledge: (report: string) => ask(`POST /api/desk/reports/${report}/acknowledge`, {}),
    /** Writes to her. */
    async answer(report: string, text: string): Promise<void> {
      const found = (await list()).find(({ id }) => id === report);
      const key = desk.keys[0];
      if (found === undefined || key === undefined)
        throw new Error('There is no such report here.');
      const to = { id: desk.id, key: { id: key.id, publicKey: key.publicKey } };
      const message = await sealMessage(report, found.herKey, to, text);
      await ask(`POST /api/desk/reports/${report}/messages`, message);
    },
  };
}

/** The public key log with one signature exchanged: what a dishonest server would hand out. */
export function forge(entry: LogEntry): LogEntry {
  const bytes = fromBase64url(entry.signature);
  bytes[0] = bytes[0]! ^ 1;
  return { ...entry, signature: Buffer.from(bytes).toString('base64url') };
}

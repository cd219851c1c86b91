// A phone that reports: seals as her browser does and sends it to a running city, for journeys of the desk.
import { createHash, randomUUID } from 'node:crypto';
import {
  loadWordList,
  makeReceipt,
  openReceipt,
  readReceipt,
  toBase64url,
  wordsOf,
} from '#platform/sealing/index.ts';
import type { HerReport } from '#programme/reports/contract.ts';
import type { DeskKind } from '#programme/reports/names.ts';
import { checkRecipients, type Recipient } from '#programme/reports/sealing/book.ts';
import { openOwn, sealFile, sealPart, sendPieces } from '#programme/reports/sealing/hers.ts';

export type Teller = {
  id: string;
  /** Her seven words, in Korean. */
  words(): Promise<string[]>;
  /** Her two answers after the case was closed; the code of a refusal, or `null`. */
  satisfied(answers: { helped: number; respected: number }): Promise<string | null>;
  /** Her report as she sees it. */
  look(): Promise<HerReport>;
  /** What a desk wrote to her, in the order in which it came. */
  answers(): Promise<string[]>;
  /** Writes again, to the same desks. */
  write(text: string): Promise<void>;
  /** Adds a file and, where it is said, a clean copy of it; for the same desks. */
  file(
    facts: { name: string; type: string },
    bytes: Uint8Array<ArrayBuffer>,
    of?: string,
  ): Promise<string>;
  /** Takes a part back from a desk of a kind; every part where it is not said. */
  revoke(kind: DeskKind, part?: string | null): Promise<void>;
};

/** Reports to desks of some kinds in a district; resolves when the city has it. */
export async function sendReport(
  url: string,
  to: { district: string; kinds: readonly DeskKind[] },
  said: { narrative: string; identity: string },
  clear: object = {},
): Promise<Teller> {
  const receipt = makeReceipt();
  const secrets = await openReceipt(receipt);
  const id = randomUUID();
  const headers = { authorization: `Receipt ${secrets.token}` };

  async function ask<T>(method: string, path: string, body?: object): Promise<T> {
    const answer = await fetch(url + path, {
      method,
      headers: { ...headers, ...(body ? { 'content-type': 'application/json' } : {}) },
      ...(body ? { body: JSON.stringify(body) } : {}),
    });
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`);
    return (await answer.json()) as T;
  }

  /** The desks; a demo city gives itself desks and keys a moment after it starts. */
  async function choose(): Promise<Recipient[]> {
    for (;;) {
      const offered = await ask<Parameters<typeof checkRecipients>[0]>(
        'GET',
        `/api/reports/recipients?district=${to.district}`,
      );
      const found = (await checkRecipients(offered)).filter(({ kind }) => to.kinds.includes(kind));
      if (found.length >= to.kinds.length) return found;
      await new Promise((done) => setTimeout(done, 200));
    }
  }
  const chosen = await choose();
  const gifts = chosen.map((desk) => ({ to: desk, endsAt: null }));
  const part = async (kind: 'narrative' | 'identity' | 'message', text: string) => {
    const { key: _own, ...sealed } = await sealPart(id, secrets.keys.publicKey, {
      kind,
      text,
      gifts,
    });
    return sealed;
  };
  await ask('POST', '/api/reports', {
    id,
    receipt: secrets.token,
    herKey: toBase64url(secrets.keys.publicKey),
    clear: {
      district: to.district,
      urgency: 'today',
      language: 'ko',
      teller: 'survivor',
      minor: false,
      services: ['counselling', 'medical'],
      ...clear,
    },
    parts: [await part('narrative', said.narrative), await part('identity', said.identity)],
  });
  const look = () => ask<HerReport>('GET', '/api/reports/mine');
  return {
    id,
    words: async () => wordsOf(receipt, await loadWordList('ko')),
    async satisfied(answers) {
      const answer = await fetch(`${url}/api/cases/mine/satisfaction`, {
        method: 'POST',
        headers: { ...headers, 'content-type': 'application/json' },
        body: JSON.stringify(answers),
      });
      return answer.ok ? null : ((await answer.json()) as { code: string }).code;
    },
    look,
    async answers() {
      const { parts } = await look();
      const written = parts.filter(({ from }) => from !== null);
      return Promise.all(written.map((one) => openOwn(id, one, secrets.keys)));
    },
    async write(text) {
      await ask('POST', '/api/reports/mine/parts', { part: await part('message', text) });
    },
    async file({ name, type }, bytes, of) {
      const source = new Blob([bytes]);
      const sha256 = createHash('sha256').update(bytes).digest('hex');
      const facts = { name, type, size: bytes.length, sha256, of: of ?? null };
      const { key, ...file } = await sealFile(id, secrets.keys.publicKey, facts, gifts);
      await ask('POST', '/api/reports/mine/files', file);
      await sendPieces(id, { id: file.id, key, source }, 0, async (index, piece) => {
        const answer = await fetch(`${url}/api/reports/mine/files/${file.id}/pieces/${index}`, {
          method: 'PUT',
          headers: { ...headers, 'content-type': 'application/octet-stream' },
          body: piece,
        });
        return ((await answer.json()) as { received: number }).received;
      });
      return file.id;
    },
    async revoke(kind, only = null) {
      const revoke = chosen
        .filter((desk) => desk.kind === kind)
        .map(({ desk }) => ({ desk, part: only }));
      await ask('POST', '/api/reports/mine/consents', { revoke });
    },
  };
}

/** Her report as her seven words open it. */
export async function openWords(url: string, words: readonly string[]): Promise<HerReport> {
  const lists = await Promise.all([loadWordList('ko'), loadWordList('en')]);
  const read = readReceipt(words.join(' '), lists);
  if (!('receipt' in read)) throw new Error('These are no seven words.');
  const { token } = await openReceipt(read.receipt);
  const answer = await fetch(`${url}/api/reports/mine`, {
    headers: { authorization: `Receipt ${token}` },
  });
  if (!answer.ok) throw new Error(`The words open nothing: ${answer.status}`);
  return (await answer.json()) as HerReport;
}

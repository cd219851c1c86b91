// Sealed reports at the city: sixteen at once over minutes, honest ones in a flood, and a long video with constant memory, cut and gone on with.
import { randomBytes, randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { type Bytes, chunkCount, makeKeyPair, toBase64url } from '#platform/sealing/index.ts';
import { checkRecipients, type Recipient } from '#programme/reports/sealing/book.ts';
import { sealFile, sealPart, sendPieces } from '#programme/reports/sealing/hers.ts';
import type { BenchCity } from './city-for-bench.ts';
import { type Line, ms, percentile } from './figures.ts';

const atOnce = 16;

function ask(city: BenchCity, path: string, init: RequestInit = {}): Promise<Response> {
  return fetch(`http://127.0.0.1:${city.port}${path}`, init);
}

const post = (city: BenchCity, path: string, body: object, token?: string) =>
  ask(city, path, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      ...(token ? { authorization: `Receipt ${token}` } : {}),
    },
    body: JSON.stringify(body),
  });

/** Desks of the first district, once the demo city has its keys. */
export async function desksOf(city: BenchCity): Promise<{ district: string; desks: Recipient[] }> {
  const { districts } = (await (await ask(city, '/api/city')).json()) as {
    districts: { code: string }[];
  };
  const district = districts[0]!.code;
  for (let tried = 0; tried < 300; tried += 1) {
    const reply = (await (
      await ask(city, `/api/reports/recipients?district=${district}`)
    ).json()) as Parameters<typeof checkRecipients>[0];
    const desks = await checkRecipients(reply);
    if (desks.length >= 7) return { district, desks };
    await pause(100);
  }
  throw new Error('The demo city made no desks.');
}

type Made = { id: string; token: string; herKey: Bytes; body: object };

async function makeReport(
  district: string,
  desks: readonly Recipient[],
  herKey: Bytes,
): Promise<Made> {
  const id = randomUUID();
  const token = randomBytes(32).toString('base64url');
  const { key: _own, ...part } = await sealPart(id, herKey, {
    kind: 'narrative',
    text: '가'.repeat(3000),
    gifts: desks.map((to) => ({ to, endsAt: null })),
  });
  const body = {
    id,
    receipt: token,
    herKey: toBase64url(herKey),
    clear: { district },
    parts: [part],
  };
  return { id, token, herKey, body };
}

/** Sixteen at once again and again; then the same beside ten thousand junk reports. */
export async function benchReports(
  city: BenchCity,
  minutes: number,
  junk = 10_000,
): Promise<Line[]> {
  const { district, desks } = await desksOf(city);
  const { publicKey } = await makeKeyPair();
  const honest = (until: () => boolean) =>
    sendAtOnce(city, () => makeReport(district, desks, publicKey), until);
  const ends = performance.now() + minutes * 60_000;
  const calm = await honest(() => performance.now() < ends);
  let sent = 0;
  let refusedJunk = 0;
  const flood = Array.from({ length: 32 }, async () => {
    while (sent < junk) {
      sent += 1;
      const rubbish = {
        id: randomUUID(),
        receipt: randomBytes(32).toString('base64url'),
        herKey: randomBytes(32).toString('base64url'),
        clear: { district },
        parts: [],
      };
      const answer = await post(city, '/api/reports', rubbish);
      if (!answer.ok) refusedJunk += 1;
      await answer.arrayBuffer();
    }
  });
  let over = false;
  void Promise.all(flood).then(() => {
    over = true;
  });
  const flooded = await honest(() => !over);
  await Promise.all(flood);
  return [
    {
      figure: `Sealed report for ${desks.length} desks accepted, ${atOnce} at once, ${minutes} min`,
      measured: `${calm.took.length} reports, p50 ${ms(percentile(calm.took, 0.5))}, p95 ${ms(percentile(calm.took, 0.95))}, refused or broken ${calm.failed}`,
      target: 'p95 < 100 ms, no error',
      held: calm.failed === 0,
    },
    {
      figure: `The same in a flood of ${junk} junk reports`,
      measured: `${flooded.took.length} reports, p95 ${ms(percentile(flooded.took, 0.95))}, refused or broken ${flooded.failed} (junk ${refusedJunk})`,
      target: 'no honest report refused',
      held: flooded.failed === 0,
    },
  ];
}

/** From her sending to the row at the police desk that she chose, told by the feed: one after the other. */
export async function benchPoliceHears(city: BenchCity, reports = 200): Promise<Line[]> {
  const { district, desks } = await desksOf(city);
  const { publicKey } = await makeKeyPair();
  const police = desks.filter(({ kind, district: at }) => kind === 'police' && at === district);
  const { items } = (await (await ask(city, '/api/demo/sign-ins')).json()) as {
    items: { login: string; password: string; role: string; district: string | null }[];
  };
  const officer = items.find((one) => one.role === 'police' && one.district === district);
  if (officer === undefined) throw new Error('Nobody sits at the police desk.');
  const { login, password } = officer;
  const session = await post(city, '/api/session', { login, password });
  const cookie = session.headers
    .getSetCookie()
    .map((one) => one.split(';')[0])
    .join('; ');
  const abort = new AbortController();
  const stream = await ask(city, '/api/desk/reports/live', {
    headers: { cookie },
    signal: abort.signal,
  });
  const waiting = new Map<string, () => void>();
  const reader = (async () => {
    for await (const bytes of stream.body!) {
      const text = Buffer.from(bytes as Uint8Array).toString();
      if (!text.includes('report.changed')) continue;
      const list = (await (
        await ask(city, '/api/desk/reports', { headers: { cookie } })
      ).json()) as {
        items: { id: string }[];
      };
      for (const { id } of list.items) waiting.get(id)?.();
    }
  })().catch(() => {});
  const took: number[] = [];
  for (let sent = 0; sent < reports; sent += 1) {
    const { id, token, body } = await makeReport(district, police, publicKey);
    const began = performance.now();
    const seen = new Promise<void>((done) => void waiting.set(id, done));
    await (await post(city, '/api/reports', body)).arrayBuffer();
    await seen;
    took.push(performance.now() - began);
    waiting.delete(id);
    // Taken back, so that the list stays as long as a night's.
    if (sent % 5 !== 0)
      await (await post(city, '/api/reports/mine/withdraw', {}, token)).arrayBuffer();
  }
  abort.abort();
  await reader;
  const p99 = percentile(took, 0.99);
  return [
    {
      figure: `From her sending to the row at the police desk, ${reports} reports`,
      measured: `p50 ${ms(percentile(took, 0.5))}, p99 ${ms(p99)}`,
      target: 'within a second',
      held: p99 < 1000,
    },
  ];
}

async function sendAtOnce(
  city: BenchCity,
  make: () => Promise<Made>,
  goOn: () => boolean,
): Promise<{ took: number[]; failed: number }> {
  const took: number[] = [];
  let failed = 0;
  while (goOn()) {
    const made = await Promise.all(Array.from({ length: atOnce }, make));
    await Promise.all(
      made.map(async ({ body }) => {
        const began = performance.now();
        const answer = await post(city, '/api/reports', body);
        await answer.arrayBuffer();
        took.push(performance.now() - began);
        if (answer.status !== 201) failed += 1;
      }),
    );
    // Sealing is the phones' work: while it is done here, the city would rest and be measured too well or too badly.
    await pause(5);
  }
  return { took, failed };
}

/** A file of so many bytes goes up piece by piece, is cut in the middle and gone on with. */
export async function benchUpload(city: BenchCity, bytes = 2_000_000_000): Promise<Line[]> {
  const { district, desks } = await desksOf(city);
  const { publicKey } = await makeKeyPair();
  const report = await makeReport(district, desks.slice(0, 1), publicKey);
  if (!(await post(city, '/api/reports', report.body)).ok)
    throw new Error('The report was refused.');
  const facts = { name: 'video.mp4', type: 'video/mp4', size: bytes, sha256: '', of: null };
  const { key, ...file } = await sealFile(report.id, publicKey, facts, []);
  const announce = async () => {
    const answer = await post(city, '/api/reports/mine/files', file, report.token);
    return ((await answer.json()) as { received: number }).received;
  };
  // Any bytes, made when they are asked for: nobody holds two gigabytes.
  const source = {
    size: bytes,
    slice: (from: number, to: number) => ({
      async arrayBuffer() {
        const piece = new Uint8Array(to - from);
        crypto.getRandomValues(piece.subarray(0, Math.min(65_536, to - from)));
        return piece.buffer;
      },
    }),
  };
  const before = await city.residentMb();
  let most = before;
  const cutAt = Math.floor(chunkCount(bytes) / 2);
  const send = (stopAt: number) => async (index: number, piece: Bytes) => {
    if (index === stopAt) throw new Error('cut');
    const answer = await ask(city, `/api/reports/mine/files/${file.id}/pieces/${index}`, {
      method: 'PUT',
      headers: {
        authorization: `Receipt ${report.token}`,
        'content-type': 'application/octet-stream',
      },
      body: piece,
    });
    if (index % 50 === 0) most = Math.max(most, await city.residentMb());
    return ((await answer.json()) as { received: number }).received;
  };
  const began = performance.now();
  const sealed = { id: file.id, key, source };
  await sendPieces(report.id, sealed, await announce(), send(cutAt)).catch((error: Error) => {
    if (error.message !== 'cut') throw error;
  });
  const resumedAt = await announce();
  await sendPieces(report.id, sealed, resumedAt, send(-1));
  const seconds = (performance.now() - began) / 1000;
  const received = await announce();
  return [
    {
      figure: `${(bytes / 1e9).toFixed(1)} GB in sealed pieces, cut in the middle and gone on with`,
      measured: `${received} of ${chunkCount(bytes)} pieces, gone on at ${resumedAt}, ${(bytes / 1e6 / seconds).toFixed(0)} MB/s; server at most ${most.toFixed(0)} MB`,
      floor: `before ${before.toFixed(0)} MB`,
      target: 'constant memory',
      held: received === chunkCount(bytes) && resumedAt === cutAt && most < before + 150,
    },
  ];
}

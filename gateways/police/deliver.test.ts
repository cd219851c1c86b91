// Delivery to a real HTTP desk: receipts, refusals, silence, floods and redirects.
import { generateKeyPairSync } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { afterEach, describe, expect, test } from 'vitest';
import {
  type EidoInput,
  eidoSchema,
  incidentToEido,
  maxReceiptBytes,
  postEido,
  signRequest,
  verifyRequest,
} from './index.ts';

const { privateKey, publicKey } = generateKeyPairSync('ed25519');
const input: EidoInput = {
  incidentId: '0192a3b4c5d67e8f9a0b1c2d3e4f5a6b',
  version: 1,
  state: 'raised',
  door: 'store',
  urgency: 4,
  verified: false,
  raisedAt: new Date('2026-09-21T14:00:00Z'),
  updatedAt: new Date('2026-09-21T14:00:00Z'),
  place: {
    name: '달빛',
    address: '물결로 12',
    phone: null,
    hint: null,
    lat: 37.5,
    lon: 127,
    districtName: '가람구',
  },
  callbackNumber: null,
  language: null,
  disposition: null,
  city: {
    cityName: '한빛',
    countryCode: 'KR',
    dialCode: '82',
    language: 'ko',
    agencyId: 'centre.example',
    elementId: 'desk.example',
  },
};
const eido = incidentToEido(input);

const servers: Server[] = [];
afterEach(async () => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
});

async function desk(
  answer: (request: IncomingMessage, response: ServerResponse, body: string) => void,
) {
  const server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => answer(request, response, Buffer.concat(parts).toString('utf8')));
  });
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (typeof address !== 'object' || address === null)
    throw new Error('The test desk has no port.');
  return `http://127.0.0.1:${address.port}/eido`;
}

function post(endpoint: string, timeoutMs = 2_000) {
  const created = Math.floor(Date.now() / 1000);
  return postEido({
    endpoint,
    eido,
    timeoutMs,
    sign: (message) => signRequest({ ...message, keyId: 'city-1', privateKey, created }),
  });
}

function kindOf(delivery: Awaited<ReturnType<typeof post>>) {
  return 'failure' in delivery
    ? [delivery.failure.kind, delivery.failure.retryable]
    : ['receipt', false];
}

describe('a delivery', () => {
  test('arrives signed and whole, and brings the receipt back', async () => {
    const endpoint = await desk((request, response, body) => {
      const headers: Record<string, string> = {};
      for (const [name, value] of Object.entries(request.headers)) headers[name] = String(value);
      const url = `http://${headers.host}${request.url}`;
      const verdict = verifyRequest(
        { method: request.method ?? '', url, headers, body },
        () => publicKey,
        Date.now(),
      );
      const document = eidoSchema.safeParse(JSON.parse(body));
      response.writeHead(verdict.ok && document.success ? 202 : 400, {
        'content-type': 'application/json',
      });
      response.end('{"id":"R-17","receivedAt":"2026-09-21T14:00:01+09:00"}');
    });
    expect(await post(endpoint)).toEqual({
      receipt: { id: 'R-17', receivedAt: new Date('2026-09-21T05:00:01Z') },
    });
  });

  test.each([
    [400, 'refused', false],
    [404, 'refused', false],
    [408, 'busy', true],
    [429, 'busy', true],
    [500, 'busy', true],
    [503, 'busy', true],
  ] as const)('answered %i is %s, to be tried again: %s', async (status, kind, retryable) => {
    const endpoint = await desk((_request, response) => response.writeHead(status).end('no'));
    expect(kindOf(await post(endpoint))).toEqual([kind, retryable]);
  });

  test('does not follow a redirect: the signature names one address', async () => {
    let followed = false;
    const endpoint = await desk((request, response) => {
      if (request.url === '/elsewhere') followed = true;
      response.writeHead(307, { location: '/elsewhere' }).end();
    });
    expect(kindOf(await post(endpoint))).toEqual(['refused', false]);
    expect(followed).toBe(false);
  });

  test.each([
    '',
    'thanks',
    '{}',
    '{"id":"","receivedAt":"2026-09-21T14:00:01Z"}',
    '{"id":"1","receivedAt":"now"}',
  ])('answered 200 with "%s" has no receipt', async (body) => {
    const endpoint = await desk((_request, response) => response.writeHead(200).end(body));
    expect(kindOf(await post(endpoint))).toEqual(['no-receipt', true]);
  });

  test('reads no more of an endless answer than a receipt can be', async () => {
    const closed = Promise.withResolvers<void>();
    const endpoint = await desk((_request, response) => {
      response.writeHead(200);
      const chunk = Buffer.alloc(maxReceiptBytes);
      const more = () => {
        while (!response.destroyed && response.write(chunk));
      };
      response.on('drain', more);
      response.on('close', () => closed.resolve());
      more();
    });
    expect(kindOf(await post(endpoint))).toEqual(['no-receipt', true]);
    await closed.promise;
  });

  test('ends in time when the desk is silent, before or within its answer', async () => {
    const silent = await desk(() => undefined);
    expect(kindOf(await post(silent, 50))).toEqual(['timeout', true]);
    const stuck = await desk((_request, response) => {
      response.writeHead(200);
      response.write('{"id":');
    });
    expect(kindOf(await post(stuck, 50))).toEqual(['timeout', true]);
  });

  test('is unreachable where nobody listens or the connection breaks', async () => {
    const endpoint = await desk((request) => request.socket.destroy());
    expect(kindOf(await post(endpoint))).toEqual(['unreachable', true]);
    const gone = servers.pop();
    await new Promise((resolve) => gone?.close(resolve));
    expect(kindOf(await post(endpoint))).toEqual(['unreachable', true]);
  });

  test.each([
    'http://police.example/eido',
    'ftp://police.example',
    'police',
    'https://user:word@police.example',
  ])('never leaves for %s', async (endpoint) => {
    expect(kindOf(await post(endpoint))).toEqual(['misconfigured', false]);
  });

  test('says so when the document cannot be signed', async () => {
    const delivery = await postEido({
      endpoint: 'https://police.example',
      eido,
      timeoutMs: 100,
      sign: () => {
        throw new Error('no key');
      },
    });
    expect(kindOf(delivery)).toEqual(['misconfigured', false]);
  });
});

// Buttons that speak over HTTP: LoRaWAN network servers and the plain signed webhook; 2xx only after the commit.
import { z } from 'zod';
import {
  chirpstackDevEui,
  decodeButton,
  networkSecret,
  theThingsStackDevEui,
  verifyWebhook,
} from '#gateways/buttons/index.ts';
import { sameSecret } from '#platform/auth/index.ts';
import { system } from '#platform/db/index.ts';
import { defineContract, type Handlers, Refused, rawBodyOf } from '#platform/http/index.ts';
import { findDevice, type Outcome, readDevice, readMapping } from '#programme/devices/index.ts';
import { hearDecoded, type IntakeContext } from './intake.ts';

const answer = z.object({
  outcome: z.enum(['call', 'test', 'touch', 'duplicate', 'alive', 'quarantined']),
  incidentId: z.string().nullable(),
});

export const webhooksContract = defineContract({
  'POST /api/webhooks/devices/:id': {
    summary:
      'Plain webhook {id, event, battery?, at?}, signed with Ansim-Signature or with the secret as bearer',
    roles: 'device',
    params: z.object({ id: z.uuid() }),
    body: z.unknown(),
    reply: answer,
  },
  'POST /api/webhooks/chirpstack': {
    summary: 'ChirpStack v4 HTTP integration; bearer is the secret of the device or of the network',
    roles: 'device',
    query: z.object({ event: z.string().max(40).default('up') }),
    body: z.unknown(),
    reply: answer,
  },
  'POST /api/webhooks/the-things-stack': {
    summary: 'The Things Stack v3 webhook; bearer is the secret of the device or of the network',
    roles: 'device',
    body: z.unknown(),
    reply: answer,
  },
});

/** Handlers of the webhooks. */
export function webhookRoutes(context: IntakeContext): Handlers<typeof webhooksContract> {
  async function hearLorawan(
    protocol: 'lorawan-chirpstack' | 'lorawan-ttn',
    eui: string | null,
    topic: string,
    body: unknown,
    authorization: string | undefined,
    raw: string,
  ) {
    const bearer = /^Bearer (.{1,200})$/i.exec(authorization ?? '')?.[1];
    if (!bearer)
      throw new Refused('not-signed-in', 401, 'Send the secret: Authorization: Bearer <secret>.');
    return context.db.transaction(system, async (tx) => {
      const device = eui ? await findDevice(tx, [protocol], eui) : undefined;
      const known =
        sameSecret(bearer, networkSecret(context.keyring, protocol)) ||
        (device &&
          sameSecret(bearer, context.keyring.deviceSecret(device.id, device.secretVersion)));
      if (!known) throw new Refused('wrong-secret', 401, 'The secret is wrong.');
      if (!device) throw new Refused('unknown-device', 404, 'No such device is enrolled.');
      const mapping = await readMapping(tx, device.id);
      const decoded = decodeButton(protocol, topic, body, mapping ? { mapping } : {});
      return toAnswer(await hearDecoded(tx, context, device, decoded, messageOf(raw)));
    });
  }

  return {
    async 'POST /api/webhooks/devices/:id'(_tx, _actor, { params, body }, request) {
      const raw = rawBodyOf(request);
      return context.db.transaction(system, async (tx) => {
        const device = await readDevice(tx, params.id);
        if (device?.protocol !== 'webhook')
          throw new Refused('unknown-device', 404, 'No such device is enrolled.');
        const signature = request.headers['ansim-signature'];
        const verdict = verifyWebhook(
          {
            signature: Array.isArray(signature) ? signature[0] : signature,
            authorization: request.headers.authorization,
            rawBody: Buffer.from(raw),
          },
          context.keyring.deviceSecret(device.id, device.secretVersion),
          Date.now(),
        );
        if (!verdict.ok)
          throw new Refused(
            'bad-signature',
            401,
            `The signature or secret does not hold (${verdict.reason}).`,
          );
        return toAnswer(
          await hearDecoded(tx, context, device, decodeButton('webhook', '', body), messageOf(raw)),
        );
      });
    },
    'POST /api/webhooks/chirpstack': (_tx, _actor, { query, body }, request) =>
      hearLorawan(
        'lorawan-chirpstack',
        chirpstackDevEui(body),
        query.event,
        body,
        request.headers.authorization,
        rawBodyOf(request),
      ),
    'POST /api/webhooks/the-things-stack': (_tx, _actor, { body }, request) =>
      hearLorawan(
        'lorawan-ttn',
        theThingsStackDevEui(body),
        '',
        body,
        request.headers.authorization,
        rawBodyOf(request),
      ),
  };
}

function messageOf(raw: string) {
  return { payload: Buffer.from(raw), wire: { key: raw, redelivered: false } };
}

function toAnswer(outcome: Outcome | null): z.infer<typeof answer> {
  return outcome ?? { outcome: 'quarantined', incidentId: null };
}

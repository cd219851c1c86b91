// The demo police desk: receives signed documents as a real desk would, answers with a receipt, shows them and lets an officer confirm.
import { z } from 'zod';
import { type Eido, eidoSchema, readPidfLo, verifyRequest } from '#gateways/police/index.ts';
import { type Database, gather, system, type Tx } from '#platform/db/index.ts';
import { defineContract, type Handlers, Refused, rawBodyOf } from '#platform/http/index.ts';
import type { Keyring } from '#platform/keys/index.ts';

const handOver = z.object({
  id: z.string(),
  receivedAt: z.string(),
  confirmedAt: z.string().nullable(),
  updates: z.number().int(),
  eido: z.object({
    name: z.string(),
    address: z.string(),
    phone: z.string().nullable(),
    lat: z.number().nullable(),
    lon: z.number().nullable(),
    state: z.string(),
    urgency: z.number().nullable(),
    drill: z.boolean(),
    callback: z.string().nullable(),
  }),
});

const officers = ['police', 'administrator'] as const;

export const demoPoliceContract = defineContract({
  'POST /demo-police/eido': {
    summary: 'Where the demo city hands over: a signed EIDO (RFC 9421), answered with a receipt',
    roles: 'device',
    body: z.unknown(),
    reply: z.object({ id: z.string(), receivedAt: z.string() }),
  },
  'GET /api/demo-police/hand-overs': {
    summary: 'What the demo desk received',
    roles: officers,
    reply: z.object({ items: z.array(handOver) }),
  },
  'POST /api/demo-police/hand-overs/:id/confirm': {
    summary: 'An officer has seen it',
    roles: officers,
    params: z.object({ id: z.uuid() }),
    body: z.unknown(),
    reply: z.object({ confirmedAt: z.string() }),
  },
});

export type DemoPolicePorts = { db: Database; keyring: Keyring; isDemo(): boolean };

type Row = {
  incident_id: string;
  receipt: string;
  received_at: Date;
  confirmed_at: Date | null;
  updates: number;
  eido: Eido;
};

/** Handlers of the demo desk; in a real city they answer that there is nothing. */
export function demoPoliceRoutes(ports: DemoPolicePorts): Handlers<typeof demoPoliceContract> {
  const keep = gather<Eido, Row>({
    keyOf: ({ $id }) => $id,
    lanes: 1,
    most: 256,
    together: (eidos) => ports.db.transaction(system, (tx) => keepEidos(tx, eidos)),
    alone: async (eido) => (await ports.db.transaction(system, (tx) => keepEidos(tx, [eido])))[0]!,
  });
  return {
    async 'POST /demo-police/eido'(_tx, _actor, { body }, request) {
      demoOnly(ports);
      const raw = rawBodyOf(request);
      const verdict = verifyRequest(
        {
          method: 'POST',
          url: `http://${request.headers.host}${request.url}`,
          headers: request.headers as Record<string, string>,
          body: raw,
        },
        (keyId) => (keyId === ports.keyring.keyId ? ports.keyring.publicKey : null),
        Date.now(),
      );
      if (!verdict.ok)
        throw new Refused('bad-signature', 401, `The signature does not hold (${verdict.reason}).`);
      const row = await keep(eidoSchema.parse(body));
      return { id: row.receipt, receivedAt: row.received_at.toISOString() };
    },
    async 'GET /api/demo-police/hand-overs'(_tx, _actor) {
      demoOnly(ports);
      const rows = await ports.db.transaction(
        system,
        (tx) =>
          tx.sql<Row>`select * from demo_police.hand_overs order by received_at desc limit 200`,
      );
      return { items: rows.map(toItem) };
    },
    async 'POST /api/demo-police/hand-overs/:id/confirm'(_tx, _actor, { params }) {
      demoOnly(ports);
      const [row] = await ports.db.transaction(
        system,
        (tx) => tx.sql<Row>`
        update demo_police.hand_overs set confirmed_at = coalesce(confirmed_at, clock_timestamp()) where receipt = ${params.id} returning *`,
      );
      if (!row) throw new Refused('not-found', 404, 'There is no such hand-over.');
      return { confirmedAt: row.confirmed_at!.toISOString() };
    },
  };
}

async function keepEidos(tx: Tx, eidos: readonly Eido[]): Promise<Row[]> {
  const rows = await tx.sql<Row>`
    insert into demo_police.hand_overs as h (incident_id, eido)
    select * from unnest(${eidos.map(({ $id }) => $id)}::text[], ${eidos.map((eido) => JSON.stringify(eido))}::jsonb[])
    on conflict (incident_id) do update set eido = excluded.eido, updates = h.updates + 1, updated_at = clock_timestamp()
    returning *`;
  const byId = new Map(rows.map((row) => [row.incident_id, row]));
  return eidos.map(({ $id }) => byId.get($id)!);
}

function demoOnly(ports: DemoPolicePorts): void {
  if (!ports.isDemo())
    throw new Refused('not-found', 404, 'Only a demo city has a demo police desk.');
}

function toItem(row: Row): z.infer<typeof handOver> {
  const eido = row.eido as unknown as {
    incidentComponent: {
      incidentTypeInternalText?: string;
      incidentStatusInternalText?: string[];
      incidentPriorityInternalText?: string;
    };
    locationComponent?: { locationByValue?: string }[];
    callbackComponent?: { callBackInformationUri?: string[] }[];
  };
  const place = readPidfLo(eido.locationComponent?.[0]?.locationByValue ?? '');
  const incident = eido.incidentComponent;
  const phone =
    eido.callbackComponent?.[0]?.callBackInformationUri?.[0]
      ?.replace(/^tel:/, '')
      .replace(/;.*$/, '') ?? null;
  return {
    id: row.receipt,
    receivedAt: row.received_at.toISOString(),
    confirmedAt: row.confirmed_at?.toISOString() ?? null,
    updates: row.updates,
    eido: {
      name: place?.name ?? '',
      address: place?.address ?? '',
      phone,
      lat: place?.lat ?? null,
      lon: place?.lon ?? null,
      state: incident.incidentStatusInternalText?.[0] ?? '',
      urgency: incident.incidentPriorityInternalText
        ? Number(incident.incidentPriorityInternalText)
        : null,
      drill: incident.incidentTypeInternalText?.startsWith('DRILL') ?? false,
      callback: phone,
    },
  };
}

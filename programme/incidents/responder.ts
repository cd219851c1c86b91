// A unit's phone: its shift, the one call it is asked to, and its steps. It acts as the unit, which sees that call and no other.
import { type Database, system, type Tx } from '#platform/db/index.ts';
import type { Handlers } from '#platform/http/index.ts';
import { type CityConfig, readDistrictName } from '#programme/city/index.ts';
import { type AsUnit, hasPush, readUnit, unitDistance } from '#programme/duty/index.ts';
import { note } from './additions.ts';
import type { FindPlaceFacts } from './detail.ts';
import { type Answering, answerOffer } from './offers.ts';
import type { Offer, Responder, responderContract } from './responder-contract.ts';
import type { IncidentRow } from './row.ts';
import { hasAccepted, type OfferState } from './rules/offer.ts';
import { minutesFor } from './rules.ts';

export type ResponderPorts = {
  db: Database;
  config(): CityConfig;
  asUnit: AsUnit;
  findFacts: FindPlaceFacts;
  /** By which push services know this city. */
  pushKey: string;
};

/** For so long a phone is told how its last call went from it. */
const endedShownMinutes = 10;

/** Handlers of `responderContract`. */
export function responderRoutes(ports: ResponderPorts): Handlers<typeof responderContract> {
  type Request = Parameters<AsUnit>[0];
  const show = async (request: Request, act: (tx: Tx) => Promise<void>) => {
    const seen = await ports.asUnit(request, async (tx) => {
      await act(tx);
      return readResponder(tx, ports);
    });
    return withClerk(ports, seen);
  };
  const take = (request: Request, id: string, answer: Answering) =>
    show(request, (tx) => answerOffer(tx, id, answer));
  return {
    'GET /api/unit': (_tx, _actor, _input, request) => show(request, async () => {}),
    'POST /api/unit/incidents/:id/accept': (_tx, _actor, { params, body }, request) =>
      take(request, params.id, { step: 'accept', version: body.version }),
    'POST /api/unit/incidents/:id/decline': (_tx, _actor, { params, body }, request) =>
      take(request, params.id, {
        step: 'decline',
        reason: body.reason,
        text: body.text ?? null,
        version: body.version,
      }),
    'POST /api/unit/incidents/:id/on-way': (_tx, _actor, { params, body }, request) =>
      take(request, params.id, { step: 'on-way', version: body.version }),
    'POST /api/unit/incidents/:id/on-scene': (_tx, _actor, { params, body }, request) =>
      take(request, params.id, { step: 'arrive', version: body.version }),
    'POST /api/unit/incidents/:id/notes': (_tx, _actor, { params, body }, request) =>
      show(request, async (tx) => {
        const told = await tx.sql`
          select 1 from incidents.steps where incident_id = ${params.id} and kind = 'note' and detail ->> 'noteId' = ${body.noteId}`;
        if (told.length === 0) await note(tx, params.id, body.text, { noteId: body.noteId });
      }),
    'POST /api/unit/incidents/:id/done': (_tx, _actor, { params, body }, request) =>
      take(request, params.id, { step: 'finish', version: body.version }),
  };
}

/** What a phone may see, and the place whose clerk it may be told. */
type Seen = { responder: Responder; clerkOf: string | null };

async function readResponder(tx: Tx, ports: ResponderPorts): Promise<Seen> {
  const unit = await readUnit(tx, tx.actor.id);
  const { offer, clerkOf } = await readOffer(tx);
  const [since] = await tx.sql<{ at: Date | null }>`
    select on_duty_since as at from duty.units where id = ${tx.actor.id}`;
  const responder: Responder = {
    unit: {
      callSign: unit.callSign,
      kind: unit.kind,
      organisation: unit.organisation,
      district: await readNames(tx, unit.district, ports.config().languages),
    },
    duty: {
      state: unit.onDuty ? (unit.dutyBy ?? 'desk') : 'off',
      since: unit.onDuty ? (since?.at?.toISOString() ?? null) : null,
      until: unit.dutyUntil,
    },
    positionAt: unit.positionAt,
    push: { key: ports.pushKey, on: await hasPush(tx, tx.actor.id) },
    offer,
    ended: offer ? null : await readEnded(tx),
  };
  return { responder, clerkOf };
}

/** Who is on shift at the place: the register is not the unit's to read, so the city says this one name. */
async function withClerk(ports: ResponderPorts, { responder, clerkOf }: Seen): Promise<Responder> {
  const { offer } = responder;
  if (!offer?.reach || clerkOf === null) return responder;
  const facts = await ports.db.transaction(system, (tx) => ports.findFacts(tx, clerkOf));
  const reach = { ...offer.reach, clerk: facts.onDuty?.name ?? null };
  return { ...responder, offer: { ...offer, reach } };
}

async function readNames(
  tx: Tx,
  district: string,
  languages: readonly string[],
): Promise<Record<string, string>> {
  const names: Record<string, string> = {};
  for (const language of languages)
    names[language] = await readDistrictName(tx, district, language);
  return names;
}

type OfferRow = IncidentRow & {
  offer_state: OfferState;
  sent_at: Date;
  seconds_left: number | null;
};

async function readOffer(tx: Tx): Promise<{ offer: Offer | null; clerkOf: string | null }> {
  const [row] = await tx.sql<OfferRow>`
    select i.*, a.state as offer_state, a.sent_at,
      case when a.state = 'offered' then greatest(0, extract(epoch from a.due_at - clock_timestamp()))::float8 end as seconds_left
    from incidents.assignments a join incidents.incidents i on i.id = a.incident_id
    where a.unit_id = ${tx.actor.id} and a.ended_at is null`;
  if (!row) return { offer: null, clerkOf: null };
  const near =
    row.lat === null || row.lon === null
      ? undefined
      : await unitDistance(tx, tx.actor.id, { lat: row.lat, lon: row.lon });
  const accepted = hasAccepted(row.offer_state);
  const offer: Offer = {
    incidentId: row.id,
    version: row.version,
    state: row.offer_state as Offer['state'],
    askedAt: row.sent_at.toISOString(),
    secondsLeft: row.seconds_left,
    door: row.door,
    drill: row.drill,
    test: row.test,
    silent: row.silent,
    urgency: row.urgency,
    raisedAt: row.raised_at.toISOString(),
    language: row.language,
    place: {
      name: row.place_name,
      address: row.place_address,
      hint: row.place_hint,
      lat: row.lat,
      lon: row.lon,
    },
    metres: near?.metres ?? null,
    minutes: near ? minutesFor(near.kind, near.metres) : null,
    reach: accepted ? { phone: row.place_phone, callback: row.callback_number, clerk: null } : null,
    others: await readOthers(tx, row.id),
    notes: accepted ? await readNotes(tx, row.id) : [],
  };
  return { offer, clerkOf: accepted ? row.place_id : null };
}

async function readOthers(tx: Tx, id: string): Promise<string[]> {
  const rows = await tx.sql<{ call_sign: string }>`
    select call_sign from incidents.assignments
    where incident_id = ${id} and ended_at is null and state <> 'offered' and unit_id::text <> ${tx.actor.id} order by sent_at`;
  return rows.map((row) => row.call_sign);
}

async function readNotes(tx: Tx, id: string): Promise<Offer['notes']> {
  const rows = await tx.sql<{ at: Date; actor_name: string | null; text: string }>`
    select at, actor_name, text from incidents.steps
    where incident_id = ${id} and kind = 'note' and text is not null order by id desc limit 20`;
  return rows.map((row) => ({ at: row.at.toISOString(), by: row.actor_name, text: row.text }));
}

async function readEnded(tx: Tx): Promise<Responder['ended']> {
  const [row] = await tx.sql<{ incident_id: string; state: OfferState; ended_at: Date }>`
    select incident_id, state, ended_at from incidents.assignments
    where unit_id = ${tx.actor.id} and ended_at > clock_timestamp() - make_interval(mins => ${endedShownMinutes})
    order by ended_at desc limit 1`;
  if (!row) return null;
  return {
    incidentId: row.incident_id,
    how: row.state as 'done',
    at: row.ended_at.toISOString(),
  };
}

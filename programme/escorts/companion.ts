// Being accompanied without scouts: trusted people follow by links, an overdue way asks her first and then calls help.
import { hashSecret } from '#platform/auth/index.ts';
import { type Database, system, type Tx } from '#platform/db/index.ts';
import { type Handlers, Refused } from '#platform/http/index.ts';
import { type CityConfig, findDistrictAt } from '#programme/city/index.ts';
import { raiseCall } from '#programme/incidents/index.ts';
import type { CompanionView, companionContract } from './companion-contract.ts';
import { credential } from './routes.ts';

export type CompanionPorts = { db: Database; config(): CityConfig };

type Row = {
  id: string;
  key_hash: Buffer;
  language: string;
  due_at: Date;
  ask_by: Date | null;
  end_lat: number | null;
  end_lon: number | null;
  end_words: string | null;
  callback_number: string | null;
  lat: number | null;
  lon: number | null;
  accuracy: number | null;
  position_at: Date | null;
  incident_id: string | null;
};
type Request = { headers: { authorization?: string | undefined } };

/** Handlers of `companionContract`. */
export function companionRoutes(ports: CompanionPorts): Handlers<typeof companionContract> {
  const { db, config } = ports;

  /** A step of her own phone. A way that is over is answered as over: its row, and with it her secret, is gone. */
  async function asHer(
    request: Request,
    id: string,
    work: (tx: Tx, row: Row) => Promise<unknown>,
  ): Promise<CompanionView> {
    const key = credential(request, 'Companion');
    if (key === null) throw unknownWay();
    return db.transaction(system, async (tx) => {
      const row = await lock(tx, id);
      if (!row) return over(id);
      if (!row.key_hash.equals(hashSecret(key))) throw unknownWay();
      await work(tx, row);
      const after = await lock(tx, id);
      return after ? toView(tx, after) : over(id);
    });
  }

  function dueOrRefuse(dueAt: string): Date {
    const at = Date.parse(dueAt);
    const longest = config().walks.companion.longestHours * 3_600_000;
    if (at < Date.now() || at > Date.now() + longest)
      throw new Refused(
        'odd-time',
        409,
        'Choose a time that lies ahead, within the longest that is offered.',
        {
          longestHours: config().walks.companion.longestHours,
        },
      );
    return new Date(at);
  }

  return {
    'POST /api/companions': async (_tx, _actor, { body }) => {
      const due = dueOrRefuse(body.dueAt);
      await db.transaction(system, async (tx) => {
        const to = body.destination;
        const made = await tx.sql`
          insert into escorts.companions (id, key_hash, language, due_at, end_lat, end_lon, end_words, callback_number)
          values (${body.id}, ${hashSecret(body.key)}, ${body.language}, ${due}, ${to?.lat ?? null}, ${to?.lon ?? null},
            ${to?.words ?? null}, ${body.callback})
          on conflict (id) do nothing returning id`;
        if (made.length > 0) for (const token of body.links) await addLink(tx, body.id, token);
      });
      return asHer(
        { headers: { authorization: `Companion ${body.key}` } },
        body.id,
        async () => {},
      );
    },
    'GET /api/companions/:id': (_tx, _actor, { params }, request) =>
      asHer(request, params.id, async () => {}),
    'POST /api/companions/:id/position': (_tx, _actor, { params, body }, request) =>
      asHer(
        request,
        params.id,
        (tx) => tx.sql`
          update escorts.companions set lat = ${body.lat}, lon = ${body.lon}, accuracy = ${body.accuracy},
            position_at = least(${body.at}::timestamptz, clock_timestamp())
          where id = ${params.id} and (position_at is null or position_at < ${body.at})`,
      ),
    'POST /api/companions/:id/extend': (_tx, _actor, { params, body }, request) => {
      const due = dueOrRefuse(body.dueAt);
      return asHer(request, params.id, (tx, row) => {
        if (row.incident_id)
          throw new Refused('help-called', 409, 'Help has been called. The desk will reach you.');
        return tx.sql`update escorts.companions set due_at = ${due}, ask_by = null where id = ${row.id}`;
      });
    },
    'POST /api/companions/:id/links': (_tx, _actor, { params, body }, request) =>
      asHer(request, params.id, (tx, row) => addLink(tx, row.id, body.token)),
    'POST /api/companions/:id/links/end': (_tx, _actor, { params, body }, request) =>
      asHer(
        request,
        params.id,
        (tx, row) => tx.sql`
          delete from escorts.companion_links
          where companion_id = ${row.id} and token_hash = ${hashSecret(body.token)}`,
      ),
    'POST /api/companions/:id/arrived': (_tx, _actor, { params }, request) =>
      asHer(request, params.id, (tx, row) => {
        // An open call is ended by an operator after calling back, not by whoever holds the phone.
        if (row.incident_id)
          throw new Refused('help-called', 409, 'Help has been called. The desk will reach you.');
        return tx.sql`delete from escorts.companions where id = ${row.id}`;
      }),
    'POST /api/companions/:id/help': (_tx, _actor, { params, body }, request) =>
      asHer(request, params.id, (tx, row) =>
        callHelp(
          tx,
          config(),
          body.fix ? { ...row, lat: body.fix.lat, lon: body.fix.lon } : row,
          body.silent,
        ),
      ),
    async 'GET /api/shared-way'(_tx, _actor, _input, request) {
      const token = credential(request, 'Link');
      const [row] =
        token === null
          ? []
          : await db.transaction(
              system,
              (tx) => tx.sql<Row>`
                select c.* from escorts.companions c join escorts.companion_links l on l.companion_id = c.id
                where l.token_hash = ${hashSecret(token)}`,
            );
      if (!row) throw new Refused('gone', 410, 'This link has ended. It lived as long as the way.');
      return {
        state: stateOf(row),
        dueAt: row.due_at.toISOString(),
        position:
          row.lat !== null && row.lon !== null && row.position_at
            ? {
                lat: row.lat,
                lon: row.lon,
                accuracy: row.accuracy ?? 0,
                at: row.position_at.toISOString(),
              }
            : null,
        destination:
          row.end_lat !== null && row.end_lon !== null
            ? { lat: row.end_lat, lon: row.end_lon, words: row.end_words }
            : null,
      };
    },
  };
}

/** Asks whoever is overdue, and calls help for whoever was asked and did not answer; answers how many. */
export async function companionRound({ db, config }: CompanionPorts): Promise<number> {
  const { answerSeconds } = config().walks.companion;
  return db.transaction(system, async (tx) => {
    const asked = await tx.sql`
      update escorts.companions set ask_by = clock_timestamp() + make_interval(secs => ${answerSeconds})
      where id in (select id from escorts.companions
        where ask_by is null and incident_id is null and due_at < clock_timestamp() for update skip locked) returning id`;
    const silent = await tx.sql<Row>`
      select * from escorts.companions
      where ask_by < clock_timestamp() and incident_id is null for update skip locked`;
    for (const row of silent) await callHelp(tx, config(), row, true);
    return asked.length + silent.length;
  });
}

/** Forgets ways that nobody ended after a day. */
export async function eraseOldWays(tx: Tx): Promise<number> {
  const rows = await tx.sql`
    delete from escorts.companions where due_at < now() - interval '1 day' returning id`;
  return rows.length;
}

async function callHelp(tx: Tx, config: CityConfig, row: Row, silent: boolean): Promise<void> {
  if (row.incident_id) return;
  const known = row.lat !== null && row.lon !== null;
  const at = known
    ? { lat: row.lat!, lon: row.lon! }
    : row.end_lat !== null && row.end_lon !== null
      ? { lat: row.end_lat, lon: row.end_lon }
      : null;
  const district = at ? await findDistrictAt(tx, at.lat, at.lon) : undefined;
  const raised = await raiseCall(tx, config, {
    door: 'walk',
    drill: false,
    test: false,
    silent,
    urgency: 4,
    district: district ?? null,
    samePlace: `way:${row.id}`,
    place: {
      id: null,
      name: known ? '귀가 모니터링 · 도착 지연' : '귀가 모니터링 · 도착 지연 · 위치 모름',
      address: '',
      hint: known ? null : row.end_words,
      phone: null,
      lat: at?.lat ?? null,
      lon: at?.lon ?? null,
    },
    deviceId: null,
    callbackNumber: row.callback_number,
    language: row.language,
    twoWayText: false,
    press: null,
    promotesTest: false,
  });
  await tx.sql`update escorts.companions set incident_id = ${raised.id} where id = ${row.id}`;
}

async function addLink(tx: Tx, id: string, token: string): Promise<void> {
  const [known] = await tx.sql<{ count: number }>`
    select count(*)::int as count from escorts.companion_links where companion_id = ${id}`;
  if ((known?.count ?? 0) >= 10) throw new Refused('too-many-links', 409, 'Ten people can follow.');
  await tx.sql`
    insert into escorts.companion_links (token_hash, companion_id) values (${hashSecret(token)}, ${id}) on conflict do nothing`;
}

async function lock(tx: Tx, id: string): Promise<Row | undefined> {
  const [row] = await tx.sql<Row>`select * from escorts.companions where id = ${id} for update`;
  return row;
}

function stateOf(row: Row): 'under-way' | 'asked' | 'help-called' {
  if (row.incident_id) return 'help-called';
  return row.ask_by ? 'asked' : 'under-way';
}

async function toView(tx: Tx, row: Row): Promise<CompanionView> {
  const [links] = await tx.sql<{ count: number }>`
    select count(*)::int as count from escorts.companion_links where companion_id = ${row.id}`;
  return {
    id: row.id,
    state: stateOf(row),
    dueAt: row.due_at.toISOString(),
    askBy: row.ask_by?.toISOString() ?? null,
    sharing: row.position_at !== null,
    links: links?.count ?? 0,
  };
}

function over(id: string): CompanionView {
  return { id, state: 'over', dueAt: null, askBy: null, sharing: false, links: 0 };
}

function unknownWay(): Refused {
  return new Refused('unknown-way', 404, 'There is no such way here.');
}

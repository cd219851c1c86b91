// Lets the demo city's scouts and the made-up people they meet act, through the same routes as everybody's phones.
import { type Database, system } from '#platform/db/index.ts';
import { meetingCode, type Shows, stepOf } from '#programme/escorts/rules/meeting-code.ts';
import { metresApart, type Place } from '#programme/escorts/rules/travel.ts';
import { demoPhoneHash, demoPhoneKey } from './people.ts';

/** Sends a request to the server's own routes; answers the body, or `null` when it was refused. */
export type Send = (
  method: 'GET' | 'POST',
  path: string,
  authorization: string,
  body?: object,
) => Promise<Record<string, unknown> | null>;

type Meeting = { walkId: string; shiftId: string; secret: string };
type PairView = {
  shift: { id: string; ended: boolean } | null;
  offer: { id: string } | null;
  walk: {
    id: string;
    state: string;
    spoken: boolean;
    wantedAt: string;
    pairConfirmed: boolean;
    sheConfirmed: boolean;
    meeting: Meeting | null;
    point: Place;
    destination: Place | null;
    checkInBy: string | null;
  } | null;
  safeCheckIn: { walkId: string } | null;
};
type Due = {
  shift: string;
  people: { staff: string; hash: string }[];
  lat: number;
  lon: number;
  at: Date | null;
};

/** Scouts set out so long before she wants to be met. Milliseconds. */
const setOutBefore = 900_000;
const metresASecond = 1.4;

/** One step of every pair that has something to do, at most `most` of them. */
export async function liveDemoWalks(db: Database, send: Send, most = 40): Promise<void> {
  const due = await db.transaction(
    system,
    (tx) => tx.sql<Due>`
      select s.id as shift, coalesce(pp.lat, s.lat) as lat, coalesce(pp.lon, s.lon) as lon, pp.at,
        jsonb_agg(jsonb_build_object('staff', p.staff_number, 'hash', encode(p.phone_key_hash, 'hex')) order by p.staff_number) as people
      from network.shifts s
      join network.shift_people sp on sp.shift_id = s.id
      join network.people p on p.id = sp.person_id and p.source = 'demo'
      left join escorts.pair_places pp on pp.shift_id = s.id
      where s.started_at is not null and s.ended_at is null and s.ends_at > now() and (
        exists (select 1 from escorts.offers o where o.shift_id = s.id and o.answer = 'open')
        or exists (select 1 from escorts.walks w where w.shift_id = s.id
          and (w.closed_at is null or (w.dropped_at is not null and w.pair_safe_at is null))))
      group by s.id, pp.lat, pp.lon, pp.at order by random() limit ${most}`,
  );
  // A phone that somebody enrolled anew is in somebody's hand: then nobody acts for its pair.
  for (const pair of due)
    if (pair.people.every(({ staff, hash }) => hash === demoPhoneHash(staff)))
      await act(pair, send);
}

async function act(pair: Due, send: Send): Promise<void> {
  const scout = `Scout ${demoPhoneKey(pair.people[0]!.staff)}`;
  const view = (await send('GET', '/api/pair', scout)) as PairView | null;
  if (!view) return;
  const step = (path: string, body: object = {}) => send('POST', `/api/pair/${path}`, scout, body);
  if (view.safeCheckIn) await step(`walks/${view.safeCheckIn.walkId}/safe`);
  if (view.offer) await step(`offers/${view.offer.id}/accept`);
  const { walk } = view;
  if (!walk) return;
  const now = Date.now();
  const her = `Walk ${demoPhoneKey(walk.id)}`;
  // Her phone asks as an open page does; a visitor's own walk is not of this key and is left to the visitor.
  await send('GET', `/api/walks/${walk.id}`, her);
  const seconds = Math.min(30, pair.at ? (now - pair.at.getTime()) / 1000 : 5);
  const goTo = async (to: Place) => {
    const next = stepTowards(pair, to, seconds * metresASecond);
    await step('position', {
      fixes: [{ ...next, accuracy: 8, at: new Date(now).toISOString() }],
    });
    return metresApart(next, to) < 25;
  };
  switch (walk.state) {
    case 'paired':
      if (Date.parse(walk.wantedAt) - now < setOutBefore) await step(`walks/${walk.id}/set-out`);
      return;
    case 'on-the-way':
      if (await goTo(walk.point)) await step(`walks/${walk.id}/arrive`);
      return;
    case 'here':
      if (walk.spoken || !walk.meeting || Date.parse(walk.wantedAt) > now) return;
      if (!walk.sheConfirmed)
        // Fits a made-up walk only: nobody but her own phone can confirm for a visitor of the demo city.
        await send(
          'POST',
          `/api/walks/${walk.id}/confirm`,
          her,
          await codeFor(walk.meeting, 'pair', now),
        );
      if (!walk.pairConfirmed)
        await step(`walks/${walk.id}/confirm`, await codeFor(walk.meeting, 'her', now));
      return;
    case 'walking': {
      const there = walk.destination ? await goTo(walk.destination) : false;
      if (there) await step(`walks/${walk.id}/drop-off`);
      else if (walk.checkInBy && Date.parse(walk.checkInBy) - now < 240_000)
        await step(`walks/${walk.id}/check-in`);
      return;
    }
    case 'dropped-off':
      await send('POST', `/api/walks/${walk.id}/home`, her, {});
  }
}

async function codeFor(meeting: Meeting, shows: Shows, now: number) {
  const secret = new Uint8Array(Buffer.from(meeting.secret, 'base64url'));
  const { long } = await meetingCode({ ...meeting, secret }, shows, stepOf(now));
  return { code: long, at: new Date(now).toISOString() };
}

function stepTowards(from: Place, to: Place, metres: number): Place {
  const apart = metresApart(from, to);
  const share = apart <= metres ? 1 : metres / apart;
  return {
    lat: from.lat + (to.lat - from.lat) * share,
    lon: from.lon + (to.lon - from.lon) * share,
  };
}

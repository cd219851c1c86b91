// What a scout's phone says of itself: the shift, where it is, how it is woken, and what was seen between walks.
import { hashSecret } from '#platform/auth/index.ts';
import { system } from '#platform/db/index.ts';
import { type Handlers, Refused } from '#platform/http/index.ts';
import { findDistrictAt } from '#programme/city/index.ts';
import {
  endPush,
  findShiftByPhone,
  keepPresence,
  keepPush,
  pictureType,
  selectPeople,
} from '#programme/network/index.ts';
import type { pairContract } from './pair-contract.ts';
import { type PairPorts, pairDoor } from './pair-door.ts';
import { shiftOf } from './pair-view.ts';
import { withoutMetadata } from './picture.ts';
import { validUntil } from './round.ts';
import { credential } from './routes.ts';
import { insertObservation } from './store/board.ts';
import { forgetPlace, keepPlace, keepTrack, selectHeld } from './store/pairs.ts';

type OfTheShift =
  | 'GET /api/pair'
  | 'POST /api/pair/shift/begin'
  | 'POST /api/pair/shift/end'
  | 'POST /api/pair/position'
  | 'POST /api/pair/push'
  | 'POST /api/pair/push/end'
  | 'POST /api/pair/observations';

/** Handlers of those routes of `pairContract` that belong to no walk. */
export function pairShiftRoutes(ports: PairPorts): Pick<Handlers<typeof pairContract>, OfTheShift> {
  const { db, config } = ports;
  const { asScout, onDuty } = pairDoor(ports);
  return {
    'GET /api/pair': async (_tx, _actor, _input, request) =>
      (await asScout(request, async () => {})).view,
    'POST /api/pair/shift/begin': async (_tx, _actor, { body }, request) =>
      (
        await asScout(request, async (tx, me) => {
          const shift = await shiftOf(tx, me.id);
          const soon = Date.now() + 3_600_000;
          if (!shift || shift.endedAt || shift.beginsAt.getTime() > soon)
            throw new Refused('no-shift', 409, 'You have no shift now.');
          const two = await selectPeople(tx, { ids: shift.personIds });
          const until = validUntil(two, config().timeZone, shift.beginsAt.getTime());
          if (until < Date.now())
            throw new Refused(
              'unfit',
              409,
              'Contract, vetting, training or identity card of one of you is not valid. Call your office.',
            );
          for (const id of body.both ? shift.personIds : [me.id])
            await keepPresence(tx, shift.id, id, 'begin');
        })
      ).view,
    'POST /api/pair/shift/end': (_tx, _actor, { body }, request) =>
      onDuty(request, async (tx, { me, shift }) => {
        if ((await selectHeld(tx, [shift.id])).length > 0)
          throw new Refused(
            'walk-open',
            409,
            'You still have a walk. End it or give it back first.',
          );
        for (const id of body.both ? shift.personIds : [me.id])
          await keepPresence(tx, shift.id, id, 'end');
        await forgetPlace(tx, shift.id);
      }),
    'POST /api/pair/position': (_tx, _actor, { body }, request) => {
      const key = credential(request, 'Scout');
      const fixes = body.fixes.map((fix) => ({ ...fix, at: new Date(fix.at) }));
      const newest = fixes.reduce((a, b) => (b.at > a.at ? b : a));
      return db.transaction(system, async (tx) => {
        const shiftId = key === null ? undefined : await findShiftByPhone(tx, hashSecret(key));
        if (!shiftId)
          throw new Refused(
            'not-on-duty',
            409,
            'Begin your shift first, or enrol this phone again.',
          );
        await keepPlace(tx, shiftId, newest, config().walks.watch.stillMetres);
        await keepTrack(tx, shiftId, fixes);
        return { kept: true };
      });
    },
    'POST /api/pair/push': async (_tx, _actor, { body }, request) =>
      (
        await asScout(request, async (tx, me) => {
          if (!ports.maySendTo(body.endpoint))
            throw new Refused('odd-push-service', 400, 'This is not an address of a push service.');
          const hash = hashSecret(credential(request, 'Scout') ?? '');
          await keepPush(tx, me.id, hash, { endpoint: body.endpoint, ...body.keys });
        })
      ).view,
    'POST /api/pair/push/end': async (_tx, _actor, _input, request) =>
      (await asScout(request, (tx, me) => endPush(tx, me.id))).view,
    async 'POST /api/pair/observations'(_tx, _actor, { body }, request) {
      await onDuty(request, async (tx, { shift }) => {
        const photo = body.photo === null ? null : photoOrRefuse(body.photo);
        const district = await findDistrictAt(tx, body.lat, body.lon);
        if (!district) throw new Refused('outside-city', 409, 'This place lies outside the city.');
        await insertObservation(tx, { ...body, photo, district, shiftId: shift.id });
      });
      return { id: body.id };
    },
  };
}

/** What was taken, without what the camera wrote beside it. Refuses with `not-a-picture` or `too-large`. */
function photoOrRefuse(base64: string): Buffer {
  const sent = Buffer.from(base64, 'base64');
  const photo = pictureType(sent) === null ? undefined : withoutMetadata(sent);
  if (!photo) throw new Refused('not-a-picture', 400, 'The photo must be a JPEG or a PNG.');
  if (photo.length > 600_000)
    throw new Refused('too-large', 413, 'The photo must be below 600 kB.');
  return photo;
}

// The contract of the pair's phones bound to its services. A phone is a person's and proves itself by that person's secret.
import { hashSecret } from '#platform/auth/index.ts';
import { system, type Tx } from '#platform/db/index.ts';
import { type Handlers, Refused } from '#platform/http/index.ts';
import { findDistrictAt } from '#programme/city/index.ts';
import {
  endPush,
  findByPhone,
  findShiftByPhone,
  keepPresence,
  keepPush,
  type PersonRow,
  pictureType,
  type ShiftRow,
  selectPeople,
} from '#programme/network/index.ts';
import { callHelp, callHelpOfPair } from './help.ts';
import { type Confirmed, confirm } from './identity.ts';
import type { PairView, pairContract } from './pair-contract.ts';
import { shiftOf, toPairView } from './pair-view.ts';
import { withoutMetadata } from './picture.ts';
import { validUntil } from './round.ts';
import { credential, refuseWrong, type WalkPorts } from './routes.ts';
import type { WalkStep } from './rules/walk.ts';
import { takeStep, tellBy, withoutPair } from './steps.ts';
import { insertObservation } from './store/board.ts';
import {
  answerOffer,
  blockCaller,
  forgetPlace,
  keepPlace,
  keepTrack,
  lockOffer,
  selectHeld,
} from './store/pairs.ts';
import { lockWalk, lockWalkOfPair, saveWalk, type WalkRow } from './store/walks.ts';

type Request = { headers: { authorization?: string | undefined } };
type Who = { me: PersonRow; shift: ShiftRow };

/** How long a pair waits for her before it may say that she did not come. Milliseconds. */
const patience = 600_000;

export type PairPorts = WalkPorts & {
  /** Whether the city may send to this address of a push service. */
  maySendTo(endpoint: string): boolean;
  /** By which push services know this city. */
  pushKey: string;
};

/** Handlers of `pairContract`. Every step answers with what the phone then shows. */
export function pairRoutes(ports: PairPorts): Handlers<typeof pairContract> {
  const { db, config, secrets } = ports;

  async function asScout<T>(
    request: Request,
    work: (tx: Tx, me: PersonRow) => Promise<T>,
  ): Promise<{ view: PairView; result: T }> {
    const key = credential(request, 'Scout');
    return db.transaction(system, async (tx) => {
      const me = key === null ? undefined : await findByPhone(tx, hashSecret(key));
      if (!me)
        throw new Refused(
          'unknown-phone',
          401,
          'This phone is not enrolled any more. Ask your district office.',
        );
      const result = await work(tx, me);
      return { view: await toPairView(tx, config(), ports, me), result };
    });
  }

  /** A step of somebody on duty. */
  const onDuty = async (request: Request, work: (tx: Tx, who: Who) => Promise<unknown>) =>
    (
      await asScout(request, async (tx, me) =>
        work(tx, { me, shift: await startedOrRefuse(tx, me) }),
      )
    ).view;

  /** A step of the pair on a walk that it holds or held, locked; also when the shift has just ended. */
  const onWalk = async (
    request: Request,
    id: string,
    work: (tx: Tx, walk: WalkRow, who: Who) => Promise<unknown>,
  ) =>
    (
      await asScout(request, async (tx, me) => {
        const shift = await shiftOf(tx, me.id);
        const walk = shift && (await lockWalkOfPair(tx, shift.id, id));
        if (!walk) throw new Refused('not-your-walk', 404, 'This walk is not yours any more.');
        return work(tx, walk, { me, shift });
      })
    ).view;

  const simple =
    (step: WalkStep, also: () => Partial<WalkRow> = () => ({})) =>
    (tx: Tx, walk: WalkRow) =>
      takeStep(tx, config(), walk, step, { by: 'pair', actor: 'pair', also: also() });

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
    'POST /api/pair/offers/:id/accept': (_tx, _actor, { params }, request) =>
      onDuty(request, (tx, { shift }) => accept(tx, shift, params.id)),
    'POST /api/pair/offers/:id/decline': (_tx, _actor, { params, body }, request) =>
      onDuty(request, async (tx, { shift }) => {
        const offer = await lockOffer(tx, params.id, shift.id);
        if (offer?.answer !== 'open') throw offerOver();
        await answerOffer(tx, offer.id, 'declined', body.reason);
        const walk = await lockWalk(tx, offer.walk_id);
        if (walk)
          await saveWalk(tx, walk, {
            kind: 'declined',
            by: 'pair',
            shiftId: shift.id,
            reason: body.reason,
          });
      }),
    'POST /api/pair/walks/:id/set-out': (_tx, _actor, { params }, request) =>
      onWalk(request, params.id, simple('set-out')),
    'POST /api/pair/walks/:id/arrive': (_tx, _actor, { params }, request) =>
      onWalk(
        request,
        params.id,
        simple('arrive', () => ({ met_at: new Date() })),
      ),
    async 'POST /api/pair/walks/:id/confirm'(_tx, _actor, { params, body }, request) {
      let answer: Confirmed = { wrong: false };
      const view = await onWalk(request, params.id, async (tx, walk) => {
        answer = await confirm(tx, config(), secrets, walk, {
          side: 'pair',
          code: body.code,
          at: new Date(body.at),
        });
      });
      refuseWrong(answer);
      return view;
    },
    'POST /api/pair/walks/:id/check-in': (_tx, _actor, { params }, request) =>
      onWalk(
        request,
        params.id,
        simple('check-in', () => ({ checked_in_at: new Date() })),
      ),
    'POST /api/pair/walks/:id/drop-off': (_tx, _actor, { params }, request) =>
      onWalk(
        request,
        params.id,
        simple('drop-off', () => ({ dropped_at: new Date() })),
      ),
    'POST /api/pair/walks/:id/safe': (_tx, _actor, { params }, request) =>
      onWalk(request, params.id, async (tx, walk) => {
        if (walk.dropped_at === null)
          throw new Refused('wrong-walk-state', 409, 'The walk has gone on meanwhile. Look again.');
        await saveWalk(tx, { ...walk, pair_safe_at: new Date() }, { kind: 'safe', by: 'pair' });
      }),
    'POST /api/pair/walks/:id/give-back': (_tx, _actor, { params, body }, request) =>
      onWalk(request, params.id, async (tx, walk, { shift }) => {
        await takeStep(tx, config(), walk, 'lose-pair', {
          by: 'pair',
          actor: 'pair',
          reason: body.reason,
        });
        // Whoever gave it back is not asked for it again.
        await tx.sql`
          update escorts.offers set answer = 'declined', reason = ${body.reason}
          where walk_id = ${walk.id} and shift_id = ${shift.id} and answer = 'accepted'`;
      }),
    'POST /api/pair/walks/:id/leave': (_tx, _actor, { params, body }, request) =>
      onWalk(request, params.id, (tx, walk) =>
        takeStep(tx, config(), walk, 'leave', {
          by: 'pair',
          actor: 'pair',
          reason: body.reason,
          also: { cancelled_by: 'pair' },
        }),
      ),
    'POST /api/pair/walks/:id/did-not-come': (_tx, _actor, { params }, request) =>
      onWalk(request, params.id, async (tx, walk) => {
        const since = Math.max(
          walk.met_at?.getTime() ?? Number.POSITIVE_INFINITY,
          walk.wanted_at.getTime(),
        );
        if (walk.state !== 'here' || Date.now() - since < patience)
          throw new Refused('too-early', 409, 'Wait ten minutes past the time before you leave.');
        await takeStep(tx, config(), walk, 'cancel', {
          by: 'service',
          actor: 'pair',
          reason: 'did-not-come',
          also: { cancelled_by: 'pair' },
        });
      }),
    'POST /api/pair/help': (_tx, _actor, { body }, request) =>
      onDuty(request, async (tx, { shift }) => {
        const held = (await selectHeld(tx, [shift.id]))[0];
        const walk = held && (await lockWalk(tx, held.id));
        const call = { silent: body.silent, fix: body.fix };
        if (!walk) return callHelpOfPair(tx, config(), shift, call);
        const next = await takeStep(tx, config(), walk, 'call-help', { by: 'pair', actor: 'pair' });
        await callHelp(tx, config(), next, { by: 'pair', kind: 'help', ...call });
      }),
    'POST /api/pair/walks/:id/block': (_tx, _actor, { params }, request) =>
      onWalk(request, params.id, async (tx, walk, { me }) => {
        if (!(await blockCaller(tx, walk.id, me.id)))
          throw new Refused(
            'nothing-to-block',
            409,
            'Nothing is known by which this caller could be blocked. Tell your office.',
          );
      }),
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

  async function accept(tx: Tx, shift: ShiftRow, offerId: string): Promise<void> {
    const offer = await lockOffer(tx, offerId, shift.id);
    // Told again after an answer that was lost.
    if (offer?.answer === 'accepted') return;
    if (offer?.answer !== 'open' || offer.answer_by < new Date()) throw offerOver();
    const walk = await lockWalk(tx, offer.walk_id);
    if (!walk || walk.closed_at || !['received', 'paired'].includes(walk.state)) throw offerOver();
    await answerOffer(tx, offer.id, 'accepted', null);
    await takeStep(tx, config(), walk, 'accept', {
      by: 'pair',
      actor: 'pair',
      also: {
        ...withoutPair,
        shift_id: shift.id,
        match_number: walk.match_number + 1,
        predicted_at: offer.predicted_at,
        why: offer.why,
        lost_pair_at: null,
        // A caller without a phone to look at must be telephoned the names and the codes.
        tell_by: tellBy(config(), new Date()),
      },
    });
  }
}

async function startedOrRefuse(tx: Tx, me: PersonRow): Promise<ShiftRow> {
  const shift = await shiftOf(tx, me.id);
  if (!shift?.startedAt || shift.endedAt || !shift.presentIds.includes(me.id))
    throw new Refused('not-on-duty', 409, 'Begin your shift first.');
  return shift;
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

function offerOver(): Refused {
  return new Refused('offer-over', 409, 'This offer has gone on to another pair.');
}

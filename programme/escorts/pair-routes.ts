// The contract of the pair's phones bound to its services: offers, and the steps of a walk.
import type { Tx } from '#platform/db/index.ts';
import { type Handlers, Refused } from '#platform/http/index.ts';
import type { ShiftRow } from '#programme/network/index.ts';
import { callHelp, callHelpOfPair } from './help.ts';
import { type Confirmed, confirm } from './identity.ts';
import type { pairContract } from './pair-contract.ts';
import { type PairPorts, pairDoor } from './pair-door.ts';
import { pairShiftRoutes } from './pair-shift-routes.ts';
import { refuseWrong } from './routes.ts';
import type { WalkStep } from './rules/walk.ts';
import { takeStep, tellBy, withoutPair } from './steps.ts';
import { answerOffer, blockCaller, lockOffer, selectHeld } from './store/pairs.ts';
import { lockWalk, saveWalk, type WalkRow } from './store/walks.ts';

/** How long a pair waits for her before it may say that she did not come. Milliseconds. */
const patience = 600_000;

/** Handlers of `pairContract`. Every step answers with what the phone then shows. */
export function pairRoutes(ports: PairPorts): Handlers<typeof pairContract> {
  const { config, secrets } = ports;
  const { onDuty, onWalk } = pairDoor(ports);

  const simple =
    (step: WalkStep, also: () => Partial<WalkRow> = () => ({})) =>
    (tx: Tx, walk: WalkRow) =>
      takeStep(tx, config(), walk, step, { by: 'pair', actor: 'pair', also: also() });

  return {
    ...pairShiftRoutes(ports),
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
        news_by: null,
        // A caller without a phone to look at must be telephoned the names and the codes.
        tell_by: tellBy(config(), new Date()),
      },
    });
  }
}

function offerOver(): Refused {
  return new Refused('offer-over', 409, 'This offer has gone on to another pair.');
}

// The door of the pair's phones: a phone is a person's and proves itself by that person's secret; what it may do hangs on the shift and the walk.
import { hashSecret } from '#platform/auth/index.ts';
import { system, type Tx } from '#platform/db/index.ts';
import { Refused } from '#platform/http/index.ts';
import { findByPhone, type PersonRow, type ShiftRow } from '#programme/network/index.ts';
import type { PairView } from './pair-contract.ts';
import { shiftOf, toPairView } from './pair-view.ts';
import { credential, type WalkPorts } from './routes.ts';
import { lockWalkOfPair, type WalkRow } from './store/walks.ts';

type Request = { headers: { authorization?: string | undefined } };
type Who = { me: PersonRow; shift: ShiftRow };

export type PairPorts = WalkPorts & {
  /** Whether the city may send to this address of a push service. */
  maySendTo(endpoint: string): boolean;
  /** By which push services know this city. */
  pushKey: string;
};

/** Ways in, each in a transaction of its own; every one answers with what the phone then shows. */
export function pairDoor(ports: PairPorts) {
  const { db, config } = ports;

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

  return { asScout, onDuty, onWalk };
}

async function startedOrRefuse(tx: Tx, me: PersonRow): Promise<ShiftRow> {
  const shift = await shiftOf(tx, me.id);
  if (!shift?.startedAt || shift.endedAt || !shift.presentIds.includes(me.id))
    throw new Refused('not-on-duty', 409, 'Begin your shift first.');
  return shift;
}

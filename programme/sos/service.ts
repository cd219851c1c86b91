// One function for each thing a phone does with its call: the rules decide, the control room keeps it.
import { hashSecret } from '#platform/auth/index.ts';
import type { Tx } from '#platform/db/index.ts';
import { Refused } from '#platform/http/index.ts';
import { uuidv7 } from '#platform/ids/uuid.ts';
import type { CityConfig } from '#programme/city/index.ts';
import {
  cancelCountdown,
  endCountdown,
  hearCaller,
  keepCallback,
  keepPlace,
  keepSharing,
  lockCall,
  raiseCall,
} from '#programme/incidents/index.ts';
import { type FindPlace, toCentimetre } from './place.ts';
import { decidePhoneStep, type PhoneDecision, type PhoneStep } from './rules.ts';
import { deleteLinks, findCall, insertCall, insertLink, keepTold } from './store.ts';

/** As urgent as a button that was held down: nobody has verified it, and nobody has to before it counts. */
const urgency = 4;

export type NewCall = {
  id: string;
  key: string;
  language: string;
  /** Asked once, for a call that is new. */
  suspectFlood(): boolean;
};

/** Stores her call with its countdown; told again it changes nothing. */
export async function makeCall(
  tx: Tx,
  config: CityConfig,
  call: NewCall & { silent: boolean },
): Promise<void> {
  const incidentId = await keepKey(tx, call, false);
  if (incidentId === null) return;
  await raiseCall(tx, config, {
    ...callOf(call, incidentId, true),
    silent: call.silent,
    district: null,
    place: nowhere,
  });
}

export type CallForAnother = NewCall & {
  place: { text: string; lat: number | null; lon: number | null };
  what: string;
};

/** Raises a call for somebody else at once; the caller stays unnamed and her own position is not asked. */
export async function callForAnother(
  tx: Tx,
  config: CityConfig,
  findPlace: FindPlace,
  call: CallForAnother,
): Promise<void> {
  const incidentId = await keepKey(tx, call, true);
  if (incidentId === null) return;
  const { text, lat, lon } = call.place;
  const pointed = lat === null || lon === null ? null : toCentimetre({ lat, lon });
  const found = pointed ? await findPlace(tx, pointed) : { district: null, words: text };
  await raiseCall(tx, config, {
    ...callOf(call, incidentId, false),
    silent: false,
    district: found.district,
    place: {
      ...nowhere,
      ...pointed,
      name: found.words,
      hint: pointed && text !== '' ? text : null,
    },
  });
  if (call.what === '') return;
  const { row } = await lockCall(tx, incidentId);
  await hearCaller(tx, row, {
    id: uuidv7(),
    phrase: null,
    text: call.what,
    language: call.language,
  });
}

const nowhere = {
  id: null,
  name: '',
  address: '',
  hint: null,
  phone: null,
  lat: null,
  lon: null,
};

async function keepKey(tx: Tx, call: NewCall, forAnother: boolean): Promise<string | null> {
  const incidentId = uuidv7();
  const keyHash = hashSecret(call.key);
  return (await insertCall(tx, { incidentId, id: call.id, keyHash, forAnother }))
    ? incidentId
    : null;
}

function callOf(call: NewCall, incidentId: string, own: boolean) {
  return {
    id: incidentId,
    door: 'sos' as const,
    drill: false,
    test: false,
    urgency,
    samePlace: null,
    deviceId: null,
    callbackNumber: null,
    language: call.language,
    twoWayText: true,
    press: null,
    promotesTest: false,
    caller: {
      sharing: own ? true : null,
      suspectedFlood: call.suspectFlood(),
      atOnce: !own,
    },
  };
}

export type Caller = { id: string; keyHash: Buffer };

const unknownCall = () =>
  new Refused('unknown-call', 404, 'There is no such call here. If you need help, call again.');

/** Her call, locked, and what the rules say to this step; refuses with `unknown-call`, `too-late` or `over`. */
async function decide(tx: Tx, caller: Caller, step: PhoneStep) {
  const call = await findCall(tx, caller.id, caller.keyHash);
  if (!call) throw unknownCall();
  const { row, now } = await lockCall(tx, call.incidentId);
  const decision = decidePhoneStep(
    {
      state: row.state,
      dueAt: row.due_at,
      forAnother: call.forAnother,
      sharing: row.sharing === true,
      toldAt: call.toldAt,
    },
    step,
    now,
  );
  refuseIfSaid(decision);
  return { row, now, decision };
}

function refuseIfSaid(decision: PhoneDecision): void {
  if (decision === 'too-late')
    throw new Refused(
      'too-late',
      409,
      'Help has been called. Tell the desk that you are safe: an operator ends the call with you.',
    );
  if (decision === 'over')
    throw new Refused('over', 409, 'This call has ended. If you need help, call again.');
}

/** Ends the countdown now. */
export async function sendNow(tx: Tx, config: CityConfig, caller: Caller): Promise<void> {
  const { row, decision } = await decide(tx, caller, { kind: 'send' });
  if (decision === 'raise') await endCountdown(tx, config, [row]);
}

/** Cancels in the countdown; afterwards `too-late`. */
export async function cancelCall(tx: Tx, caller: Caller): Promise<void> {
  const { row, now, decision } = await decide(tx, caller, { kind: 'cancel' });
  if (decision === 'cancel') await cancelCountdown(tx, row, now);
}

/** Keeps where she is; a clock that runs ahead counts as now. */
export async function movePosition(
  tx: Tx,
  findPlace: FindPlace,
  caller: Caller,
  position: { lat: number; lon: number; accuracy: number; at: Date },
): Promise<void> {
  const { row, now, decision } = await decide(tx, caller, { kind: 'position', at: position.at });
  if (decision !== 'keep') return;
  await keepTold(tx, row.id, position.at);
  const at = position.at > now ? now : position.at;
  const point = toCentimetre(position);
  const accuracy = Math.round(position.accuracy);
  await keepPlace(tx, row, { ...point, accuracy, at, ...(await findPlace(tx, point)) });
}

/** Stops or goes on sharing her position. */
export async function shareOrNot(tx: Tx, caller: Caller, on: boolean): Promise<void> {
  const { row, decision } = await decide(tx, caller, { kind: 'sharing', on });
  if (decision === 'keep') await keepSharing(tx, row, on);
}

/** Writes to the desk. */
export async function writeToDesk(
  tx: Tx,
  caller: Caller,
  message: { id: string; phrase: string | null; text: string | null; language: string },
): Promise<void> {
  if (message.phrase === null && message.text === null)
    throw new Refused('invalid-input', 400, 'Choose a phrase or write something.');
  const { row } = await decide(tx, caller, { kind: 'message' });
  await hearCaller(tx, row, message);
}

/** Leaves a number for calling back, or takes it back. */
export async function leaveNumber(tx: Tx, caller: Caller, number: string | null): Promise<void> {
  const { row } = await decide(tx, caller, { kind: 'callback', leave: number !== null });
  if (row.callback_number !== number) await keepCallback(tx, row, number);
}

/** Makes a link for a trusted person. */
export async function makeLink(tx: Tx, caller: Caller, token: string): Promise<void> {
  const { row } = await decide(tx, caller, { kind: 'link' });
  await insertLink(tx, row.id, hashSecret(token));
}

/** Ends every link. */
export async function endLinks(tx: Tx, caller: Caller): Promise<void> {
  const { row } = await decide(tx, caller, { kind: 'end-links' });
  await deleteLinks(tx, row.id);
}

/** What a refused look says. */
export { unknownCall };

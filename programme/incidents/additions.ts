// What is added to an incident without changing its state: notes, telephone calls, messages, links, places.
import type { Tx } from '#platform/db/index.ts';
import { Refused } from '#platform/http/index.ts';
import { lock } from './gate.ts';
import { insertLink, insertMessage } from './parts.ts';
import { saveStep } from './store.ts';

/** Writes a note; `detail` is what makes one that is told again recognisable. */
export async function note(
  tx: Tx,
  id: string,
  text: string,
  detail: Record<string, string> = {},
): Promise<void> {
  const { row } = await lock(tx, id);
  await saveStep(tx, row, {
    kind: 'note',
    eventType: 'incident.noted',
    text,
    detail,
    informPolice: false,
  });
}

/** Keeps that somebody telephoned. */
export async function keepCall(
  tx: Tx,
  id: string,
  call: { to: string; outcome: string; text: string | null },
): Promise<void> {
  const { row } = await lock(tx, id);
  await saveStep(tx, row, {
    kind: 'call',
    eventType: 'incident.called',
    text: call.text,
    detail: { to: call.to, outcome: call.outcome },
    informPolice: false,
  });
}

/** Writes to the caller, where the door lets her read it. */
export async function write(
  tx: Tx,
  id: string,
  message: { phrase: string | null; text: string | null; language: string },
): Promise<void> {
  const { row } = await lock(tx, id);
  if (!row.two_way_text)
    throw new Refused('no-text', 409, 'The caller cannot read messages: this door has no screen.');
  if (!message.phrase && !message.text)
    throw new Refused('invalid-input', 400, 'Choose a phrase or write something.');
  await insertMessage(tx, id, { sender: 'desk', ...message });
  await saveStep(tx, row, {
    kind: 'message',
    eventType: 'incident.messaged',
    detail: { phrase: message.phrase },
    informPolice: false,
  });
}

/** Links two incidents that belong together. */
export async function link(tx: Tx, id: string, otherId: string): Promise<void> {
  if (id === otherId)
    throw new Refused('invalid-input', 400, 'An incident cannot be linked with itself.');
  const { row } = await lock(tx, id);
  await lock(tx, otherId);
  await insertLink(tx, id, otherId);
  await saveStep(tx, row, {
    kind: 'linked',
    eventType: 'incident.linked',
    detail: { other: otherId },
    informPolice: false,
  });
}

/** Attaches another place, such as where she ran to. */
export async function attachPlace(
  tx: Tx,
  id: string,
  place: { name: string; lat: number; lon: number },
): Promise<void> {
  const { row } = await lock(tx, id);
  await saveStep(tx, row, {
    kind: 'place-attached',
    eventType: 'incident.moved',
    text: place.name,
    detail: { lat: place.lat, lon: place.lon },
    informPolice: true,
  });
}

// A caller with a phone of her own: when the desk must check with her, how, and when it has.
import { expect, test } from 'vitest';
import type { Incident, IncidentDetail } from '../../contract.ts';
import { exampleDetail, exampleIncident } from '../../examples.ts';
import { isForAnother, isUnchecked, phonePosition, wasAsked, wayToAsk } from './caller.ts';

const at = new Date('2026-01-10T23:58:00Z');
function sos(differs: Partial<Incident> = {}): Incident {
  return exampleIncident(3, at, 20, { door: 'sos', verified: false, ...differs });
}
function whole(row: Incident, differs: Partial<IncidentDetail> = {}): IncidentDetail {
  return {
    ...exampleDetail(row),
    steps: [],
    messages: [],
    callbackNumber: '010-0000-0101',
    ...differs,
  };
}
const step = (to: string): IncidentDetail['steps'][number] => ({
  id: to,
  at: at.toISOString(),
  kind: 'call',
  actor: null,
  text: null,
  detail: { to, outcome: 'no-answer' },
});
const written: IncidentDetail['messages'][number] = {
  id: '1',
  at: at.toISOString(),
  from: 'desk',
  phrase: 'stay',
  text: null,
  language: 'ko',
};

test('only an open, real, unverified SOS waits to be checked', () => {
  expect(isUnchecked(sos())).toBe(true);
  for (const not of [
    { verified: true },
    { drill: true },
    { test: true },
    { closedAt: at.toISOString() },
    { door: 'store' as const },
  ])
    expect(isUnchecked(sos(not)), JSON.stringify(not)).toBe(false);
});

test('a silent caller is never rung, and one without a number cannot be', () => {
  expect(wayToAsk(sos(), whole(sos()))).toBe('call');
  expect(wayToAsk(sos({ silent: true }), whole(sos({ silent: true })))).toBe('message');
  expect(wayToAsk(sos(), whole(sos(), { callbackNumber: null }))).toBe('message');
});

test('a try counts, answered or not; a call to the police is not a try', () => {
  expect(wasAsked(sos(), whole(sos()))).toBe(false);
  expect(wasAsked(sos(), whole(sos(), { steps: [step('police')] }))).toBe(false);
  expect(wasAsked(sos(), whole(sos(), { steps: [step('caller')] }))).toBe(true);
});

test('a message counts as a try only where she cannot be rung', () => {
  expect(wasAsked(sos(), whole(sos(), { messages: [written] }))).toBe(false);
  const silent = sos({ silent: true });
  expect(wasAsked(silent, whole(silent, { messages: [written] }))).toBe(true);
  expect(wasAsked(silent, whole(silent, { messages: [{ ...written, from: 'caller' }] }))).toBe(
    false,
  );
});

test('her position comes from the feed where that is newer, and a store has none', () => {
  const row = sos();
  const kept = { positionAt: '2026-01-10T23:58:10.000Z', accuracy: 80, sharing: true };
  const live = { at: '2026-01-10T23:58:20.000Z', accuracy: 12 };
  expect(phonePosition(whole(row, kept), undefined)).toMatchObject({ accuracy: 80, sharing: true });
  expect(phonePosition(whole(row, kept), live)).toEqual({ ...live, sharing: true });
  expect(
    phonePosition(whole(row, { ...kept, positionAt: live.at, accuracy: 5 }), live),
  ).toMatchObject({
    accuracy: 5,
  });
  expect(phonePosition(whole(row, { sharing: null }), live)).toBeNull();
  expect(phonePosition(null, live)).toBeNull();
});

test('a call for somebody else has no moving caller', () => {
  expect(isForAnother(whole(sos(), { sharing: null }))).toBe(true);
  expect(isForAnother(whole(sos(), { sharing: false }))).toBe(false);
});

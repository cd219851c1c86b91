// A unit's phone in every state of a shift: off duty, waiting, asked, coming, there, done, cut off, refused.
import type { ComponentChild } from 'preact';
import type { Answered, Example, ExampleSet } from '#platform/ui/example.ts';
import { exampleAccepted, exampleOffer, exampleResponder } from '../../example-offer.ts';
import type { Offer, Responder } from '../../responder-contract.ts';
import { AskDecline } from './AskDecline.tsx';
import { ResponderPage } from './ResponderPage.tsx';
import { bearer, online, refused, responder, seenEnd } from './responder-state.ts';
import './examples.css';

const moment = Date.parse('2026-11-24T14:56:07Z');
const incidentId = exampleOffer(moment).incidentId;

type Phone = {
  is?: Partial<Responder>;
  answered?: Answered;
  /** Steps pressed on this phone that have not arrived. */
  kept?: readonly { name: string; body: object }[];
};

function unit(
  name: string,
  title: Example['title'],
  { is = {}, answered, kept = [] }: Phone = {},
  photo = false,
  over: () => ComponentChild = () => null,
): Example {
  const now = exampleResponder(moment, is);
  return {
    name,
    title,
    sizes: ['phone', 'desk'],
    frame: 'phone',
    photo,
    answers: {
      'GET /api/unit': answered ?? { reply: now },
      [`POST /api/unit/incidents/${incidentId}/on-scene`]: 'cut',
    },
    show: () => {
      // A page that nobody has touched may not buzz, and says so.
      navigator.vibrate = () => false;
      const steps = kept.map((step) => ({ incidentId, ...step }));
      localStorage.setItem('ansim.unit.steps', JSON.stringify(steps));
      bearer.value = 'example';
      responder.value = now;
      online.value = answered !== 'cut';
      refused.value = false;
      seenEnd.value = '';
      return (
        <div class="unit-example">
          <ResponderPage />
          {over()}
        </div>
      );
    },
  };
}

const coming = (state: Offer['state']) => ({ is: { offer: exampleAccepted(moment, state) } });
const ended = (how: 'done' | 'withdrawn') => ({
  is: { ended: { incidentId, how, at: new Date(moment - 40_000).toISOString() } },
});

export const examples: ExampleSet = {
  title: { ko: '현장 앱 · 출동', en: 'Field app: the unit' },
  usual: 'paper',
  examples: [
    unit(
      'off',
      { ko: '근무 전', en: 'Off duty' },
      {
        is: { duty: { state: 'off', since: null, until: null }, positionAt: null },
      },
    ),
    unit(
      'off-desk',
      { ko: '관제가 올린 근무', en: 'On duty by the desk' },
      {
        is: { duty: { state: 'desk', since: null, until: null }, positionAt: null },
      },
    ),
    unit('on', { ko: '대기 중', en: 'Waiting' }, {}, true),
    unit(
      'on-no-place',
      { ko: '위치 없음', en: 'Waiting, without a place' },
      {
        is: { positionAt: null },
      },
    ),
    unit(
      'offer',
      { ko: '출동 요청', en: 'Asked to come' },
      {
        is: { offer: exampleOffer(moment) },
      },
      true,
    ),
    unit(
      'offer-silent',
      { ko: '소리 없는 요청', en: 'Asked to come, in silence' },
      {
        is: {
          offer: exampleOffer(moment, {
            door: 'sos',
            silent: true,
            place: {
              name: '무지개로 41 근처',
              address: '다솜구 무지개로',
              hint: null,
              lat: 37.5,
              lon: 127,
            },
          }),
        },
      },
    ),
    unit(
      'offer-drill',
      { ko: '훈련 요청', en: 'Asked to come, a drill' },
      {
        is: { offer: exampleOffer(moment, { drill: true, metres: null, minutes: null }) },
      },
    ),
    unit(
      'decline',
      { ko: '못 가는 까닭', en: 'Why they cannot' },
      {
        is: { offer: exampleOffer(moment) },
      },
      false,
      () => <AskDecline offer={exampleOffer(moment)} onClose={() => {}} />,
    ),
    unit('accepted', { ko: '갈게요', en: 'Accepted' }, coming('accepted'), true),
    unit('on-way', { ko: '가는 중', en: 'On the way' }, coming('on-way')),
    unit('on-scene', { ko: '현장', en: 'On scene' }, coming('on-scene')),
    unit('done', { ko: '마친 출동', en: 'Done' }, ended('done')),
    unit('withdrawn', { ko: '거둔 요청', en: 'Withdrawn' }, ended('withdrawn')),
    unit('offline', { ko: '연결 없음', en: 'No network' }, { answered: 'cut' }),
    unit(
      'offline-step',
      { ko: '연결 없음 · 남겨 둔 단계', en: 'No network, a step kept' },
      {
        ...coming('on-way'),
        answered: 'cut',
        kept: [{ name: 'on-scene', body: {} }],
      },
    ),
    unit(
      'refused',
      { ko: '더 쓸 수 없는 링크', en: 'A link of no use any more' },
      {
        answered: { status: 401, problem: { code: 'unauthorized' } },
      },
    ),
  ],
};

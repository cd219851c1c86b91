// Every state in which a screen has nothing else to show, in the voice of a phone and of a desk.
import type { ComponentChild } from 'preact';
import type { Example, ExampleSet } from '../example.ts';
import { language } from '../language.ts';
import { Empty } from './Empty.tsx';
import { Failed } from './Failed.tsx';
import { Loading } from './Loading.tsx';
import { Offline } from './Offline.tsx';
import { Refused } from './Refused.tsx';
import { Unanswered } from './Unanswered.tsx';
import type { Voice } from './words.ts';

const say = (ko: string, en: string) => (language.value === 'ko' ? ko : en);
const nothing = () => {};

const states: readonly {
  name: string;
  ko: string;
  en: string;
  show: (voice: Voice, at: number) => ComponentChild;
}[] = [
  {
    name: 'empty',
    ko: '비어 있음',
    en: 'Empty',
    show: (voice) => (
      <Empty
        voice={voice}
        title={
          voice === 'desk'
            ? say('오늘 밤 마감한 신고 없음', 'No call was closed tonight')
            : say('아직 받은 메시지가 없어요', 'There are no messages yet')
        }
        note={
          voice === 'desk'
            ? say('마감하면 여기에 쌓임', 'They gather here when they are closed')
            : say('오면 여기에 보여 드릴게요.', 'They will be shown here.')
        }
      />
    ),
  },
  {
    name: 'loading',
    ko: '불러오는 중',
    en: 'Loading',
    show: (voice) => <Loading voice={voice} at="waiting" lines={5} />,
  },
  {
    name: 'slow',
    ko: '느림',
    en: 'Slow',
    show: (voice) => <Loading voice={voice} at="slow" onRetry={nothing} />,
  },
  {
    name: 'offline',
    ko: '연결 없음',
    en: 'Offline',
    show: (voice, at) => <Offline voice={voice} since={at - 240_000} onRetry={nothing} />,
  },
  {
    name: 'refused',
    ko: '거절',
    en: 'Refused',
    show: (voice) => (
      <Refused
        voice={voice}
        why={
          voice === 'desk'
            ? say(
                '다른 구의 점포 · 그 구 담당자가 처리',
                'A store of another district; its office handles it',
              )
            : say(
                '이 링크는 이미 쓰였어요. 구청에 새 링크를 부탁해 주세요.',
                'This link was used already. Please ask the office for a new one.',
              )
        }
      />
    ),
  },
  {
    name: 'failed',
    ko: '저희 쪽 오류',
    en: 'A fault of ours',
    show: (voice) =>
      voice === 'phone' ? (
        <Failed voice="phone" id="7f3a-21c9" onRetry={nothing} />
      ) : (
        <Unanswered
          problem={{ status: 500, code: 'internal', id: '7f3a-21c9' }}
          onRetry={nothing}
        />
      ),
  },
];

export const examples: ExampleSet = {
  title: { ko: '상태 · 비었을 때, 느릴 때, 안 될 때', en: 'States: empty, slow, not working' },
  usual: 'paper',
  examples: states.flatMap(({ name, ko, en, show }) =>
    (['phone', 'desk'] as const).map(
      (size): Example => ({
        name: `${name}-${size}`,
        title: {
          ko: `${ko} · ${size === 'phone' ? '휴대전화' : '책상'}`,
          en: `${en}, ${size === 'phone' ? 'on a phone' : 'at the desk'}`,
        },
        sizes: [size],
        frame: 'piece',
        photo: size === 'phone' && ['offline', 'failed'].includes(name),
        show: (at) => show(size, at),
      }),
    ),
  ),
};

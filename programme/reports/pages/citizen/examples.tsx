// Guidance and reports on her phone: every question, the seven words, and coming back.
import type { ComponentChild } from 'preact';
import type { Answers, Example, ExampleSet } from '#platform/ui/example.ts';
import { exampleCity } from '#programme/city/example-city.ts';
import { facts } from '#programme/city/pages/citizen/facts.ts';
import type { HerReport } from '../../contract.ts';
import { exampleDesks, exampleReport, exampleTexts } from '../../example-report.ts';
import { AftercareScreen } from './AftercareScreen.tsx';
import { AgainScreen } from './AgainScreen.tsx';
import { put, type Answers as Said, type Step, step } from './answers.ts';
import { DirectoryScreen } from './DirectoryScreen.tsx';
import { type Desks, desks, districts } from './desks.ts';
import { MineScreen } from './MineScreen.tsx';
import { mine, texts } from './mine.ts';
import { picked } from './picked.ts';
import { ReportScreen } from './ReportScreen.tsx';
import { type Sending, sending } from './send.ts';
import { TellScreen } from './TellScreen.tsx';
import { type Upload, uploads } from './uploads.ts';

const secrets = {
  token: 'A'.repeat(43),
  keys: { publicKey: new Uint8Array(32), privateKey: new Uint8Array(32) },
};
const words = ['방송', '풍속', '송이', '그냥', '대낮', '효율적', '일부'];

function screen(
  name: string,
  title: Example['title'],
  show: (at: number) => ComponentChild,
  photo = false,
): Example {
  return {
    name,
    title,
    sizes: ['phone', 'desk'],
    frame: 'phone',
    photo,
    show: (at) => {
      facts.value = exampleCity;
      districts.value = exampleCity.districts;
      desks.value = { state: 'known', district: '101', items: exampleDesks, fileQuota: 2.4e9 };
      return show(at);
    },
  };
}

type Phone = { said?: Partial<Said>; state?: Sending; found?: Desks; answers?: Answers };

/** What a dishonest server would hand out: a key that the city did not sign. */
const forged: Answers = {
  'GET /api/reports/recipients': {
    reply: {
      cityKey: `x${'A'.repeat(42)}`,
      items: [
        {
          id: exampleDesks[0]?.desk,
          kind: 'crisis-team',
          district: '101',
          key: {
            id: exampleDesks[0]?.keyId,
            entry: { position: 1, before: '', text: '{}', signature: 'A'.repeat(86) },
          },
        },
      ],
    },
  },
};

function question(name: string, title: Example['title'], at: Step, phone: Phone = {}): Example {
  const example = screen(
    name,
    title,
    () => {
      put(phone.said ?? {});
      step.value = at;
      sending.value = phone.state ?? { state: 'none' };
      picked.value = at === 'files' ? [new File(['x'.repeat(3e5)], 'IMG_2041.jpg')] : [];
      if (phone.found !== undefined) desks.value = phone.found;
      return <ReportScreen />;
    },
    at === 'who' && phone.found === undefined,
  );
  return phone.answers === undefined ? example : { ...example, answers: phone.answers };
}

function report(name: string, title: Example['title'], some: Partial<HerReport> = {}): Example {
  return screen(
    name,
    title,
    (at) => {
      const shown = { secrets, report: exampleReport(at, some) };
      mine.value = shown;
      texts.value = exampleTexts;
      return <MineScreen now={shown} />;
    },
    name === 'mine',
  );
}

const chosen: Partial<Said> = {
  story: '퇴근길 전철에서 있었던 일이에요.',
  teller: 'survivor',
  district: '101',
  place: 'transit',
  line: '2호선',
  car: '4-2',
  name: '바람',
  ways: ['here'],
  who: exampleDesks.slice(0, 2).map(({ desk }) => desk),
  identity: exampleDesks.slice(0, 1).map(({ desk }) => desk),
};

const upload = (id: string, name: string, state: Upload['state'], share: number): Upload => ({
  id,
  name,
  state,
  share,
  clean: state === 'done' ? 'made' : null,
  why: null,
  parts: [],
});

export const examples: ExampleSet = {
  title: { ko: '주민 앱 · 말하고 싶어요', en: 'Residents’ app: report and talk' },
  usual: 'paper',
  residents: true,
  examples: [
    screen('tell', { ko: '무엇부터 할지', en: 'Where to begin' }, () => <TellScreen />, true),
    screen('aftercare', { ko: '72시간', en: '72 hours' }, () => <AftercareScreen />, true),
    screen('directory', { ko: '도움받을 수 있는 곳', en: 'Where there is help' }, () => (
      <DirectoryScreen />
    )),
    question('danger', { ko: '먼저, 안전한지', en: 'Safe first' }, 'danger'),
    question('you', { ko: '19살이 안 됐을 때', en: 'Under 19' }, 'you', {
      said: { teller: 'survivor', age: '13-18' },
    }),
    question('what', { ko: '있었던 일', en: 'What happened' }, 'what', {
      said: { ...chosen, when: 'today' },
    }),
    question('where', { ko: '어디에서', en: 'Where' }, 'where', { said: chosen }),
    question('want', { ko: '필요한 것', en: 'What would help' }, 'want'),
    question('reach', { ko: '안전한 연락', en: 'Safe contact' }, 'reach', { said: chosen }),
    question('who', { ko: '누가 알면 좋을지', en: 'Who should know' }, 'who', { said: chosen }),
    question('broken', { ko: '열쇠를 믿을 수 없을 때', en: 'Keys not to be trusted' }, 'who', {
      said: chosen,
      found: { state: 'broken' },
      answers: forged,
    }),
    question('files', { ko: '사진·소리·영상', en: 'Photos, sound, video' }, 'files', {
      said: chosen,
    }),
    question('check', { ko: '보내기 전에', en: 'Before it is sent' }, 'check', { said: chosen }),
    question('cut', { ko: '연결이 끊겼을 때', en: 'The connection is gone' }, 'check', {
      said: chosen,
      state: { state: 'waiting' },
    }),
    screen(
      'words',
      { ko: '일곱 낱말', en: 'Seven words' },
      (at) => {
        sending.value = { state: 'words', words, report: exampleReport(at), secrets };
        return <ReportScreen />;
      },
      true,
    ),
    screen('again', { ko: '낱말로 돌아오기', en: 'Coming back' }, () => <AgainScreen />),
    screen('uploads', { ko: '가는 중인 파일', en: 'Files on their way' }, (at) => {
      const shown = { secrets, report: exampleReport(at) };
      mine.value = shown;
      texts.value = exampleTexts;
      uploads.value = [
        upload('1', 'IMG_2041.jpg', 'done', 1),
        upload('2', 'VID_0007.mp4', 'sending', 0.42),
        upload('3', 'REC_11.m4a', 'waiting', 0),
      ];
      return <MineScreen now={shown} />;
    }),
    report('mine', { ko: '내가 알린 것', en: 'What she told' }),
    report(
      'draft',
      { ko: '아직 아무도', en: 'Nobody yet' },
      { state: 'draft', clear: null, sentAt: null, desks: [], consents: [], openings: [] },
    ),
    report('withdrawn', { ko: '거둔 뒤', en: 'Taken back' }, { state: 'withdrawn', parts: [] }),
  ],
};

// The safe houses on a resident's phone: with her place and without, cut off, and before the list ever came.
import type { Example, ExampleSet } from '#platform/ui/example.ts';
import type { HereState } from '#platform/ui/phone/here.ts';
import { exampleCity } from '#programme/city/example-city.ts';
import { facts } from '#programme/city/pages/citizen/facts.ts';
import { putHere, putList } from './example-phone.ts';
import { HousesScreen } from './HousesScreen.tsx';

type Phone = { state: HereState; list: boolean; online: boolean };

function houses(
  name: string,
  title: Example['title'],
  { state, list, online }: Phone,
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
      putHere(state);
      putList(list ? at : null, online);
      return <HousesScreen />;
    },
  };
}

export const examples: ExampleSet = {
  title: { ko: '주민 앱 · 지킴이집', en: 'Residents’ app: safe houses' },
  usual: 'paper',
  residents: true,
  examples: [
    houses(
      'near',
      { ko: '가까운 곳부터', en: 'The nearest first' },
      { state: 'known', list: true, online: true },
      true,
    ),
    houses(
      'unasked',
      { ko: '위치를 묻기 전', en: 'Before her place is asked' },
      { state: 'unasked', list: true, online: true },
    ),
    houses(
      'asking',
      { ko: '위치를 찾는 중', en: 'Finding her place' },
      { state: 'asking', list: true, online: true },
    ),
    houses(
      'refused',
      { ko: '위치 거절', en: 'Her place refused' },
      { state: 'refused', list: true, online: true },
    ),
    houses(
      'offline',
      { ko: '연결 없음 · 받아 둔 목록', en: 'No network, the list kept' },
      { state: 'known', list: true, online: false },
    ),
    houses(
      'loading',
      { ko: '목록을 받는 중', en: 'The list on its way' },
      { state: 'known', list: false, online: true },
    ),
    houses(
      'never',
      { ko: '연결 없음 · 목록 없음', en: 'No network, no list' },
      { state: 'known', list: false, online: false },
      true,
    ),
  ],
};

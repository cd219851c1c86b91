// The residents' app around its rooms: the first screen as it is found, and getting ready on a quiet day.
import type { Example, ExampleSet } from '#platform/ui/example.ts';
import type { HereState } from '#platform/ui/phone/here.ts';
import { exampleCity } from '#programme/city/example-city.ts';
import { facts } from '#programme/city/pages/citizen/facts.ts';
import { evenings } from '#programme/escorts/pages/citizen/index.ts';
import { putHere, putList } from '#programme/safe-houses/pages/citizen/example-phone.ts';
import { Home } from './Home.tsx';
import { installable } from './install.ts';
import { Prepare } from './Prepare.tsx';
import './citizen.css';

function shown(
  name: string,
  title: Example['title'],
  Screen: () => preact.JSX.Element,
  { state = 'unasked', list = true, photo = false, installs = false }: Options = {},
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
      putList(list ? at : null);
      evenings.value = [[at - 7_000_000, at + 3_800_000]];
      installable.value = installs;
      return <Screen />;
    },
  };
}
type Options = { state?: HereState; list?: boolean; photo?: boolean; installs?: boolean };

export const examples: ExampleSet = {
  title: { ko: '주민 앱 · 첫 화면', en: 'Residents’ app: the first screen' },
  usual: 'paper',
  residents: true,
  examples: [
    shown('home', { ko: '첫 화면', en: 'The first screen' }, Home, { photo: true }),
    shown('home-near', { ko: '위치를 알 때', en: 'Her place is known' }, Home, { state: 'known' }),
    shown('home-new', { ko: '목록이 아직 없을 때', en: 'Before the list has come' }, Home, {
      list: false,
    }),
    shown('prepare', { ko: '미리 준비해 두기', en: 'Getting ready' }, Prepare, { photo: true }),
    shown('install', { ko: '홈 화면에 추가', en: 'Onto the home screen' }, Prepare, {
      installs: true,
    }),
  ],
};

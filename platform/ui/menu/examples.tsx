// The menu, closed and opened by the test that walks it.
import type { ExampleSet } from '../example.ts';
import { language } from '../language.ts';
import { Menu } from './Menu.tsx';

const say = (ko: string, en: string) => (language.value === 'ko' ? ko : en);
const nothing = () => {};

export const examples: ExampleSet = {
  title: { ko: '메뉴', en: 'Menu' },
  usual: 'dark',
  examples: [
    {
      name: 'menu',
      title: { ko: '단추 아래의 메뉴', en: 'A menu under its button' },
      sizes: ['phone', 'desk'],
      frame: 'piece',
      show: () => (
        <Menu
          label={say('메뉴', 'Menu')}
          items={[
            { word: say('전화 접수', 'Hotline'), icon: 'headset', press: 'H', act: nothing },
            {
              word: say('소리', 'Sound'),
              icon: 'soundOn',
              side: say('켬', 'On'),
              press: 'S',
              act: nothing,
            },
            { word: say('로그아웃', 'Sign out'), icon: 'signOut', act: nothing },
          ]}
        >
          {say('이수연 · 야간', 'Lee Suyeon, night')}
        </Menu>
      ),
    },
  ],
};

// The field that finds: among a few made-up stores.
import { useState } from 'preact/hooks';
import type { ExampleSet } from '../example.ts';
import { findable, matches } from '../find.ts';
import { language } from '../language.ts';
import { tell } from '../notices.ts';
import { Combobox, type Found } from './Combobox.tsx';

const say = (ko: string, en: string) => (language.value === 'ko' ? ko : en);
const stores = ['한별마트 무지개로점', '초록편의점 은하수점', '새봄마트 강변점', '한별마트 새섬점'];

function Finder() {
  const [query, setQuery] = useState('');
  const found: Found[] =
    query === ''
      ? []
      : stores
          .filter((name) => matches(findable(name), query) > 0)
          .map((name) => ({
            key: name,
            word: name,
            side: say('지킴이집', 'Safe house'),
            icon: 'store',
            group: say('곳', 'Places'),
          }));
  return (
    <Combobox
      label={say('찾기', 'Find')}
      placeholder={say('점포, 초성 ㅎㅂㅁㅌ', 'Store, initials')}
      none={say('찾은 것 없음', 'Nothing found')}
      query={query}
      found={found}
      onQuery={setQuery}
      onChoose={(one) => tell(one.word)}
      inputId="find"
    />
  );
}

export const examples: ExampleSet = {
  title: { ko: '찾기', en: 'Find' },
  usual: 'dark',
  examples: [
    {
      name: 'stores',
      title: { ko: '점포 찾기', en: 'Find a store' },
      sizes: ['phone', 'desk'],
      frame: 'piece',
      show: () => <Finder />,
    },
  ],
};

// Where they meet her: by name or initial consonants, or the nearest; computed on the phone.
import pinShapes from 'lucide-static/icons/map-pin.svg?icon';
import { useState } from 'preact/hooks';
import { Glyph } from '#platform/ui/phone/Glyph.tsx';
import { askHere, here, hereState } from '#platform/ui/phone/here.ts';
import { Card } from '#platform/ui/phone/ScreenHead.tsx';
import { inLanguage, t } from '#platform/ui/phone/words.ts';
import { bookStep, draft, put } from './draft.ts';
import { choosePoints, points } from './points.ts';
import { sayWay } from './say.ts';

const most = 6;

export function AskPoint() {
  const [words, setWords] = useState('');
  const at = here.value;
  const state = hereState.value;
  const shown =
    words.trim() === '' && at === null ? [] : choosePoints(points.value ?? [], words, at, most);
  return (
    <>
      <input
        class="write-in"
        type="search"
        aria-label={t('walk.point.find')}
        placeholder={t('walk.point.find')}
        autocomplete="off"
        maxLength={60}
        value={words}
        onInput={(event) => setWords(event.currentTarget.value)}
      />
      {at === null && (
        <>
          <button type="button" class="touch" onClick={askHere}>
            <Glyph of={pinShapes} size={20} />
            {t('walk.point.near')}
          </button>
          <p class="part-note" role="status">
            {t(
              state === 'asking'
                ? 'houses.here.asking'
                : state === 'refused' || state === 'unknown'
                  ? 'walk.point.nowhere'
                  : 'walk.point.private',
            )}
          </p>
        </>
      )}
      <ul class="walk-list" aria-label={t('walk.ask.where')}>
        {shown.map((point) => (
          <li key={point.id}>
            <Card
              icon={<Glyph of={pinShapes} />}
              title={inLanguage(point.name)}
              note={[at === null ? '' : sayWay(at, point), inLanguage(point.hint)]
                .filter(Boolean)
                .join(' · ')}
              onPress={() => {
                if (draft.value.point?.id !== point.id) put({ point, at: null });
                bookStep.value = 'when';
              }}
            />
          </li>
        ))}
      </ul>
      {words.trim() !== '' && shown.length === 0 && (
        <p class="banner" role="status">
          {t('walk.point.none')}
        </p>
      )}
    </>
  );
}

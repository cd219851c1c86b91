// Where to: a corner is enough. A known place nearby, a touch on the map, or where she is now.
import { t } from '#platform/ui/phone/words.ts';
import { bookStep, draft, put } from './draft.ts';
import { PickPlace } from './PickPlace.tsx';
import { service } from './points.ts';

export function AskWhereTo() {
  const { point, destination, place, words } = draft.value;
  if (point === null) return null;
  return (
    <>
      <p class="part-note">{t('walk.to.note')}</p>
      <PickPlace
        around={point}
        within={service.value?.longestWalkMetres ?? 2500}
        chosen={destination}
        name={place}
        choose={(at, name) => put({ destination: at, place: name })}
      />
      {destination !== null && (
        <>
          <label class="named">
            <span>{t('walk.to.words')}</span>
            <input
              class="write-in"
              placeholder={t('walk.to.words.like')}
              autocomplete="off"
              maxLength={120}
              value={words}
              onInput={(event) => put({ words: event.currentTarget.value })}
            />
          </label>
          <button
            type="button"
            class="touch touch-brand"
            onClick={() => {
              bookStep.value = 'who';
            }}
          >
            {t('walk.on')}
          </button>
        </>
      )}
    </>
  );
}

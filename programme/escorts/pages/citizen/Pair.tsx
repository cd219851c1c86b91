// Who comes: two names, faces and staff numbers, so that she knows them before they stand there.
import { useEffect } from 'preact/hooks';
import { here } from '#platform/ui/phone/here.ts';
import { t } from '#platform/ui/phone/words.ts';
import type { WalkView } from '../../contract.ts';
import { askWalk } from './follow.ts';
import { faces, view } from './kept.ts';
import { sayTime, sayWay } from './say.ts';

/** Milliseconds for which a place of her phone is hers. */
const freshFor = 60_000;

export function Pair({ now }: { now: WalkView }) {
  const pair = now.pair;
  const wanted = (pair?.people ?? []).filter(({ hasPhoto }) => hasPhoto).map(({ id }) => id);
  useEffect(() => {
    for (const id of wanted) void fetchPhoto(id);
  }, [wanted.join()]);
  if (pair === null) return null;
  const at = pair.at;
  // What her phone knew a while ago is no longer where she is.
  const me = here.value;
  const fresh = me !== null && performance.now() - me.heardAt < freshFor;
  const from = fresh ? me : now.point;
  return (
    <section class="part walk-pair" aria-label={t('walk.pair')}>
      <h2>{t('walk.pair.of', { callSign: pair.callSign })}</h2>
      <ul class="walk-people">
        {pair.people.map(({ id, name, staffNumber, languages }) => (
          <li key={id}>
            {faces.value[id] === undefined ? (
              <span class="walk-face" aria-hidden="true">
                {name.slice(0, 1)}
              </span>
            ) : (
              <img class="walk-face" src={faces.value[id]} alt={t('walk.photo', { name })} />
            )}
            <span class="walk-person">
              <strong>{name}</strong>
              <span>{t('walk.staff', { number: staffNumber })}</span>
              {languages.some((one) => one !== 'ko') && (
                <span>{languages.map(nameOfLanguage).join(', ')}</span>
              )}
            </span>
          </li>
        ))}
      </ul>
      {at !== null && (
        <p class="part-line" role="status">
          {t(fresh ? 'walk.pair.at.you' : 'walk.pair.at.point', {
            way: sayWay(from, at),
            time: sayTime(at.at),
          })}
        </p>
      )}
    </section>
  );
}

async function fetchPhoto(id: string): Promise<void> {
  if (faces.value[id] !== undefined) return;
  const told = await askWalk<{ type: string; base64: string }>('GET', `/people/${id}/photo`);
  // A walk that ended meanwhile has no faces any more.
  if (told.ok && view.value?.ended === null)
    faces.value = { ...faces.value, [id]: `data:${told.value.type};base64,${told.value.base64}` };
}

function nameOfLanguage(code: string): string {
  return (
    new Intl.DisplayNames(document.documentElement.lang, { type: 'language' }).of(code) ?? code
  );
}

// What a trusted person sees of a way without scouts: until when, where she is, and whether the city is worried; nothing afterwards.
import { signal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { ask, pause } from '#platform/ui/phone/ask.ts';
import { mapAddress } from '#platform/ui/phone/map-address.ts';
import { LeaveButton } from '#platform/ui/phone/ScreenHead.tsx';
import { t } from '#platform/ui/phone/words.ts';
import { facts } from '#programme/city/pages/citizen/facts.ts';
import { sayTime } from './say.ts';
import './walk.css';

type SharedWay = {
  state: 'under-way' | 'asked' | 'help-called';
  dueAt: string;
  position: { lat: number; lon: number; accuracy: number; at: string } | null;
  destination: { lat: number; lon: number; words: string | null } | null;
};
type Watched = { at: 'asking' | 'gone' } | { at: 'live'; way: SharedWay };

const everyMilliseconds = 3000;
export const watchedWay = signal<Watched>({ at: 'asking' });
const lost = signal(false);

/** Asks with the token of the link, which stands in no address the server sees. */
async function follow(token: string, stopped: () => boolean): Promise<void> {
  while (!stopped()) {
    const told = await ask<SharedWay>('GET /api/shared-way', { authorization: `Link ${token}` });
    // Only the city itself ends it; a gate of some network that answers in its place does not.
    lost.value = !told.ok && told.code !== 'gone';
    if (told.ok) watchedWay.value = { at: 'live', way: told.value };
    else if (told.code === 'gone') {
      watchedWay.value = { at: 'gone' };
      return;
    }
    await pause(document.visibilityState === 'visible' ? everyMilliseconds : 15_000);
  }
}

export function WithWay({ token }: { token: string }) {
  useEffect(() => {
    let stopped = false;
    void follow(token, () => stopped);
    return () => {
      stopped = true;
    };
  }, [token]);
  const now = watchedWay.value;
  const number = facts.value.numbers.emergency;
  return (
    <div class="screen">
      <header class="screen-head">
        <h1>{t('with.title')}</h1>
        <LeaveButton />
      </header>
      <main class="screen-main">
        {lost.value && (
          <p class="banner" role="alert">
            {t('with.lost')}
          </p>
        )}
        {now.at === 'live' ? (
          <Live way={now.way} />
        ) : (
          <section class="walk-state" role="status">
            <strong>{t(now.at === 'gone' ? 'way.with.gone' : 'with.asking')}</strong>
            {now.at === 'gone' && <span>{t('way.with.gone.note')}</span>}
          </section>
        )}
        {now.at === 'live' && (
          <>
            <p class="part-note">{t('with.advice', { number })}</p>
            <a class="touch" href={`tel:${number}`}>
              {t('sos.call', { number })}
            </a>
          </>
        )}
      </main>
    </div>
  );
}

function Live({ way: { state, dueAt, position, destination } }: { way: SharedWay }) {
  return (
    <>
      <section class="walk-state" role="status">
        <strong>{t(`way.with.${state}`)}</strong>
        <span>{t(`way.with.${state}.note`, { time: sayTime(dueAt) })}</span>
      </section>
      <section class="part">
        <h2>{t('with.place')}</h2>
        {position === null ? (
          <p class="part-note">{t('with.place.none')}</p>
        ) : (
          <>
            <p class="part-note">
              {t('with.place.at', { time: sayTime(position.at), n: Math.round(position.accuracy) })}
            </p>
            <a class="touch touch-brand" href={mapAddress(position.lat, position.lon)}>
              {t('with.way')}
            </a>
          </>
        )}
      </section>
      {destination !== null && (
        <section class="part">
          <h2>{t('way.with.to')}</h2>
          <a
            class="touch"
            href={mapAddress(destination.lat, destination.lon, destination.words ?? '')}
          >
            {destination.words ?? t('walk.to.chosen')}
          </a>
        </section>
      )}
    </>
  );
}

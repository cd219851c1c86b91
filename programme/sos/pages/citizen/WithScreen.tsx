// What a trusted person sees: how it stands and where she is, as long as the call lives and not a moment longer.
import { signal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { ask, pause } from '#platform/ui/phone/ask.ts';
import { mapAddress } from '#platform/ui/phone/map-address.ts';
import { LeaveButton } from '#platform/ui/phone/ScreenHead.tsx';
import { spoken, t } from '#platform/ui/phone/words.ts';
import { facts } from '#programme/city/pages/citizen/facts.ts';
import type { SharedView } from '../../contract.ts';
import './sos.css';

const everyMilliseconds = 3000;
type Watched = { at: 'asking' | 'soon' | 'gone' } | { at: 'live'; view: SharedView };

const watched = signal<Watched>({ at: 'asking' });
const lost = signal(false);

/** Asks with the token of the link, which stands in no address the server sees. */
async function follow(token: string, stopped: () => boolean): Promise<void> {
  while (!stopped()) {
    const told = await ask<SharedView>('GET /api/shared-sos', { authorization: `Link ${token}` });
    // Only the city itself ends it; a gate of some network that answers in its place does not.
    lost.value = !told.ok && told.code !== 'gone' && told.code !== 'not-raised';
    if (told.ok) watched.value = { at: 'live', view: told.value };
    else if (told.code === 'not-raised') watched.value = { at: 'soon' };
    else if (told.code === 'gone') {
      watched.value = { at: 'gone' };
      return;
    }
    await pause(document.visibilityState === 'visible' ? everyMilliseconds : 15_000);
  }
}

function clock(at: string): string {
  return new Intl.DateTimeFormat(spoken.value.language, {
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
    timeZone: facts.value.timeZone,
  }).format(new Date(at));
}

export function WithScreen({ token }: { token: string }) {
  useEffect(() => {
    let stopped = false;
    void follow(token, () => stopped);
    return () => {
      stopped = true;
    };
  }, [token]);
  const now = watched.value;
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
          <Live view={now.view} />
        ) : (
          <section class="live-state" role="status">
            <strong>{t(`with.${now.at}`)}</strong>
            {now.at === 'gone' && <span>{t('with.gone.note')}</span>}
          </section>
        )}
        {now.at === 'live' && (
          <p class="part-note">{t('with.advice', { number: facts.value.numbers.emergency })}</p>
        )}
        {now.at !== 'gone' && (
          <a class="touch" href={`tel:${facts.value.numbers.emergency}`}>
            {t('sos.call', { number: facts.value.numbers.emergency })}
          </a>
        )}
      </main>
    </div>
  );
}

function Live({ view }: { view: SharedView }) {
  const { position, etaMinutes } = view;
  return (
    <>
      <section class="live-state" role="status">
        <strong>{t(`live.${view.state}`)}</strong>
        <span>
          {etaMinutes !== null && view.state === 'dispatched'
            ? t('live.dispatched.eta', { n: etaMinutes })
            : t('with.since', { time: clock(view.raisedAt) })}
        </span>
        {view.policeKnow && <span class="live-police">{t('live.police')}</span>}
      </section>
      <section class="part">
        <h2>{t('with.place')}</h2>
        {position === null ? (
          <p class="part-note">{t('with.place.none')}</p>
        ) : (
          <>
            <p class="part-note">
              {t('with.place.at', { time: clock(position.at), n: Math.round(position.accuracy) })}
            </p>
            <a class="touch touch-brand" href={mapAddress(position.lat, position.lon)}>
              {t('with.way')}
            </a>
          </>
        )}
      </section>
    </>
  );
}

// On her own way: until when, who follows, and the question that comes before anybody is alarmed.
import { useEffect, useState } from 'preact/hooks';
import { cityTime } from '#platform/ui/phone/ask.ts';
import { hereState } from '#platform/ui/phone/here.ts';
import { ScreenHead } from '#platform/ui/phone/ScreenHead.tsx';
import { go } from '#platform/ui/phone/screen.ts';
import { t } from '#platform/ui/phone/words.ts';
import { facts } from '#programme/city/pages/citizen/facts.ts';
import { Telephone } from '#programme/sos/pages/citizen/Telephone.tsx';
import type { CompanionView } from '../../companion-contract.ts';
import { fixNow } from './NotThem.tsx';
import { Sure } from './Sure.tsx';
import { sayTime } from './say.ts';
import { WayLinks } from './WayLinks.tsx';
import { shareWay, way, wayErrand, wayFailures } from './way-kept.ts';

const more = [15, 30] as const;
const minute = 60_000;

function later(minutes: number, now: CompanionView): void {
  const from = Math.max(cityTime(), now.dueAt === null ? 0 : Date.parse(now.dueAt));
  wayErrand('extend', { dueAt: new Date(from + minutes * minute).toISOString() });
}

export function UnderWay({ now }: { now: CompanionView }) {
  const shares = way.value?.shares === true;
  const waits = (way.value?.errands.length ?? 0) > 0;
  const called = now.state === 'help-called';
  const arriving = way.value?.errands.some(({ path }) => path === 'arrived') === true;
  return (
    <div class="screen">
      <ScreenHead title={t('way.title')} onBack={() => go('home')} />
      <main class="screen-main">
        {now.state === 'asked' ? (
          <Asked now={now} />
        ) : (
          <section class="walk-state" role="status" aria-live="polite">
            <strong>{t(called ? 'way.called' : 'way.on')}</strong>
            <span>
              {called || now.dueAt === null
                ? t('way.called.note')
                : t('way.on.note', { time: sayTime(now.dueAt) })}
            </span>
          </section>
        )}
        {wayFailures.value > 1 && (
          <p class="banner" role="alert">
            {t('way.lost', { number: facts.value.numbers.emergency })}{' '}
            {waits && t('walk.lost.waits')}
          </p>
        )}
        {called && <Telephone />}
        {now.state === 'under-way' && (
          <div class="walk-two">
            {more.map((one) => (
              <button type="button" key={one} class="touch" onClick={() => later(one, now)}>
                {t('way.more', { n: one })}
              </button>
            ))}
          </div>
        )}
        <WayLinks />
        <section class="part">
          <button
            type="button"
            class="touch"
            aria-pressed={shares}
            onClick={() => shareWay(!shares)}
          >
            {t(shares ? 'way.share.on' : 'way.share.off')}
          </button>
          {shares && (hereState.value === 'refused' || hereState.value === 'unknown') && (
            <p class="part-note" role="status">
              {t('way.share.unknown')}
            </p>
          )}
        </section>
      </main>
      <footer class="screen-foot">
        <div class="walk-two">
          {!called && (
            <button
              type="button"
              class="touch touch-brand"
              aria-disabled={arriving}
              onClick={() => !arriving && wayErrand('arrived')}
            >
              {t(arriving ? 'walk.home.telling' : 'walk.home')}
            </button>
          )}
          <Help called={called} />
        </div>
      </footer>
    </div>
  );
}

/** She is overdue: she is asked before anybody else hears of it. */
function Asked({ now }: { now: CompanionView }) {
  const [, setTick] = useState(0);
  useEffect(() => {
    // A browser refuses, and says so, where nobody has touched the page yet.
    if (navigator.userActivation?.hasBeenActive) navigator.vibrate?.([200, 100, 200]);
    const timer = setInterval(() => setTick((tick) => tick + 1), 1000);
    return () => clearInterval(timer);
  }, []);
  const left = Math.max(
    0,
    Math.round(((now.askBy === null ? 0 : Date.parse(now.askBy)) - cityTime()) / 1000),
  );
  return (
    <section class="walk-warned walk-asked" role="alertdialog" aria-label={t('way.asked')}>
      <div>
        <strong>{t('way.asked')}</strong>
        <p>{t('way.asked.note', { time: now.askBy === null ? '' : sayTime(now.askBy) })}</p>
      </div>
      <p class="walk-digits" aria-hidden="true">
        {Math.floor(left / 60)}:{String(left % 60).padStart(2, '0')}
      </p>
      <button type="button" class="touch touch-brand" onClick={() => later(more[0], now)}>
        {t('way.well')}
      </button>
    </section>
  );
}

function Help({ called }: { called: boolean }) {
  const [silent, setSilent] = useState(false);
  if (called) return null;
  return (
    <Sure
      label={t('walk.help')}
      look="touch walk-red"
      question={t('walk.help.sure')}
      yes={t('help.now')}
      onYes={() => wayErrand('help', { silent, fix: fixNow() })}
    >
      <button type="button" class="touch" aria-pressed={silent} onClick={() => setSilent(!silent)}>
        {t('walk.help.silent')}
      </button>
      <Telephone />
    </Sure>
  );
}

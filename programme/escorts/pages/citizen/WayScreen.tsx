// 귀가 모니터링: she goes alone, people she trusts see her, and the city asks when she is late.
import { LeaveButton, ScreenHead } from '#platform/ui/phone/ScreenHead.tsx';
import { go } from '#platform/ui/phone/screen.ts';
import { t } from '#platform/ui/phone/words.ts';
import { facts } from '#programme/city/pages/citizen/facts.ts';
import { SetOut } from './SetOut.tsx';
import { UnderWay } from './UnderWay.tsx';
import { putWayAway, way, wayFailures, wayOver, wayView } from './way-kept.ts';
import './walk.css';

export function WayScreen() {
  if (wayOver.value !== null) return <WayOver by={wayOver.value} />;
  if (way.value === null) return <SetOut />;
  const now = wayView.value;
  if (now === null || way.value.start !== null)
    return (
      <div class="screen">
        <ScreenHead title={t('way.title')} onBack={() => go('home')} />
        <main class="screen-main">
          <section class="walk-state" role="status">
            <strong>{t('way.starting')}</strong>
            <span>
              {t(wayFailures.value > 1 ? 'way.starting.lost' : 'walk.sending.note', {
                number: facts.value.numbers.emergency,
              })}
            </span>
          </section>
        </main>
      </div>
    );
  return <UnderWay now={now} />;
}

/** Everything is erased, every link is dead. */
function WayOver({ by }: { by: 'there' | 'call-closed' }) {
  const words = by === 'there' ? 'way.over' : 'way.closed';
  return (
    <div class="screen">
      <header class="screen-head">
        <span class="screen-space" />
        <LeaveButton />
      </header>
      <main class="screen-main">
        <section class="walk-over" role="status">
          <h1>{t(words)}</h1>
          <p>{t(`${words}.note`, { number: facts.value.numbers.emergency })}</p>
        </section>
      </main>
      <footer class="screen-foot walk-form">
        <button
          type="button"
          class="touch touch-brand"
          onClick={() => {
            putWayAway();
            go('home');
          }}
        >
          {t('walk.over.done')}
        </button>
      </footer>
    </div>
  );
}

// Before the walk: that it was received, who comes and when, meeting them; changing, cancelling and refusing at any moment.
import { ScreenHead } from '#platform/ui/phone/ScreenHead.tsx';
import { go } from '#platform/ui/phone/screen.ts';
import { inLanguage, t } from '#platform/ui/phone/words.ts';
import type { WalkView } from '../../contract.ts';
import { Cancel } from './Cancel.tsx';
import { startDraft } from './draft.ts';
import { Help } from './Help.tsx';
import { HelpEnded } from './HelpEnded.tsx';
import { Lost } from './Lost.tsx';
import { MapPart } from './MapPart.tsx';
import { Meeting } from './Meeting.tsx';
import { Pair } from './Pair.tsx';
import { Refuse } from './Refuse.tsx';
import { Share } from './Share.tsx';
import { Steps } from './Steps.tsx';
import { minutesUntil, sayDay, sayTime } from './say.ts';
import { Warned } from './Warned.tsx';

/** Minutes before the time of meeting from which the codes are shown, also where the news that they set out has not come. */
const meetsAhead = 20;

export function Waiting({ now }: { now: WalkView }) {
  const meets = now.state !== 'paired' || minutesUntil(now.wantedAt) <= meetsAhead;
  return (
    <div class="screen">
      <ScreenHead title={t('walk.title')} onBack={() => go('home')} />
      <main class="screen-main">
        <Warned now={now} />
        <HelpEnded now={now} />
        <Steps now={now} />
        <Lost now={now} />
        {now.pair !== null && <Pair now={now} />}
        {meets && now.pair?.meeting != null && <Meeting now={now} meeting={now.pair.meeting} />}
        <section class="part">
          <h2>{t('walk.sum')}</h2>
          <dl class="walk-sum">
            <div class="walk-line">
              <dt>{t('walk.sum.where')}</dt>
              <dd>
                {inLanguage(now.point.name)}
                <small>{inLanguage(now.point.hint)}</small>
              </dd>
            </div>
            <div class="walk-line">
              <dt>{t('walk.sum.when')}</dt>
              <dd>
                {sayDay(now.wantedAt)} {sayTime(now.wantedAt)}
              </dd>
            </div>
            <div class="walk-line">
              <dt>{t('walk.sum.to')}</dt>
              <dd>
                {now.destination?.words ?? t('walk.to.chosen')}
                <small>{t('walk.to.hidden')}</small>
              </dd>
            </div>
          </dl>
          <button type="button" class="touch" onClick={() => startDraft(now)}>
            {t('walk.change')}
          </button>
          <Cancel />
        </section>
        <Share />
        <MapPart now={now} />
      </main>
      <footer class="screen-foot">
        <div class="walk-two">
          {now.pair !== null && <Refuse />}
          <Help now={now} />
        </div>
      </footer>
    </div>
  );
}

// A unit's one page: off duty, waiting, asked, on the way, there. What comes next is always the button at the bottom.
import { useEffect } from 'preact/hooks';
import { Icon } from '#platform/ui/Icon.tsx';
import { inLanguage, language } from '#platform/ui/language.ts';
import { CallPart } from './CallPart.tsx';
import { OffDuty, OnDuty } from './DutyPart.tsx';
import { OfferPart } from './OfferPart.tsx';
import { sharePlace } from './own-place.ts';
import { followResponder, online, refused, responder, shown } from './responder-state.ts';
import { keepTexts, renewWaking } from './waking.ts';
import { t } from './words.ts';
import './responder.css';

export function ResponderPage() {
  const known = !refused.value;
  useEffect(() => (known ? followResponder() : undefined), [known]);
  useEffect(() => (known ? sharePlace() : undefined), [known]);
  const unit = responder.value?.unit;
  const callSign = unit?.callSign;
  useEffect(() => {
    document.title = callSign === undefined ? t('title') : `${callSign} · ${t('title')}`;
  }, [callSign, language.value]);
  const pushOn = responder.value?.push.on;
  useEffect(() => {
    void renewWaking();
  }, [pushOn]);
  useEffect(() => {
    if ('caches' in globalThis) void keepTexts().catch(() => {});
  }, [language.value]);
  if (refused.value)
    return (
      <main class="unit-page unit-none">
        <Icon name="lock" size={48} />
        <h2>{t('refused')}</h2>
        <p>{t('refused.note')}</p>
      </main>
    );
  return (
    <main class="unit-page">
      {!online.value && (
        <p class="unit-offline" role="status">
          <Icon name="offline" size={22} />
          <span>
            <strong>{t('offline')}</strong>
            {t('offline.note')}
          </span>
        </p>
      )}
      {unit !== undefined && (
        <p class="unit-who">
          {t(`kind.${unit.kind}`)} · {unit.organisation ?? inLanguage(unit.district)}
        </p>
      )}
      <Now />
    </main>
  );
}

function Now() {
  const now = responder.value;
  if (now === null)
    return (
      <p class="unit-loading" role="status">
        {t('loading')}
      </p>
    );
  const { offer } = now;
  const state = shown.value;
  if (offer !== null && state === 'offered') return <OfferPart offer={offer} />;
  if (offer !== null && state !== null) return <CallPart offer={offer} state={state} />;
  return now.duty.state === 'phone' ? <OnDuty responder={now} /> : <OffDuty responder={now} />;
}

// A scout's one page: before the shift, on patrol, asked, to the meeting, the meeting, the walk, and well home. What comes next is the button at the bottom.
import { useEffect } from 'preact/hooks';
import { Icon } from '#platform/ui/Icon.tsx';
import { language } from '#platform/ui/language.ts';
import { HelpState } from './HelpPart.tsx';
import { takeUpHelp } from './help.ts';
import { OfferPart } from './OfferPart.tsx';
import { sharePlace } from './own-place.ts';
import { Waiting } from './PatrolPart.tsx';
import { BeforeShift } from './ShiftPart.tsx';
import { followPair, online, pending, refused, view } from './scout-state.ts';
import { WalkPart } from './WalkPart.tsx';
import { clearNotes, keepTexts, renewWaking } from './waking.ts';
import { t } from './words.ts';
import './scout.css';

export function ScoutPage() {
  const known = !refused.value;
  useEffect(() => {
    if (!known) return undefined;
    takeUpHelp();
    return followPair();
  }, [known]);
  useEffect(() => (known ? sharePlace() : undefined), [known]);
  useEffect(() => {
    document.title = t('title');
  }, [language.value]);
  const pushOn = view.value?.push.on;
  const asked = view.value?.offer != null;
  useEffect(() => {
    void renewWaking();
  }, [pushOn]);
  useEffect(() => {
    if (!asked) void clearNotes().catch(() => {});
  }, [asked]);
  useEffect(() => {
    if ('caches' in globalThis) void keepTexts().catch(() => {});
  }, [language.value]);
  if (!known)
    return (
      <main class="scout-page scout-none">
        <Icon name="lock" size={48} />
        <h2>{t('refused')}</h2>
        <p>{t('refused.note')}</p>
      </main>
    );
  return (
    <main class="scout-page">
      {!online.value && (
        <p class="scout-offline" role="status">
          <Icon name="offline" size={22} />
          <span>
            <strong>{t('offline')}</strong>
            {pending.value.length > 0
              ? t('offline.kept', { n: pending.value.length })
              : t('offline.note')}
          </span>
        </p>
      )}
      <HelpState />
      <Now />
    </main>
  );
}

function Now() {
  const now = view.value;
  if (now === null)
    return (
      <p class="scout-loading" role="status">
        {t('loading')}
      </p>
    );
  if (now.walk !== null) return <WalkPart walk={now.walk} />;
  if (now.shift?.here !== true || now.shift.ended) return <BeforeShift view={now} />;
  if (now.offer !== null) return <OfferPart offer={now.offer} />;
  return <Waiting view={now} shift={now.shift} />;
}

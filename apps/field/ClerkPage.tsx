// The clerk's one page: a red button, whether help is coming, and the few things a shift needs.
import { useEffect } from 'preact/hooks';
import { hourMinute } from '#platform/ui/format.ts';
import { Icon } from '#platform/ui/Icon.tsx';
import { language } from '#platform/ui/language.ts';
import { Mark } from '#platform/ui/Mark.tsx';
import { clerk, followClerk, lost, online, refused, sending, takeUpPress } from './clerk.ts';
import { HelpState } from './HelpState.tsx';
import { InstallPart } from './InstallPart.tsx';
import { PressButton } from './PressButton.tsx';
import { ShiftPart } from './ShiftPart.tsx';
import { TestPart } from './TestPart.tsx';
import { t } from './words.ts';

export function ClerkPage() {
  const known = !refused.value;
  useEffect(() => {
    if (!known) return undefined;
    takeUpPress();
    return followClerk();
  }, [known]);
  const store = clerk.value?.store.name;
  useEffect(() => {
    document.title = store === undefined ? t('title') : `${store} · ${t('title')}`;
  }, [store, language.value]);
  const incident = clerk.value?.incident ?? null;
  if (!known)
    return (
      <main class="clerk-main clerk-none">
        <Mark size={64} />
        <h2>{t('refused')}</h2>
        <p>{t('noSecret.note')}</p>
        <a class="button button-outline button-large" href="tel:112">
          <Icon name="phone" size={20} />
          {t('call112')}
        </a>
      </main>
    );
  return (
    <main class="clerk-main">
      {!online.value && (
        <p class="clerk-offline" role="status">
          <Icon name="offline" size={22} />
          <span>
            <strong>{t('offline')}</strong>
            {t('offline.note')}
          </span>
          <a href="tel:112">{t('call112')}</a>
        </p>
      )}
      {lost.value !== null && (
        <p class="clerk-offline" role="status">
          <Icon name="warning" size={22} />
          <span>
            <strong>{t('lost', { time: hourMinute(lost.value) })}</strong>
            {t('lost.note')}
          </span>
          <button
            type="button"
            class="clerk-tool"
            onClick={() => {
              lost.value = null;
            }}
          >
            {t('close')}
          </button>
        </p>
      )}
      <HelpState />
      {incident === null && sending.value === null && (
        <>
          <ShiftPart />
          {/* Without a network neither works, and the button needs the room. */}
          {online.value && <TestPart />}
          {online.value && <InstallPart />}
        </>
      )}
      <PressButton />
    </main>
  );
}

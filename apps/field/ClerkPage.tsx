// The clerk's one page: a red button, whether help is coming, and the few things a shift needs.
import { useEffect } from 'preact/hooks';
import { Icon } from '#platform/ui/Icon.tsx';
import {
  chooseNextLanguage,
  language,
  nameOfLanguage,
  nextLanguage,
} from '#platform/ui/language.ts';
import { Mark } from '#platform/ui/Mark.tsx';
import { Notices } from '#platform/ui/Notices.tsx';
import { clerk, followClerk, online, refused, sending } from './clerk.ts';
import { HelpState } from './HelpState.tsx';
import { PressButton } from './PressButton.tsx';
import { ShiftPart } from './ShiftPart.tsx';
import { secret } from './store-link.ts';
import { TestPart } from './TestPart.tsx';
import { t } from './words.ts';
import './field-page.css';

export function ClerkPage() {
  const known = secret.value !== null && !refused.value;
  useEffect(() => (known ? followClerk() : undefined), [known]);
  const store = clerk.value?.store.name;
  useEffect(() => {
    document.title = store === undefined ? t('title') : `${store} · ${t('title')}`;
  }, [store, language.value]);
  const incident = clerk.value?.incident ?? null;
  return (
    <div class={incident !== null || sending.value !== null ? 'clerk clerk-live' : 'clerk'}>
      <header class="clerk-top">
        <Mark size={28} />
        <h1>{store ?? t('title')}</h1>
        <button
          type="button"
          class="clerk-language"
          lang={nextLanguage()}
          onClick={chooseNextLanguage}
        >
          {nameOfLanguage(nextLanguage())}
        </button>
      </header>
      {known ? (
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
          <HelpState />
          {incident === null && sending.value === null && (
            <>
              <ShiftPart />
              <TestPart />
            </>
          )}
          <PressButton />
        </main>
      ) : (
        <main class="clerk-main clerk-none">
          <Mark size={64} />
          <h2>{refused.value ? t('refused') : t('noSecret')}</h2>
          <p>{t('noSecret.note')}</p>
          <a class="button button-outline button-large" href="tel:112">
            <Icon name="phone" size={20} />
            {t('call112')}
          </a>
        </main>
      )}
      <Notices />
    </div>
  );
}

// One app for everybody outside: who this phone belongs to decides what it shows. The bar above is the same for all.
import { useEffect } from 'preact/hooks';
import { Icon } from '#platform/ui/Icon.tsx';
import { chooseNextLanguage, nameOfLanguage, nextLanguage } from '#platform/ui/language.ts';
import { Mark } from '#platform/ui/Mark.tsx';
import { Notices } from '#platform/ui/Notices.tsx';
import { switchTheme, theme } from '#platform/ui/theme.ts';
import { ScoutPage, scoutKey, scoutView } from '#programme/escorts/pages/field/index.ts';
import { bearer, ResponderPage, responder } from '#programme/incidents/pages/field/index.ts';
import { ClerkPage } from './ClerkPage.tsx';
import { clerk, sending } from './clerk.ts';
import { type Enrolled, enrolled } from './enrolled.ts';
import { t } from './words.ts';
import './field-page.css';

export function FieldApp() {
  const is = enrolled.value;
  useEffect(() => {
    // A link that is opened while the app is open enrols at once.
    const again = () => location.reload();
    window.addEventListener('hashchange', again);
    return () => window.removeEventListener('hashchange', again);
  }, []);
  if (is?.as === 'unit' && bearer.value !== is.secret) bearer.value = is.secret;
  if (is?.as === 'scout' && scoutKey.value !== is.secret) scoutKey.value = is.secret;
  const live = is?.as === 'store' && (clerk.value?.incident != null || sending.value !== null);
  return (
    <div class={live ? 'clerk clerk-live' : 'clerk'}>
      <header class="clerk-top">
        <Mark size={28} />
        <h1>{nameOf(is) ?? t('title')}</h1>
        <button
          type="button"
          class="clerk-tool"
          aria-label={theme.value === 'dark' ? t('theme.paper') : t('theme.dark')}
          onClick={switchTheme}
        >
          <Icon name={theme.value === 'dark' ? 'sun' : 'moon'} size={20} />
        </button>
        <button type="button" class="clerk-tool" lang={nextLanguage()} onClick={chooseNextLanguage}>
          {nameOfLanguage(nextLanguage())}
        </button>
      </header>
      <Page of={is} />
      <Notices />
    </div>
  );
}

function nameOf(is: Enrolled | null): string | undefined {
  switch (is?.as) {
    case 'unit':
      return responder.value?.unit.callSign;
    case 'scout':
      return scoutView.value?.shift?.callSign ?? scoutView.value?.me.name;
    case 'store':
      return clerk.value?.store.name;
    default:
      return undefined;
  }
}

function Page({ of }: { of: Enrolled | null }) {
  switch (of?.as) {
    case 'unit':
      return <ResponderPage />;
    case 'scout':
      return <ScoutPage />;
    case 'store':
      return <ClerkPage />;
    default:
      return <NoLink />;
  }
}

function NoLink() {
  return (
    <main class="clerk-main clerk-none">
      <Mark size={64} />
      <h2>{t('noSecret')}</h2>
      <p>{t('noSecret.note')}</p>
      <a class="button button-outline button-large" href="tel:112">
        <Icon name="phone" size={20} />
        {t('call112')}
      </a>
    </main>
  );
}

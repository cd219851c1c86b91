// The first screen: help nearest the thumb, then walks home, safe houses and talking; three numbers and leaving fast above.
import { Mark } from '#platform/ui/Mark.tsx';
import { isInstalled } from '#platform/ui/phone/leave.ts';
import { LeaveButton } from '#platform/ui/phone/ScreenHead.tsx';
import { go } from '#platform/ui/phone/screen.ts';
import { chooseLanguage, inLanguage, languages, spoken, t } from '#platform/ui/phone/words.ts';
import { facts } from '#programme/city/pages/citizen/facts.ts';
import { WalkCard } from '#programme/escorts/pages/citizen/index.ts';
import { TellCard } from '#programme/reports/pages/citizen/index.ts';
import { HousesCard } from '#programme/safe-houses/pages/citizen/index.ts';
import { phase } from '#programme/sos/pages/citizen/index.ts';
import { fetchWalk, openPrepare, openTell } from './later.ts';

export function Home() {
  const { numbers, labels } = facts.value;
  const running = phase.value !== 'none' && phase.value !== 'ended';
  return (
    <div class="home">
      <header class="home-top">
        <Mark size={28} />
        <h1>{inLanguage(labels.programme)}</h1>
        <LanguageChoice />
        <LeaveButton />
      </header>
      <main class="home-main">
        <nav class="numbers" aria-label={t('home.numbers')}>
          <a href={`tel:${numbers.emergency}`}>
            <strong>{numbers.emergency}</strong>
            <span>{t('home.police')}</span>
          </a>
          <a href={`tel:${numbers.hotline}`}>
            <strong>{numbers.hotline}</strong>
            <span>{t('home.hotline')}</span>
          </a>
          <a href={`tel:${numbers.womensHotline}`}>
            <strong>{numbers.womensHotline}</strong>
            <span>{t('home.womens')}</span>
          </a>
        </nav>
        <div class="home-cards">
          {!isInstalled() && (
            <button type="button" class="touch touch-plain" onClick={() => void openPrepare()}>
              {t('prepare.card')}
            </button>
          )}
          <TellCard onOpen={() => void openTell()} />
          <HousesCard />
          <WalkCard onOpen={() => void fetchWalk(true)} />
        </div>
        <button
          type="button"
          class={running ? 'sos sos-running' : 'sos'}
          onClick={() => go(running ? 'sos' : 'help')}
        >
          <strong>{t(running ? 'home.running' : 'home.help')}</strong>
          <span>{t(running ? 'home.running.note' : 'home.help.note')}</span>
        </button>
      </main>
    </div>
  );
}

/** The languages that there are words for, each by its own name. */
function LanguageChoice() {
  const now = spoken.value.language;
  if (languages.value.length < 2) return null;
  return (
    <select
      class="language"
      aria-label={t('home.language')}
      value={now}
      onChange={(event) => void chooseLanguage(event.currentTarget.value)}
    >
      {languages.value.map((code) => (
        <option key={code} value={code} lang={code} selected={code === now}>
          {nameOf(code)}
        </option>
      ))}
    </select>
  );
}

function nameOf(code: string): string {
  return new Intl.DisplayNames(code, { type: 'language' }).of(code) ?? code;
}

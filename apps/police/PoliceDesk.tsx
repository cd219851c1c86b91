// The demo police desk: what the city handed over, each confirmed with one key; and the sealed reports that chose the police.
import { useEffect } from 'preact/hooks';
import { Icon } from '#platform/ui/Icon.tsx';
import { Key } from '#platform/ui/Key.tsx';
import { useKeys } from '#platform/ui/keys.ts';
import {
  chooseNextLanguage,
  language,
  nameOfLanguage,
  nextLanguage,
} from '#platform/ui/language.ts';
import { Mark } from '#platform/ui/Mark.tsx';
import { Notices } from '#platform/ui/Notices.tsx';
import { switchTheme } from '#platform/ui/theme.ts';
import { Reports } from '#programme/reports/pages/console/index.ts';
import { HandOverCard } from './HandOverCard.tsx';
import {
  chosen,
  confirmHandOver,
  failed,
  followHandOvers,
  handOvers,
  signedOut,
} from './hand-overs.ts';
import { Parts } from './Parts.tsx';
import { followAddress, leaveSeat, nameDistrict, officer, show, takeSeat, view } from './seat.ts';
import { t } from './words.ts';
import './police.css';

export function PoliceDesk() {
  useEffect(followHandOvers, []);
  useEffect(followAddress, []);
  const known = handOvers.value !== null;
  useEffect(() => {
    if (signedOut.value) leaveSeat();
    else if (known) void takeSeat();
  }, [known, signedOut.value]);
  const items = handOvers.value ?? [];
  const waiting = items.filter((item) => item.confirmedAt === null).length;
  useEffect(() => {
    document.title = waiting > 0 ? `● ${t('title.waiting', { n: waiting })}` : t('title');
  }, [waiting, language.value]);
  function move(by: 1 | -1): void {
    const at = items.findIndex((item) => item.id === chosen.value);
    const next = items[Math.min(items.length - 1, Math.max(0, at + by))];
    if (next === undefined) return;
    chosen.value = next.id;
    document.getElementById(`hand-over-${next.id}`)?.scrollIntoView({ block: 'nearest' });
  }
  const seat = officer.value;
  const sealed = seat !== null && view.value === 'reports';
  const keys: Record<string, () => void> = {
    J: () => move(1),
    K: () => move(-1),
    ArrowDown: () => move(1),
    ArrowUp: () => move(-1),
    L: chooseNextLanguage,
    T: switchTheme,
    Enter: () => {
      const item = items.find((one) => one.id === chosen.value);
      if (item !== undefined && item.confirmedAt === null) void confirmHandOver(item.id);
    },
    H: () => show('hand-overs'),
    I: () => show('reports'),
  };
  // The reports' room hears these itself.
  if (sealed) for (const key of ['J', 'K', 'ArrowDown', 'ArrowUp', 'Enter']) delete keys[key];
  useKeys(keys);
  return (
    <div class={sealed ? 'police police-whole' : 'police'}>
      <header class="police-top">
        <Mark size={30} />
        <h1>{t('title')}</h1>
        {seat === null ? <p>{t('lead')}</p> : <Parts calls={waiting} />}
        <button
          type="button"
          class="police-tool"
          onClick={switchTheme}
          aria-label={t('theme')}
          aria-keyshortcuts="T"
        >
          <Icon name="sun" size={18} />
        </button>
        <button
          type="button"
          class="police-tool"
          onClick={chooseNextLanguage}
          aria-keyshortcuts="L"
        >
          <Icon name="language" size={18} />
          {nameOfLanguage(nextLanguage())}
        </button>
      </header>
      {sealed ? (
        <main class="police-reports">
          <Reports nameDistrict={nameDistrict} name={seat.name} />
        </main>
      ) : (
        <>
          <main class="police-main">
            <p class="police-state" role="status">
              {failed.value && (
                <>
                  <Icon name="offline" size={18} /> {t('failed')}
                </>
              )}
            </p>
            {signedOut.value ? (
              <p class="police-none">
                {t('signIn')} <a href="/desk">{t('toSignIn')}</a>
              </p>
            ) : items.length === 0 ? (
              <div class="police-none">
                <Mark size={64} glow />
                <p>{t('none')}</p>
                <small>{t('none.note')}</small>
              </div>
            ) : (
              <ol class="police-list" aria-label={t('list')}>
                {items.map((item) => (
                  <HandOverCard key={item.id} item={item} chosen={item.id === chosen.value} />
                ))}
              </ol>
            )}
          </main>
          <footer class="police-foot">
            <Key>J</Key>
            <Key>K</Key> {t('move')} <Key>Enter</Key> {t('confirm')}
          </footer>
        </>
      )}
      <Notices />
    </div>
  );
}

// The desk of those who see no calls for help: teams that are chosen for sealed reports, the police beside their own screen, advisers.
import { useLocation } from 'wouter-preact';
import { now } from '#platform/ui/clock.ts';
import { hourMinute } from '#platform/ui/format.ts';
import { Icon } from '#platform/ui/Icon.tsx';
import { useKeys } from '#platform/ui/keys.ts';
import { chooseNextLanguage } from '#platform/ui/language.ts';
import { Mark } from '#platform/ui/Mark.tsx';
import { Menu } from '#platform/ui/menu/Menu.tsx';
import { later } from '#platform/ui/states/later.tsx';
import { switchTheme } from '#platform/ui/theme.ts';
import { Case, caseGuests } from '#programme/cases/pages/console/index.ts';
import { Law, ReceivedByLaw } from '#programme/disclosures/pages/console/index.ts';
import { city, inLanguage, me } from '#programme/incidents/pages/console/index.ts';
import { inboxGuests, reportGuest, Taking } from '#programme/reports/pages/console/index.ts';
import { lookItems, sessionItems, takingItems } from './menu-items.ts';
import { teamViewProps, teamViews } from './team-views.ts';
import { Wanting } from './Wanting.tsx';
import { t } from './words.ts';

// The case of a report stands below it, and with the case what other rooms have of it.
reportGuest.value = Case;
caseGuests.value = [
  Law,
  later(async () => (await import('#programme/evidence/pages/console/index.ts')).Packages),
];
inboxGuests.value = [ReceivedByLaw];

export function TeamDesk() {
  useKeys({ L: chooseNextLanguage, T: switchTheme });
  const role = me.value?.role;
  const [path] = useLocation();
  const views = teamViews();
  const shown = views.find((one) => one.path === path) ?? views[0];
  return (
    <div class="desk">
      <a class="skip" href="#reports">
        {role === 'adviser' ? t('skip.own') : t('skip.reports')}
      </a>
      <header class="top">
        <div class="top-name">
          <Mark size={30} />
          <h1 class="top-title">{t('title')}</h1>
          <span class="top-centre">{city.value !== null && inLanguage(city.value.name)}</span>
        </div>
        <nav class="top-views" aria-label={t('nav.label')}>
          {views.length > 1 &&
            views.map(({ path: at, word, waiting }) => (
              <a
                key={at}
                class="top-view"
                href={`#${at}`}
                aria-current={at === shown?.path ? 'page' : undefined}
              >
                {t(word)}
                {waiting !== undefined && (
                  <Wanting n={waiting.value} what={t('overrides.waiting')} />
                )}
              </a>
            ))}
          {role === 'police' && (
            <a class="top-view" href="/police">
              {t('nav.handOvers')}
            </a>
          )}
        </nav>
        <div class="top-tools">
          <Menu
            label={t('menu.label')}
            items={[...takingItems(), ...lookItems(), ...sessionItems()]}
          >
            <Icon name="person" size={17} />
            <span class="top-who">{me.value?.name}</span>
            <time class="top-clock">{hourMinute(now.value)}</time>
          </Menu>
        </div>
      </header>
      <main class="desk-team" id="reports" tabIndex={-1}>
        {shown !== undefined && <shown.View {...teamViewProps()} />}
      </main>
      {role !== 'adviser' && <Taking />}
    </div>
  );
}

// The bar above: which city and centre, the link, views, search, the roll call, and who sits here.
import { now } from '#platform/ui/clock.ts';
import { count, hourMinute, hourOf } from '#platform/ui/format.ts';
import { Icon } from '#platform/ui/Icon.tsx';
import { Mark } from '#platform/ui/Mark.tsx';
import { Menu, type MenuItem } from '#platform/ui/menu/Menu.tsx';
import { sound, switchSound } from '#platform/ui/sound.ts';
import { askingOfWalk, walksWanting } from '#programme/escorts/pages/console/index.ts';
import { city, districtName, inLanguage, me } from '#programme/incidents/pages/console/index.ts';
import { overridesWaiting } from '#programme/overrides/pages/console/index.ts';
import { reportsWaiting } from '#programme/reports/pages/console/index.ts';
import { RollCallChip } from '#programme/safe-houses/pages/console/index.ts';
import type { View } from './desk-state.ts';
import { desk, mayAnswerWalks, maySee, showTab } from './desk-state.ts';
import { LinkState } from './LinkState.tsx';
import { keysItem, lookItems, sessionItems, takingItems } from './menu-items.ts';
import { Search } from './Search.tsx';
import { Wanting } from './Wanting.tsx';
import { t } from './words.ts';

const views = [
  ['/', 'nav.desk'],
  ['/night', 'nav.night'],
  ['/shift', 'nav.shift'],
  ['/walks', 'nav.walks'],
  ['/reports', 'nav.reports'],
] as const;

/** Opened some times a week or a month: folded together, so that what a night needs has room at every width and in every language. */
const others = [
  ['/team', 'nav.team', 'people'],
  ['/overrides', 'nav.overrides', 'lock'],
  ['/stores', 'nav.register', 'store'],
  ['/units', 'nav.units', 'car'],
  ['/figures', 'nav.figures', 'chart'],
] as const;

function centreName(): string {
  const mine = me.value?.districts;
  const [only] = mine === 'all' || mine === undefined ? [] : mine;
  return only === undefined ? t('centre.all') : t('centre.one', { district: districtName(only) });
}

function items(): MenuItem[] {
  return [
    {
      word: t('menu.hotline'),
      icon: 'headset',
      press: 'H',
      act: () => {
        desk.hotline.value = true;
      },
    },
    ...(mayAnswerWalks()
      ? [
          {
            word: t('menu.book'),
            icon: 'walk' as const,
            press: 'Y',
            act: () => {
              askingOfWalk.value = 'book';
            },
          },
        ]
      : []),
    ...takingItems(),
    {
      word: t('menu.sound'),
      icon: sound.value === 'on' ? 'soundOn' : 'soundOff',
      side: sound.value === 'on' ? t('sound.on') : t('sound.off'),
      press: 'S',
      act: () => void switchSound(),
    },
    ...lookItems(),
    keysItem(),
    ...sessionItems(),
  ];
}

export function TopBar({ view, go }: { view: View; go: (path: View) => void }) {
  const hour = hourOf(now.value);
  const night = hour >= 18 || hour < 7;
  return (
    <header class="top">
      <div class="top-name">
        <Mark size={30} />
        <h1 class="top-title">{t('title')}</h1>
        <span class="top-centre">
          {city.value !== null && `${inLanguage(city.value.name)} · `}
          {centreName()}
        </span>
        <LinkState />
      </div>
      <nav class="top-views" aria-label={t('nav.label')}>
        {views
          .filter(([path]) => maySee(path))
          .map(([path, word]) => (
            <a
              key={path}
              class="top-view"
              href={`#${path}`}
              aria-current={view === path ? 'page' : undefined}
              onClick={(event) => {
                event.preventDefault();
                go(path);
              }}
            >
              {t(word)}
              {path === '/walks' && <Wanting n={walksWanting.value} what={t('walks.wanting')} />}
              {path === '/reports' && (
                <Wanting n={reportsWaiting.value} what={t('reports.waiting')} />
              )}
            </a>
          ))}
      </nav>
      <Others view={view} go={go} />
      <div class="top-tools">
        <Search />
        {sound.value !== 'on' && (
          <button
            type="button"
            class="top-sound"
            aria-label={t('sound.locked')}
            aria-keyshortcuts="S"
            title={t('sound.locked')}
            onClick={() => void switchSound()}
          >
            <Icon name="soundOff" size={18} />
            <span>{t('sound.locked')}</span>
          </button>
        )}
        <RollCallChip
          onPress={() => {
            go('/');
            showTab('devices');
          }}
        />
        <Menu label={t('menu.label')} items={items()}>
          <Icon name={night ? 'moon' : 'sun'} size={17} />
          <span class="top-who">
            {me.value?.name}{' '}
            <span class="top-shift">· {night ? t('shift.night') : t('shift.day')}</span>
          </span>
          <time class="top-clock">{hourMinute(now.value)}</time>
        </Menu>
      </div>
    </header>
  );
}

/** The other views; the one that is open is named, and what wants somebody is counted. */
function Others({ view, go }: { view: View; go: (path: View) => void }) {
  const mine = others.filter(([path]) => maySee(path));
  if (mine.length === 0) return null;
  const open = mine.find(([path]) => path === view);
  const waiting = overridesWaiting.value;
  return (
    <div class={`top-others${open === undefined ? '' : ' top-others-open'}`}>
      <Menu
        label={t('nav.others')}
        items={mine.map(([path, word, icon]) => ({
          word: t(word),
          icon,
          ...(path === '/overrides' && waiting > 0 ? { side: count(waiting) } : {}),
          act: () => go(path),
        }))}
      >
        {t(open?.[1] ?? 'nav.more')}
        {maySee('/overrides') && <Wanting n={waiting} what={t('overrides.waiting')} />}
      </Menu>
    </div>
  );
}

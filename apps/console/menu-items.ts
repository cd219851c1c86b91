// What everybody's menu holds: how the screen looks and speaks, the passkey, and the way out.
import { chooseNextLanguage, nameOfLanguage, nextLanguage } from '#platform/ui/language.ts';
import type { MenuItem } from '#platform/ui/menu/Menu.tsx';
import { highContrast, switchContrast, switchTheme, theme } from '#platform/ui/theme.ts';
import { me } from '#programme/incidents/pages/console/index.ts';
import { takingRoles } from '#programme/reports/names.ts';
import { taking } from '#programme/reports/pages/console/index.ts';
import { desk } from './desk-state.ts';
import { addPasskey } from './passkey.ts';
import { signOut } from './session.ts';
import { t } from './words.ts';

/** Look and language. */
export function lookItems(): MenuItem[] {
  return [
    {
      word: theme.value === 'dark' ? t('menu.theme.paper') : t('menu.theme.dark'),
      icon: theme.value === 'dark' ? 'sun' : 'moon',
      press: 'T',
      act: switchTheme,
    },
    {
      word: t('menu.contrast'),
      icon: 'contrast',
      side: highContrast.value ? t('menu.on') : t('menu.off'),
      act: switchContrast,
    },
    {
      word: nameOfLanguage(nextLanguage()),
      icon: 'language',
      press: 'L',
      act: chooseNextLanguage,
    },
  ];
}

/** Writing down what somebody says, for those who answer telephones and counters. */
export function takingItems(): MenuItem[] {
  if (!(takingRoles as readonly string[]).includes(me.value?.role ?? '')) return [];
  return [
    {
      word: t('menu.take'),
      icon: 'note',
      act: () => {
        taking.value = true;
      },
    },
  ];
}

/** All keys on one card. */
export function keysItem(): MenuItem {
  return {
    word: t('menu.keys'),
    icon: 'keyboard',
    press: '?',
    act: () => {
      desk.keys.value = true;
    },
  };
}

/** The passkey and signing out. */
export function sessionItems(): MenuItem[] {
  return [
    { word: t('menu.passkey'), icon: 'passkey', act: () => void addPasskey() },
    { word: t('menu.signOut'), icon: 'signOut', act: () => void signOut() },
  ];
}

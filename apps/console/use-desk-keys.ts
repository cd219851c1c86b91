// Every key of the desk, in one place.

import { useKeys } from '#platform/ui/keys.ts';
import { chooseNextLanguage } from '#platform/ui/language.ts';
import { switchSound } from '#platform/ui/sound.ts';
import { switchTheme } from '#platform/ui/theme.ts';
import {
  askingOfWalk,
  chosenWalk,
  moveSeen,
  moveWalk,
  possibleWithWalk,
  seeAlerts,
  toldWalk,
  walkPane,
} from '#programme/escorts/pages/console/index.ts';
import {
  acknowledge,
  arrive,
  askForFilters,
  asking,
  choose,
  choosingUnit,
  detail,
  dispatch,
  flyTo,
  mapHands,
  mayAct,
  mayWrite,
  moveChoice,
  pointed,
  possible,
  promote,
  selected,
  sendable,
  verify,
} from '#programme/incidents/pages/console/index.ts';
import { moveDevice } from '#programme/safe-houses/pages/console/index.ts';
import type { Path, View, WalkPart } from './desk-state.ts';
import {
  desk,
  focusSearch,
  isRegister,
  mayAnswerWalks,
  maySee,
  showFirstWaiting,
  showTab,
  tabs,
} from './desk-state.ts';

function move(by: 1 | -1): void {
  choosingUnit.value = false;
  if (desk.tab.value === 'devices') moveDevice(by);
  else moveChoice(by);
}

/** The nth nearest unit, while D waits for a digit. */
function sendNth(index: number): void {
  const whole = detail.value;
  if (!choosingUnit.value || whole === null) return;
  const unit = sendable(whole)[index];
  if (unit !== undefined) void dispatch(unit.id, unit.callSign);
}

function nextTab(): void {
  showTab(tabs[(tabs.indexOf(desk.tab.value) + 1) % tabs.length] ?? 'open');
}

function letGo(): void {
  if (choosingUnit.value) choosingUnit.value = false;
  else if (pointed.value !== null) flyTo(null);
  else choose(null);
}

function when(allowed: boolean, act: () => void): void {
  if (allowed) act();
}

// Where the chosen call is not in sight, no key may act on it.
const onCalls = ['Enter', 'D', '1', '2', '3', '4', '5', 'A', 'X', 'N', 'C', 'M', 'P', 'V', 'O'];

/** On the board the same keys act on the chosen walk. */
function keysOfBoard(): Record<string, () => void> {
  const walk = chosenWalk.value;
  const may = walk !== null && mayAnswerWalks() ? possibleWithWalk(walk) : null;
  const ask = (what: typeof askingOfWalk.value) => () => {
    askingOfWalk.value = what;
  };
  return {
    J: () => moveWalk(1),
    K: () => moveWalk(-1),
    ArrowDown: () => moveWalk(1),
    ArrowUp: () => moveWalk(-1),
    M: () => {
      walkPane.value = walkPane.value === 'map' ? 'walks' : 'map';
    },
    D: () => when(may?.pin ?? false, ask('pin')),
    C: () => when(may?.change ?? false, ask('change')),
    X: () => when(may !== null && (may.cancel || may.end), ask(may?.end ? 'end' : 'cancel')),
    A: () => when(may?.seen ?? false, () => walk && void seeAlerts(walk)),
    N: () => when(may?.told ?? false, () => walk && void toldWalk(walk)),
  };
}

/** The desk's keys; windows over the screen cover them. */
export function useDeskKeys(view: View, part: WalkPart, go: (path: Path) => void): void {
  const open = () => selected.value !== null && selected.value.closedAt === null;
  const keys: Record<string, (event: KeyboardEvent) => void> = {
    J: () => move(1),
    K: () => move(-1),
    ArrowDown: () => move(1),
    ArrowUp: () => move(-1),
    Enter: () => when(possible('acknowledge'), () => void acknowledge()),
    D: () =>
      when(possible('dispatch'), () => {
        choosingUnit.value = !choosingUnit.value;
      }),
    1: () => sendNth(0),
    2: () => sendNth(1),
    3: () => sendNth(2),
    4: () => sendNth(3),
    5: () => sendNth(4),
    A: () => when(possible('on-scene'), () => void arrive()),
    X: () =>
      when(possible('close'), () => {
        asking.value = 'close';
      }),
    N: () =>
      when(selected.value !== null && mayWrite(), () => {
        asking.value = 'note';
      }),
    C: () =>
      when(open() && mayWrite(), () => {
        asking.value = 'call';
      }),
    M: () =>
      when(open() && mayAct(), () => {
        asking.value = 'message';
      }),
    P: () => when(possible('promote'), () => void promote()),
    V: () => when(possible('verify'), () => void verify()),
    O: () =>
      when(possible('reopen'), () => {
        asking.value = 'reopen';
      }),
    H: () => {
      desk.hotline.value = true;
    },
    G: () => go('/shift'),
    B: () => go('/night'),
    R: () => when(maySee('/stores'), () => go('/stores')),
    U: () => when(maySee('/units'), () => go('/units')),
    E: () => go('/walks'),
    I: () => when(maySee('/reports'), () => go('/reports')),
    Y: () =>
      when(mayAnswerWalks(), () => {
        askingOfWalk.value = 'book';
      }),
    Q: nextTab,
    F: () => {
      if (desk.tab.value === 'devices') showTab('open');
      askForFilters();
    },
    Equal: () => mapHands.value?.zoom(1),
    NumpadAdd: () => mapHands.value?.zoom(1),
    Minus: () => mapHands.value?.zoom(-1),
    NumpadSubtract: () => mapHands.value?.zoom(-1),
    0: () => mapHands.value?.showCity(),
    W: () => showFirstWaiting(go),
    L: chooseNextLanguage,
    T: switchTheme,
    S: () => void switchSound(),
    '/': focusSearch,
    '?': () => {
      desk.keys.value = true;
    },
    Escape: () => {
      if (location.hash.length > 2) go('/');
      else letGo();
    },
  };
  if (isRegister(view)) {
    for (const key of onCalls) delete keys[key];
    for (const key of ['J', 'K'])
      keys[key] = () => {
        go('/');
        move(key === 'J' ? 1 : -1);
      };
    delete keys.ArrowDown;
    delete keys.ArrowUp;
  }
  // The reports' room hears these itself.
  if (view === '/reports') for (const key of ['J', 'K']) delete keys[key];
  if (view === '/walks' && part === 'tonight') Object.assign(keys, keysOfBoard());
  if (view === '/walks' && part === 'seen')
    Object.assign(keys, {
      J: () => moveSeen(1),
      K: () => moveSeen(-1),
      ArrowDown: () => moveSeen(1),
      ArrowUp: () => moveSeen(-1),
    });
  useKeys(keys);
}

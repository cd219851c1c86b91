// How the residents' app starts: the call for help first, everything else after it is usable.
import { render } from 'preact';
import '#platform/ui/tokens.css';
import '#platform/ui/base.css';
import '#platform/ui/phone/tokens.css';
import { startLeaving } from '#platform/ui/phone/leave.ts';
import { go } from '#platform/ui/phone/screen.ts';
import { startWords } from '#platform/ui/phone/words.ts';
import { startTrustedTypes } from '#platform/ui/trusted-types.ts';
import { facts } from '#programme/city/pages/citizen/facts.ts';
import { evenings, isOn } from '#programme/escorts/pages/citizen/index.ts';
import { readLink, sawKeys } from '#programme/reports/pages/citizen/index.ts';
import {
  came as cameCounts,
  followHouses,
  timeZone,
} from '#programme/safe-houses/pages/citizen/index.ts';
import { startCalls } from '#programme/sos/pages/citizen/index.ts';
import { App } from './App.tsx';
import { readCame } from './came.ts';
import { startInstalling } from './install.ts';
import { fetchLater, fetchWalk, openTell } from './later.ts';
import { followTheme } from './theme.ts';
import { startUpdates } from './update.ts';
import { wordFiles } from './words.ts';
import './citizen.css';

/** Called once, by the page itself. Apart from it, so that it lies in the one file of the first second. */
export async function start(): Promise<void> {
  startTrustedTypes();
  followTheme();
  const came = readCame();
  startLeaving(came.leaveTo);
  facts.value = came.facts;
  timeZone.value = came.facts.timeZone;
  cameCounts.value = came.houses;
  evenings.value = came.walks;
  sawKeys(came.keys);
  startInstalling();
  // A shortcut of the home screen names a screen behind the #; the address itself stays neutral.
  const wanted = location.hash.slice(1);
  if (wanted !== '') history.replaceState(null, '', '/');
  if (startCalls()) go('sos');
  else if (wanted === 'help' || wanted === 'houses') go(wanted);
  await startWords(came, wordFiles);
  const root = document.getElementById('app');
  if (root === null) throw new Error('This page has no place for the app: index.html lacks #app.');
  render(<App />, root);
  document.documentElement.dataset.started = '';
  document.querySelector('.plain')?.remove();
  if (readLink(wanted)) void openTell();
  void fetchLater();
  if (isOn()) void fetchWalk(false);
  followHouses();
  startUpdates();
}

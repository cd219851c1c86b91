// Starts the page of a trusted person; the token stands behind the # of the link and nowhere else.
import { render } from 'preact';
import '#platform/ui/tokens.css';
import '#platform/ui/base.css';
import '#platform/ui/phone/tokens.css';
import { startLeaving } from '#platform/ui/phone/leave.ts';
import { startWords } from '#platform/ui/phone/words.ts';
import { startTrustedTypes } from '#platform/ui/trusted-types.ts';
import { facts } from '#programme/city/pages/citizen/facts.ts';
import { WithScreen } from '#programme/sos/pages/citizen/with.ts';
import { readCame } from './came.ts';
import { followTheme } from './theme.ts';
import { wordFiles } from './words.ts';
import './citizen.css';

const storageKey = 'ansim.with';
/** Before the token of a way without scouts; that of a call for help stands alone. */
const ofWay = 'way.';

/** Takes the token out of the address, so that a look over the shoulder or a bookmark does not have it. */
function takeToken(): string {
  const token = location.hash.slice(1) || (sessionStorage.getItem(storageKey) ?? '');
  history.replaceState(null, '', '/with');
  // For a reload; it goes with the tab.
  sessionStorage.setItem(storageKey, token);
  return token;
}

startTrustedTypes();
followTheme();
const came = readCame();
startLeaving(came.leaveTo);
facts.value = came.facts;
const token = takeToken();
await startWords(came, wordFiles);
const root = document.getElementById('app');
if (root === null) throw new Error('This page has no place for the link: with.html lacks #app.');
if (token.startsWith(ofWay)) {
  const { addWords, WithWay } = await import('./walk-screens.ts');
  await addWords();
  render(<WithWay token={token.slice(ofWay.length)} />, root);
} else render(<WithScreen token={token} />, root);
document.documentElement.dataset.started = '';
document.querySelector('.plain')?.remove();

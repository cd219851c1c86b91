// Starts the gallery: the list, or the one example that the address names.
import { type ComponentChild, render } from 'preact';
import '#platform/ui/tokens.css';
import '#platform/ui/base.css';
import { now } from '#platform/ui/clock.ts';
import type { ExampleSet } from '#platform/ui/example.ts';
import { chooseLanguage, startLanguage } from '#platform/ui/language.ts';
import { showTheme } from '#platform/ui/theme.ts';
import { startTrustedTypes } from '#platform/ui/trusted-types.ts';
import { startType } from '#platform/ui/type.ts';
import { readView, type View } from './address.ts';
import { answerFrom } from './answers.ts';
import { Index } from './Index.tsx';
import { Stage } from './Stage.tsx';
import { loadSet, setNames } from './sets.ts';
import { t } from './words.ts';
import './gallery.css';

/** A November night, four minutes to midnight in the city; every picture is of the same moment. */
const moment = Date.parse('2026-11-24T14:56:07Z');

/** Fetches what the address asks for, and answers how to draw it: the words of a set come with it, and only then is its language known. */
async function load(view: View): Promise<() => ComponentChild> {
  if (view.set !== null && view.example !== null) {
    const set = await loadSet(view.set);
    const example = set?.examples.find(({ name }) => name === view.example);
    if (example === undefined) return () => <p>{t('none')}</p>;
    now.value = moment;
    if (set?.residents === true)
      await (await import('./residents.ts')).startResidents(view.language, moment);
    return () => {
      answerFrom(example.answers ?? {}, moment);
      return <Stage example={example} shown={example.show(moment)} />;
    };
  }
  const sets = new Map<string, ExampleSet>();
  for (const name of setNames) {
    const set = await loadSet(name);
    if (set !== null) sets.set(name, set);
  }
  return () => <Index view={view} sets={sets} />;
}

async function start(root: HTMLElement): Promise<void> {
  const view = readView(location.search);
  startTrustedTypes();
  startType();
  showTheme(view.theme, view.contrast);
  startLanguage();
  const draw = await load(view);
  // A look around changes nothing of what was chosen on this machine.
  await chooseLanguage(view.language, false);
  render(draw(), root);
  document.documentElement.dataset.ready = 'true';
}

const root = document.getElementById('app');
if (root === null)
  throw new Error('This page has no place for the gallery: index.html lacks #app.');
void start(root);

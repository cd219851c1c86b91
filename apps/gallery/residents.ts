// What the residents' app has before its first screen, for examples that stand in it: words, letters and the city's clock.
import '#platform/ui/phone/tokens.css';
import { ask } from '#platform/ui/phone/ask.ts';
import { languages, spoken, type Texts } from '#platform/ui/phone/words.ts';
import { answerFrom } from './answers.ts';

/** The files beside that app, found by where they lie, as the examples are. */
const files = import.meta.glob<{ default: Texts }>(['../citizen/words/**/*.json']);
const fileOf = (code: string) => files[`../citizen/words/${code}.json`];
/** Words that come with screens of later. */
const laterOf = (code: string, of: 'walk' | 'tell') => files[`../citizen/words/${of}/${code}.json`];

/** Starts them in one language, in English where there are no words in it; `at` is the city's clock in milliseconds. */
export async function startResidents(language: string, at: number): Promise<void> {
  const code = fileOf(language) === undefined ? 'en' : language;
  const texts = {
    ...(await fileOf(code)?.())?.default,
    ...(await laterOf(code, 'walk')?.())?.default,
    ...(await laterOf(code, 'tell')?.())?.default,
  };
  spoken.value = { language: code, texts };
  languages.value = ['ko', 'en'];
  document.documentElement.dataset.started = '';
  // That app knows the time from the city's answers only.
  answerFrom({ 'GET /api/clock': { reply: {} } }, at);
  await ask('GET /api/clock');
}

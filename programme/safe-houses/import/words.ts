// The words of import reports about safe houses.
import en from './en.json' with { type: 'json' };
import ko from './ko.json' with { type: 'json' };

/** By language, to stand beside `importWords` of the city. */
export const safeHouseImportWords: Readonly<Record<'ko' | 'en', Readonly<Record<string, string>>>> =
  { ko, en };

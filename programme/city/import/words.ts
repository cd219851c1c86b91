// The words of import reports, for those who compose them from several modules.
import en from './en.json' with { type: 'json' };
import ko from './ko.json' with { type: 'json' };

/** By language: what every import says, and what is said about districts, police offices and places. */
export const importWords: Readonly<Record<'ko' | 'en', Readonly<Record<string, string>>>> = {
  ko,
  en,
};

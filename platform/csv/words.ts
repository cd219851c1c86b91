// What is said in Korean of a file that cannot be read; in English the refusal itself says it.
import ko from './ko.json' with { type: 'json' };

export const csvWords: Readonly<{ ko: Readonly<Record<string, string>> }> = { ko };

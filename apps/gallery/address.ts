// What the gallery's address says: which example, in which language, theme and contrast.
import type { Theme } from '#platform/ui/theme.ts';

export type View = {
  /** Room and example, or null for the list of all. */
  set: string | null;
  example: string | null;
  language: string;
  theme: Theme;
  contrast: 'usual' | 'more';
};

/** Reads `?set=…&example=…&language=en&theme=paper&contrast=more`; what is missing or unknown is the usual. */
export function readView(search: string): View {
  const query = new URLSearchParams(search);
  return {
    set: query.get('set'),
    example: query.get('example'),
    language: /^[a-z]{2,3}(-\w+)*$/i.exec(query.get('language') ?? '')?.[0] ?? 'ko',
    theme: query.get('theme') === 'paper' ? 'paper' : 'dark',
    contrast: query.get('contrast') === 'more' ? 'more' : 'usual',
  };
}

/** The address of one view. */
export function writeView(view: View): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(view)) if (value !== null) query.set(name, value);
  return `/gallery?${query}`;
}

// The fixed lists of overrides: all that is ever in clear of one. Plain values, so that pages may hold them.

/** What can be asked for, one at a time. Files are evidence and leave by the package for a court, never by this way. */
export const partWhats = ['identity', 'narrative', 'message'] as const;
export const entryWhats = ['contact', 'assessment', 'safety-plan', 'note', 'document'] as const;
export const whats = [...partWhats, ...entryWhats] as const;
export type What = (typeof whats)[number];

export const reasons = [
  'danger-to-life',
  'danger-to-child',
  'lost-contact',
  'court-order',
] as const;
export type Reason = (typeof reasons)[number];

export const overrideStates = [
  'asked',
  'approved',
  'refused',
  'carried-out',
  'lapsed',
  'ended',
] as const;
export type OverrideState = (typeof overrideStates)[number];

export const refusals = ['not-needed', 'not-said-enough', 'not-lawful', 'other'] as const;
export type Refusal = (typeof refusals)[number];

/** How long it may be read; the city's policy sets the longest. */
export const hoursChoices = [4, 24, 72, 168] as const;

/** Words of why are no longer than this, in characters. */
export const longestWords = 2000;

/** What the wrap of an override's words is for; bound into each (RFC 9180, `info`). */
export const wordsPurpose = 'override-words';

/** What the wrap that an override hands over is for: it opens under this override alone. */
export const handedPurpose = (override: string): string => `override ${override}`;

/** The first digits of the report's id that somebody typed, as the id begins with them; `null` for what is no number. */
export function readNumber(typed: string): string | null {
  const digits = typed.toLowerCase().replaceAll(/[\s-]/g, '');
  if (!/^(?:[0-9a-f]{12}|[0-9a-f]{32})$/.test(digits)) return null;
  return [
    digits.slice(0, 8),
    digits.slice(8, 12),
    digits.slice(12, 16),
    digits.slice(16, 20),
    digits.slice(20),
  ]
    .filter((part) => part !== '')
    .join('-');
}

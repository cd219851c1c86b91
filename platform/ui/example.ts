// What the gallery shows: a room's pages and pieces, each with made-up facts and what the server would answer.
import type { ComponentChild } from 'preact';

/** The server's answers by route as contracts write them (`GET /api/stores/:id` is written with its id). */
export type Answers = Readonly<Record<string, Answered>>;
export type Answered =
  | { reply: unknown }
  /** A refusal or a fault, as the server words it. */
  | { status: number; problem: Readonly<Record<string, unknown>> }
  /** The network is gone, or the answer never comes. */
  | 'cut'
  | 'never';

export type Size = 'phone' | 'desk';

export type Example = {
  /** In addresses and names of pictures: kebab-case, never changed lightly. */
  name: string;
  title: Readonly<{ ko: string; en: string }>;
  /** Where it is used; it is proved at each. */
  sizes: readonly Size[];
  /**
   * A whole page fills the window; a piece stands on the ground as wide as its place on the desk.
   * `phone` is a whole page for a thumb: also proved at 320 px and with letters twice as large, nothing under 56 px.
   */
  frame: 'page' | 'phone' | 'piece' | 'side';
  answers?: Answers;
  /** Kept as a picture in docs/screenshots/gallery. */
  photo?: boolean;
  /** Puts the facts where the piece reads them and gives it back; called once, at the moment `at` (milliseconds). */
  show: (at: number) => ComponentChild;
};

export type ExampleSet = {
  title: Readonly<{ ko: string; en: string }>;
  /** The theme its screens are drawn for. */
  usual: 'dark' | 'paper';
  /** Stands in the residents' app: its small words (`phone/words.ts`), letters and clock are started for it. */
  residents?: boolean;
  examples: readonly Example[];
};

// The server said no, and why, in words that a person can act on.
import refusedShapes from 'lucide-static/icons/lock.svg?icon';
import type { ComponentChildren } from 'preact';
import { StateCard } from './StateCard.tsx';
import { t, type Voice } from './words.ts';

type RefusedProps = {
  /** The reason in the words of the page; see `sayProblem`. */
  why: string;
  voice?: Voice;
  /** What can be done instead. */
  children?: ComponentChildren;
};

export function Refused({ why, voice = 'desk', children }: RefusedProps) {
  return (
    <StateCard
      shapes={refusedShapes}
      title={t(`refused.${voice}`)}
      note={why}
      voice={voice}
      role="alert"
    >
      {children}
    </StateCard>
  );
}

// Nothing is here, and that is all right.
import emptyShapes from 'lucide-static/icons/moon-star.svg?icon';
import type { ComponentChildren } from 'preact';
import type { Shapes } from '../Drawing.tsx';
import { StateCard } from './StateCard.tsx';
import type { Voice } from './words.ts';

type EmptyProps = {
  /** What is not here, as a fact and not as a fault: `오늘 밤 신고 없음`. */
  title: string;
  /** What will be here, or what to do to see more. */
  note?: string;
  voice?: Voice;
  shapes?: Shapes;
  children?: ComponentChildren;
};

export function Empty({ title, note, voice = 'desk', shapes = emptyShapes, children }: EmptyProps) {
  return (
    <StateCard shapes={shapes} title={title} note={note} voice={voice}>
      {children}
    </StateCard>
  );
}

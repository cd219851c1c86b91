// The top of a phone's screen: back, what this is, and leaving fast, always in the same corner.
import backShapes from 'lucide-static/icons/arrow-left.svg?icon';
import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { Glyph } from './Glyph.tsx';
import { leave } from './leave.ts';
import { back } from './screen.ts';
import { t } from './words.ts';
import './phone.css';

export function LeaveButton() {
  return (
    <button type="button" class="leave" aria-keyshortcuts="Shift" onClick={() => void leave()}>
      {t('leave')}
    </button>
  );
}

/** With its name as the heading, which takes the focus, so that a screen reader says where she is. */
export function ScreenHead({ title, onBack = back }: { title: string; onBack?: () => void }) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus({ preventScroll: true }), []);
  return (
    <header class="screen-head">
      <button type="button" class="screen-back" aria-label={t('back')} onClick={onBack}>
        <Glyph of={backShapes} />
      </button>
      <h1 ref={heading} tabIndex={-1}>
        {title}
      </h1>
      <LeaveButton />
    </header>
  );
}

/** A large touch with a word and a note under it; `name` tells it from the others. */
export function Card({
  name = 'plain',
  icon,
  title,
  note,
  onPress,
  children,
}: {
  name?: string;
  icon: ComponentChildren;
  title: string;
  note: ComponentChildren;
  onPress: () => void;
  children?: ComponentChildren;
}) {
  return (
    <button type="button" class={`card card-${name}`} onClick={onPress}>
      {icon}
      <span class="card-words">
        <strong>{title}</strong>
        <span>{note}</span>
      </span>
      {children}
    </button>
  );
}

// A step that cannot be taken back asks once more, in its own place: a thumb that slipped says no.
import type { ComponentChildren } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { t } from '#platform/ui/phone/words.ts';

/** `look` is the class of the first button; the answers come instead of it. */
export function Sure({
  label,
  look = 'touch',
  question,
  yes,
  onYes,
  children,
}: {
  label: string;
  look?: string;
  question: string;
  yes: string;
  onYes: () => void;
  children?: ComponentChildren;
}) {
  const [asks, setAsks] = useState(false);
  const box = useRef<HTMLFieldSetElement>(null);
  useEffect(() => {
    if (!asks) return;
    box.current?.focus();
    box.current?.scrollIntoView({ block: 'nearest' });
  }, [asks]);
  if (!asks)
    return (
      <button type="button" class={look} onClick={() => setAsks(true)}>
        {label}
      </button>
    );
  return (
    <fieldset class="walk-sure" tabIndex={-1} ref={box}>
      <legend>{question}</legend>
      {children}
      <button
        type="button"
        class={`touch ${look.includes('walk-red') ? 'walk-red' : 'touch-brand'}`}
        onClick={() => {
          setAsks(false);
          onYes();
        }}
      >
        {yes}
      </button>
      <button type="button" class="touch" onClick={() => setAsks(false)}>
        {t('walk.no')}
      </button>
    </fieldset>
  );
}

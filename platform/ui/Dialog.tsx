// A window over the screen: the browser's own dialog, which keeps the focus inside and gives it back.
import type { ComponentChildren } from 'preact';
import { useEffect, useId, useRef } from 'preact/hooks';
import { Icon } from './Icon.tsx';
import { type KeyMap, useKeys } from './keys.ts';
import './dialog.css';

type DialogProps = {
  title: string;
  closeLabel: string;
  onClose: () => void;
  keys?: KeyMap;
  wide?: boolean;
  children: ComponentChildren;
};

/** Open as long as it is rendered; Escape and a press beside it close it. */
export function Dialog({
  title,
  closeLabel,
  onClose,
  keys = {},
  wide = false,
  children,
}: DialogProps) {
  const element = useRef<HTMLDialogElement>(null);
  const titleId = useId();
  useEffect(() => {
    const dialog = element.current;
    if (dialog === null || dialog.open) return;
    dialog.showModal();
    // Without a field of its own the window itself takes the focus: on a button, Enter would belong to that button.
    (dialog.querySelector<HTMLElement>('[data-first]') ?? dialog).focus();
    // Closing, not only removing, gives the focus back to where it was.
    return () => dialog.close();
  }, []);
  useKeys({ ...keys, Escape: onClose }, true);
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: a press beside the window only repeats what Escape does
    <dialog
      ref={element}
      tabIndex={-1}
      class={wide ? 'dialog dialog-wide' : 'dialog'}
      aria-labelledby={titleId}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
      onClick={(event) => {
        if (event.target === element.current) onClose();
      }}
    >
      <div class="dialog-body">
        <header class="dialog-head">
          <h2 id={titleId}>{title}</h2>
          <button
            type="button"
            class="dialog-close"
            aria-label={closeLabel}
            aria-keyshortcuts="Escape"
            onClick={onClose}
          >
            <Icon name="x" size={20} />
          </button>
        </header>
        {children}
      </div>
    </dialog>
  );
}

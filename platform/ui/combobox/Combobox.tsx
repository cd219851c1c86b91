// A field that finds: what is typed goes to whoever searches, what is found stands below it, the first already chosen.
import * as combobox from '@zag-js/combobox';
import { normalizeProps, useMachine } from '@zag-js/preact';
import type { ComponentChildren } from 'preact';
import { useId, useMemo, useRef } from 'preact/hooks';
import { Icon } from '../Icon.tsx';
import type { IconName } from '../icons.ts';
import './combobox.css';

export type Found = {
  key: string;
  word: string;
  side?: string;
  icon: IconName;
  /** A heading over those of one kind that follow each other. */
  group?: string;
};

type ComboboxProps<F extends Found> = {
  label: string;
  placeholder: string;
  /** What to say when something was typed and nothing was found. */
  none: string;
  query: string;
  found: readonly F[];
  onQuery: (query: string) => void;
  onChoose: (one: F) => void;
  /** Of the input, so that a key of the screen may focus it. */
  inputId: string;
  /** The key that focuses it. */
  press?: string;
  /** Beside the input, such as the print of that key. */
  children?: ComponentChildren;
};

/**
 * Focus stays in the field and the list is walked by arrows (ARIA combobox with list autocomplete, by Zag). Enter takes the chosen
 * one, Escape leaves; a Korean syllable that is still being composed is left alone.
 */
export function Combobox<F extends Found>({
  label,
  placeholder,
  none,
  query,
  found,
  onQuery,
  onChoose,
  inputId,
  press,
  children,
}: ComboboxProps<F>) {
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  const collection = useMemo(
    () =>
      combobox.collection<F>({
        items: [...found],
        itemToValue: (one) => one.key,
        itemToString: (one) => one.word,
      }),
    [found],
  );
  function take(key: string | null): void {
    const one = found.find((each) => each.key === key) ?? found[0];
    if (one === undefined) return;
    onChoose(one);
    leave();
  }
  /** Empties the field and gives the keys back to the screen; until the next key or press nothing may put the focus back. */
  function leave(): void {
    onQuery('');
    const field = input.current;
    const end = new AbortController();
    const { signal } = end;
    field?.addEventListener('focus', () => field.blur(), { signal });
    for (const type of ['keydown', 'pointerdown'])
      window.addEventListener(type, () => end.abort(), { signal, capture: true });
    field?.blur();
  }
  const typed = query.trim() !== '';
  const service = useMachine(combobox.machine as combobox.Machine<F>, {
    id,
    ids: { input: inputId },
    collection,
    inputValue: query,
    value: [],
    inputBehavior: 'autohighlight',
    selectionBehavior: 'preserve',
    allowCustomValue: true,
    loopFocus: true,
    placeholder,
    positioning: { sameWidth: true, placement: 'bottom-start', gutter: 6 },
    onInputValueChange: ({ inputValue, reason }) => {
      if (reason === 'input-change') onQuery(inputValue);
    },
    onSelect: ({ itemValue }) => take(itemValue),
    onOpenChange: ({ open, reason }) => {
      if (!open && reason === 'escape-key') leave();
    },
  });
  const api = combobox.connect(service, normalizeProps);
  const shown = api.open && typed;
  return (
    <search {...api.getRootProps()} class="combobox">
      {/* biome-ignore lint/a11y/noLabelWithoutControl: Zag gives it the input's id */}
      <label {...api.getLabelProps()} class="only-heard">
        {label}
      </label>
      <div {...api.getControlProps()} class="combobox-field">
        <Icon name="search" size={17} />
        <input
          {...api.getInputProps()}
          ref={input}
          role="combobox"
          aria-keyshortcuts={press}
          aria-expanded={shown}
          value={query}
          onKeyDown={(event) => {
            if (event.isComposing) return;
            // The list follows a keystroke a moment later; Enter right after the last letter takes the first.
            if (event.key === 'Enter' && typed && api.highlightedValue === null) take(null);
            else if (event.key === 'Escape') leave();
            else api.getInputProps().onKeyDown?.(event);
            event.stopPropagation();
          }}
        />
        {children}
      </div>
      <div {...api.getPositionerProps()} class="combobox-place">
        <div {...api.getContentProps()} class="combobox-list" hidden={!shown}>
          {found.length === 0 && <p class="combobox-none">{none}</p>}
          {found.map((one, index) => (
            <>
              {one.group !== undefined && one.group !== found[index - 1]?.group && (
                <p class="combobox-group" role="presentation">
                  {one.group}
                </p>
              )}
              <div key={one.key} {...api.getItemProps({ item: one })} class="combobox-option">
                <Icon name={one.icon} size={17} />
                <span class="combobox-word">{one.word}</span>
                {one.side !== undefined && <span class="combobox-side">{one.side}</span>}
              </div>
            </>
          ))}
        </div>
      </div>
    </search>
  );
}

// A field that finds one thing and keeps it: typing looks, arrows walk, Enter takes and goes on.
import { useId, useState } from 'preact/hooks';

export type Found<T> = { key: string; word: string; side: string; value: T };

type PickProps<T> = {
  name: string;
  placeholder: string;
  none: string;
  query: string;
  found: readonly Found<T>[];
  /** What was taken; its word stands in the field until somebody types again. */
  taken: string | null;
  first?: boolean;
  onQuery: (query: string) => void;
  onTake: (value: T) => void;
};

export function Pick<T>({
  name,
  placeholder,
  none,
  query,
  found,
  taken,
  first = false,
  onQuery,
  onTake,
}: PickProps<T>) {
  const id = useId();
  const [at, setAt] = useState(0);
  const [open, setOpen] = useState(false);
  const chosen = Math.min(at, Math.max(0, found.length - 1));
  const shown = open && taken === null && (found.length > 0 || query.trim() !== '');
  function take(index: number): void {
    const one = found[index];
    if (one === undefined) return;
    onTake(one.value);
    setAt(0);
    setOpen(false);
  }
  return (
    <div class="pick">
      <label class="field-name" for={id}>
        {name}
      </label>
      <input
        id={id}
        class="input"
        role="combobox"
        aria-expanded={shown}
        aria-controls={`${id}-found`}
        aria-activedescendant={shown && found.length > 0 ? `${id}-${chosen}` : undefined}
        aria-autocomplete="list"
        autocomplete="off"
        spellcheck={false}
        data-first={first ? true : undefined}
        data-missing={taken === null ? true : undefined}
        placeholder={placeholder}
        value={taken ?? query}
        onFocus={() => setOpen(true)}
        onBlur={() => setOpen(false)}
        onInput={(event) => {
          setOpen(true);
          setAt(0);
          onQuery(event.currentTarget.value);
        }}
        onKeyDown={(event) => {
          if (event.isComposing || !shown) return;
          const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
          if (by !== undefined) setAt(Math.min(found.length - 1, Math.max(0, chosen + by)));
          else if (event.key === 'Enter') take(chosen);
          else return;
          // Enter on something found takes it; the form goes on to what is missing next.
          if (by !== undefined || found.length === 0) event.preventDefault();
        }}
      />
      <div class="pick-found" id={`${id}-found`} role="listbox" aria-label={name} hidden={!shown}>
        {found.length === 0 && <p class="pick-none">{none}</p>}
        {found.map((one, index) => (
          // biome-ignore lint/a11y/useFocusableInteractive: the combobox names the active option
          <div
            key={one.key}
            id={`${id}-${index}`}
            role="option"
            aria-selected={index === chosen}
            class="choice"
            onPointerDown={(event) => {
              event.preventDefault();
              take(index);
            }}
          >
            <span class="choice-word">{one.word}</span>
            <span class="choice-side">{one.side}</span>
          </div>
        ))}
      </div>
    </div>
  );
}

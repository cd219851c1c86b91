// Answers to choose from: none is chosen beforehand, each may be taken back by touching it again.
import type { ComponentChildren } from 'preact';

type Chip = { value: string; words: string; chosen: boolean };

/** A question with its chips; `unsure` clears the answer and is itself an answer, as good as any. */
export function Chips({
  name,
  note,
  chips,
  onChoose,
  children,
}: {
  name: string;
  note?: string;
  chips: readonly Chip[];
  onChoose: (value: string) => void;
  children?: ComponentChildren;
}) {
  return (
    <fieldset class="tell-ask">
      <legend>{name}</legend>
      {note !== undefined && <p class="part-note">{note}</p>}
      <div class="chips">
        {chips.map(({ value, words, chosen }) => (
          <button
            key={value}
            type="button"
            class="chip"
            aria-pressed={chosen}
            onClick={() => onChoose(value)}
          >
            {words}
          </button>
        ))}
      </div>
      {children}
    </fieldset>
  );
}

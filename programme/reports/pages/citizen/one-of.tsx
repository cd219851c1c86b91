// One answer of a fixed list, by its words; "I am not sure" is always among them.
import { signal } from '@preact/signals';
import { t, type Word } from '#platform/ui/phone/words.ts';
import { Chips } from './Chips.tsx';

/** Questions that she answered with "I am not sure": it says nothing more, and is never sent. */
export const unsure = signal<ReadonlySet<string>>(new Set());

export function OneOf<T extends string>({
  name,
  words,
  list,
  chosen,
  onChoose,
  children,
}: {
  name: string;
  /** Before each value, for its words. */
  words: string;
  list: readonly T[];
  chosen: readonly T[];
  onChoose: (value: T | null) => void;
  children?: preact.ComponentChildren;
}) {
  const isUnsure = unsure.value.has(words);
  function setUnsure(on: boolean): void {
    const next = new Set(unsure.value);
    if (on) next.add(words);
    else next.delete(words);
    unsure.value = next;
  }
  return (
    <Chips
      name={name}
      chips={[
        ...list.map((value) => ({
          value: value as string,
          words: t(`${words}.${value}` as Word),
          chosen: chosen.includes(value),
        })),
        { value: '', words: t('report.unsure'), chosen: isUnsure },
      ]}
      onChoose={(value) => {
        setUnsure(value === '' && !isUnsure);
        onChoose(list.find((one) => one === value) ?? null);
      }}
    >
      {children}
    </Chips>
  );
}

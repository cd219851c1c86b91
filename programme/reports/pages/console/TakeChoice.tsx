// What is chosen while somebody speaks: one of a list, or several of them.
import { Field } from '#platform/ui/Field.tsx';
import { put, said } from './take-state.ts';
import { t } from './words.ts';

type Single = 'teller' | 'age' | 'violence' | 'relation' | 'place' | 'urgency';

/** One of a fixed list, or not said. */
export function Choice<T extends string>({ of, list }: { of: Single; list: readonly T[] }) {
  const chosen = said.value[of];
  return (
    <Field name={t(`take.${of}`)}>
      <select
        class="input"
        value={chosen ?? ''}
        onChange={(event) =>
          put({ [of]: list.find((one) => one === event.currentTarget.value) ?? null })
        }
      >
        <option value="">{t('take.unsaid')}</option>
        {list.map((one) => (
          <option key={one} value={one} selected={one === chosen}>
            {sayChoice(of, one)}
          </option>
        ))}
      </select>
    </Field>
  );
}

type Word = Parameters<typeof t>[0];

/** Its words. */
export function sayChoice(of: Single, one: string): string {
  return t((of === 'teller' || of === 'urgency' ? `${of}.${one}` : `take.${of}.${one}`) as Word);
}

type ManyProps = {
  name: string;
  list: readonly (readonly [id: string, words: string])[];
  chosen: readonly string[];
  onChange: (chosen: string[]) => void;
};

/** Several of a list; none is chosen beforehand. */
export function Many({ name, list, chosen, onChange }: ManyProps) {
  return (
    <fieldset>
      <legend>{name}</legend>
      {list.map(([id, said]) => (
        <label key={id}>
          <input
            type="checkbox"
            checked={chosen.includes(id)}
            onChange={(event) =>
              onChange(
                event.currentTarget.checked ? [...chosen, id] : chosen.filter((one) => one !== id),
              )
            }
          />
          {said}
        </label>
      ))}
    </fieldset>
  );
}

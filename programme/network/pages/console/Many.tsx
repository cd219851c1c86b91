// Several of a few: one box each.

type ManyProps<T> = {
  name: string;
  all: readonly { value: T; word: string }[];
  chosen: readonly T[];
  onChosen: (values: T[]) => void;
};

export function Many<T extends string | number>({ name, all, chosen, onChosen }: ManyProps<T>) {
  return (
    <fieldset class="people-many">
      <legend class="field-name">{name}</legend>
      {all.map(({ value, word }) => (
        <label key={value} class="people-check">
          <input
            type="checkbox"
            checked={chosen.includes(value)}
            onChange={(event) =>
              onChosen(
                event.currentTarget.checked
                  ? [...chosen, value]
                  : chosen.filter((one) => one !== value),
              )
            }
          />
          {word}
        </label>
      ))}
    </fieldset>
  );
}

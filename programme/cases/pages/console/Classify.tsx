// Counting a case for the statistics, once: questions in their order until one is answered with yes; nothing of it stays with the case.
import { useState } from 'preact/hooks';
import { Button } from '#platform/ui/Button.tsx';
import { Field } from '#platform/ui/Field.tsx';
import { ageBands, placeKinds, relations } from '#programme/reports/names.ts';
import { sayFact } from '#programme/reports/pages/console/index.ts';
import type { CaseSummary } from '../../contract.ts';
import { classifying, classify as typeOf } from '../../rules.ts';
import { busy, classify } from './case-state.ts';
import { t } from './words.ts';

export function Classify({ found }: { found: CaseSummary }) {
  const [answers, setAnswers] = useState<readonly boolean[]>([]);
  const [relation, setRelation] = useState<(typeof relations)[number] | null>(null);
  const [ageBand, setAgeBand] = useState<(typeof ageBands)[number] | null>(null);
  const [placeKind, setPlaceKind] = useState<(typeof placeKinds)[number] | null>(null);
  if (found.classified) return <p class="case-note">{t('count.done')}</p>;
  const violence = typeOf(answers);
  const asked = violence === null ? answers.length + 1 : answers.length;
  return (
    <details class="case-count">
      <summary>{t('count')}</summary>
      <p class="case-note">{t('count.note')}</p>
      <ol>
        {classifying.slice(0, asked).map((type, at) => (
          <li key={type}>
            <fieldset>
              <legend>{t(`count.ask.${type}`)}</legend>
              {([true, false] as const).map((yes) => (
                <label key={String(yes)}>
                  <input
                    type="radio"
                    name={`count-${type}`}
                    checked={answers[at] === yes}
                    onChange={() => setAnswers([...answers.slice(0, at), yes])}
                  />
                  {t(yes ? 'count.yes' : 'count.no')}
                </label>
              ))}
            </fieldset>
          </li>
        ))}
      </ol>
      {violence !== null && (
        <>
          <p role="status">{t('count.as', { type: sayFact('violence', violence) })}</p>
          <div class="case-row">
            <Pick
              name="relation"
              all={relations}
              value={relation}
              word={(one) => sayFact('relation', one)}
              set={setRelation}
            />
            <Pick
              name="age"
              all={ageBands}
              value={ageBand}
              word={(one) => sayFact('age', one)}
              set={setAgeBand}
            />
            <Pick
              name="place"
              all={placeKinds}
              value={placeKind}
              word={(one) => sayFact('place', one)}
              set={setPlaceKind}
            />
          </div>
          <div>
            <Button
              kind="outline"
              busy={busy.value}
              onPress={() => void classify(found.id, { violence, relation, ageBand, placeKind })}
            >
              {t('count.send')}
            </Button>
          </div>
        </>
      )}
    </details>
  );
}

type PickProps<T extends string> = {
  name: 'relation' | 'age' | 'place';
  all: readonly T[];
  value: T | null;
  word: (one: T) => string;
  set: (one: T | null) => void;
};

function Pick<T extends string>({ name, all, value, word, set }: PickProps<T>) {
  return (
    <Field name={t(`count.${name}`)}>
      <select
        class="input"
        value={value ?? ''}
        onChange={({ currentTarget }) =>
          set(all.find((one) => one === currentTarget.value) ?? null)
        }
      >
        <option value="">{t('count.unknown')}</option>
        {all.map((one) => (
          <option key={one} value={one}>
            {word(one)}
          </option>
        ))}
      </select>
    </Field>
  );
}

// Writing down what somebody says by telephone, at the counter or by SMS: sealed here, and seven words to read out. Nothing of it stays.
import { useEffect, useState } from 'preact/hooks';
import { Button } from '#platform/ui/Button.tsx';
import { Dialog } from '#platform/ui/Dialog.tsx';
import { Field } from '#platform/ui/Field.tsx';
import { inLanguage, nameOfLanguage } from '#platform/ui/language.ts';
import {
  ageBands,
  placeKinds,
  relations,
  takenSources,
  tellers,
  urgencies,
  violences,
  wantedServices,
} from '../../names.ts';
import { sayDesk, sayReportProblem } from './say.ts';
import { Choice, Many, sayChoice } from './TakeChoice.tsx';
import { TakenWords } from './TakenWords.tsx';
import {
  chooseDistrict,
  fetchPlace,
  forget,
  missing,
  offered,
  place,
  put,
  said,
  sending,
  sendTaken,
  taking,
  words,
} from './take-state.ts';
import { t } from './words.ts';
import './take.css';

export function TakeDown() {
  const [sure, setSure] = useState(false);
  const [odd, setOdd] = useState<string | null>(null);
  useEffect(() => void fetchPlace(), []);
  const now = said.value;
  /** What was typed, and words that were not passed on, are not lost by a slip of the hand. */
  function close(): void {
    const holds = words.value !== null || now.story !== '' || now.contact !== '';
    if (holds && !sure) setSure(true);
    else leave();
  }
  function leave(): void {
    forget();
    taking.value = false;
  }
  async function send(): Promise<void> {
    const lacks = missing();
    setOdd(lacks === null ? null : t(`take.odd.${lacks}`));
    if (lacks !== null) return;
    const refused = await sendTaken(sayStory(), sayReach());
    if (refused !== null) setOdd(sayReportProblem(refused));
  }
  return (
    <Dialog title={t('take.title')} closeLabel={t('close')} onClose={close} wide>
      {sure && (
        <p class="take-sure" role="alert">
          {t(words.value === null ? 'take.sure' : 'take.sure.words')}
          <Button onPress={leave}>{t('take.sure.yes')}</Button>
          <Button kind="plain" onPress={() => setSure(false)}>
            {t('take.sure.no')}
          </Button>
        </p>
      )}
      {words.value !== null ? (
        <TakenWords words={words.value} onDone={leave} />
      ) : (
        <form
          class="take"
          autocomplete="off"
          onSubmit={(event) => {
            event.preventDefault();
            void send();
          }}
        >
          <p class="take-note">{t('take.note')}</p>
          <fieldset>
            <legend>{t('take.source')}</legend>
            {takenSources.map((source) => (
              <label key={source}>
                <input
                  type="radio"
                  name="source"
                  checked={now.source === source}
                  onChange={() => put({ source })}
                />
                {t(`take.source.${source}`)}
              </label>
            ))}
          </fieldset>
          <p class="take-note">{t('take.minor')}</p>
          <Field name={t('take.story')}>
            <textarea
              class="input"
              data-first
              rows={7}
              maxLength={20_000}
              spellcheck={false}
              value={now.story}
              onInput={(event) => put({ story: event.currentTarget.value })}
            />
          </Field>
          <div class="take-row">
            <Choice of="teller" list={tellers} />
            <Choice of="age" list={ageBands} />
            <Choice of="violence" list={violences} />
            <Choice of="relation" list={relations} />
            <Choice of="place" list={placeKinds} />
            <Choice of="urgency" list={urgencies} />
            <Field name={t('take.language')}>
              <select
                class="input"
                value={now.language}
                onChange={(event) => put({ language: event.currentTarget.value })}
              >
                {(place.value?.languages ?? ['ko']).map((code) => (
                  <option key={code} value={code} selected={code === now.language}>
                    {nameOfLanguage(code)}
                  </option>
                ))}
              </select>
            </Field>
          </div>
          <Many
            name={t('fact.wants')}
            list={wantedServices.map((one) => [one, t(`service.${one}`)])}
            chosen={now.services}
            onChange={(services) =>
              put({ services: wantedServices.filter((one) => services.includes(one)) })
            }
          />
          <Field name={t('take.contact')}>
            <textarea
              class="input"
              rows={2}
              maxLength={3000}
              spellcheck={false}
              value={now.contact}
              onInput={(event) => put({ contact: event.currentTarget.value })}
            />
          </Field>
          <Field name={t('take.district')}>
            <select
              class="input"
              value={now.district ?? ''}
              onChange={(event) => void chooseDistrict(event.currentTarget.value || null)}
            >
              <option value="">{t('take.choose')}</option>
              {place.value?.districts.map(({ code, name }) => (
                <option key={code} value={code} selected={code === now.district}>
                  {inLanguage(name)}
                </option>
              ))}
            </select>
          </Field>
          <Desks />
          {odd !== null && (
            <p class="take-odd" role="alert">
              {odd}
            </p>
          )}
          <Button type="submit" kind="lamp" size="large" busy={sending.value}>
            {t(sending.value ? 'take.sending' : 'take.send')}
          </Button>
        </form>
      )}
    </Dialog>
  );
}

function Desks() {
  const now = said.value;
  const known = offered.value;
  if (known.state !== 'known')
    return known.state === 'none' ? null : <p role="status">{t(`take.${known.state}`)}</p>;
  const name = (code: string) =>
    inLanguage(place.value?.districts.find((one) => one.code === code)?.name ?? {});
  // The desk that protects children is offered where it is about one.
  const { age } = said.value;
  const child = age === 'under-13' || age === '13-18';
  const list = known.items
    .filter(({ kind }) => child || kind !== 'child-protection')
    .map((desk): [string, string] => [desk.desk, sayDesk(desk, name)]);
  return (
    <>
      <Many
        name={t('take.who')}
        list={list}
        chosen={now.who}
        onChange={(who) => put({ who, identity: now.identity.filter((one) => who.includes(one)) })}
      />
      {now.contact.trim() !== '' && now.who.length > 0 && (
        <Many
          name={t('take.identity')}
          list={list.filter(([id]) => now.who.includes(id))}
          chosen={now.identity}
          onChange={(identity) => put({ identity })}
        />
      )}
    </>
  );
}

/** What was said and chosen as one readable text: nothing has to be parsed later (decision 0035). */
function sayStory(): string {
  const now = said.value;
  const lines = (['teller', 'age', 'violence', 'relation', 'place', 'urgency'] as const).flatMap(
    (of) => {
      const chosen = now[of];
      return chosen === null ? [] : [`${t(`take.${of}`)}: ${sayChoice(of, chosen)}`];
    },
  );
  const wants = now.services.map((one) => t(`service.${one}`)).join(', ');
  return [
    now.story.trim(),
    [...lines, ...(wants === '' ? [] : [`${t('fact.wants')}: ${wants}`])].join('\n'),
  ]
    .filter((part) => part !== '')
    .join('\n\n');
}

const sayReach = (): string => said.value.contact.trim();

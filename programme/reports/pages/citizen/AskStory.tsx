// The first questions: whose story it is, what the law does for minors before anything is told, and what happened.
import { go } from '#platform/ui/phone/screen.ts';
import { t } from '#platform/ui/phone/words.ts';
import { facts } from '#programme/city/pages/citizen/facts.ts';
import { ageBands, relations, tellers, violences } from '../../names.ts';
import { answers, flip, isMinor, put, whens } from './answers.ts';
import { OneOf } from './one-of.tsx';
import { Write } from './Write.tsx';

/** Sealed texts have room for four times as many Korean letters. */
const longestStory = 20_000;

/** The same as before is taken back. */
const other = <T,>(now: T | null, next: T | null): T | null => (next === now ? null : next);

export function AskYou() {
  const said = answers.value;
  return (
    <>
      <OneOf
        name={t('report.teller')}
        words="report.teller"
        list={tellers}
        chosen={said.teller === null ? [] : [said.teller]}
        onChoose={(teller) => put({ teller: other(said.teller, teller) })}
      />
      <OneOf
        name={t('report.age')}
        words="report.age"
        list={ageBands}
        chosen={said.age === null ? [] : [said.age]}
        onChoose={(age) => put({ age: other(said.age, age) })}
      />
      <MinorNote />
    </>
  );
}

/** Shown to everybody before anything is told: who is younger need not say so to read it. */
export function MinorNote() {
  const minor = isMinor(answers.value);
  if (minor === false) return null;
  return (
    <section class="tell-note">
      <h2>{t('report.minor')}</h2>
      <p>{t('report.minor.law')}</p>
      <p>{t('report.minor.first')}</p>
      <p>{t('report.minor.ask', { number: facts.value.numbers.womensHotline })}</p>
    </section>
  );
}

export function AskWhat() {
  const said = answers.value;
  return (
    <>
      <Write
        name={t('report.story')}
        like={t('report.story.like')}
        rows={6}
        most={longestStory}
        value={said.story}
        onWrite={(story) => put({ story })}
      />
      <OneOf
        name={t('report.when')}
        words="report.when"
        list={whens}
        chosen={said.when === null ? [] : [said.when]}
        onChoose={(when) => put({ when: other(said.when, when) })}
      >
        {(said.when === 'today' || said.when === 'days') && (
          <button type="button" class="touch" onClick={() => go('aftercare')}>
            {t('report.when.hours')}
          </button>
        )}
      </OneOf>
      <OneOf
        name={t('report.violence')}
        words="report.violence"
        list={violences}
        chosen={said.violences}
        onChoose={(one) => put({ violences: one === null ? [] : flip(said.violences, one) })}
      />
      <OneOf
        name={t('report.relation')}
        words="report.relation"
        list={relations}
        chosen={said.relation === null ? [] : [said.relation]}
        onChoose={(relation) => put({ relation: other(said.relation, relation) })}
      />
    </>
  );
}

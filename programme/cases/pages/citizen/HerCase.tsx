// Who has her case, who looked at it, whom she does not want, until when it is kept; and two questions when it is closed.
import { useEffect, useState } from 'preact/hooks';
import { spoken, t } from '#platform/ui/phone/words.ts';
import { facts } from '#programme/city/pages/citizen/facts.ts';
import { Chips, type Mine, sayDesk, sayWhen } from '#programme/reports/pages/citizen/later.ts';
import type { HerCase as Found } from '../../contract.ts';
import { answerBoth, fetchHerCase, herCase, refuseThem } from './her-case-state.ts';

export function HerCase({ now }: { now: Mine }) {
  const { id, version } = now.report;
  // Asked again whenever her report is there anew.
  useEffect(() => void fetchHerCase(now), [id, version]);
  const known = herCase.value;
  if (known?.report !== id || known.found === null) return null;
  const found = known.found;
  const when = found.state === 'closed' ? found.closedAt : found.takenAt;
  return (
    <section class="part" aria-label={t('case.title')}>
      <h2>{t('case.title')}</h2>
      <p role="status">
        {t(`case.${found.state}`, {
          desk: sayDesk(found.desk),
          when: when === null ? '' : sayWhen(when),
        })}
      </p>
      {found.members.length > 0 && (
        <>
          <h3>{t('case.people')}</h3>
          <ul class="tell-lines">
            {found.members.map((member) => (
              <Member key={member.staff} now={now} found={found} member={member} />
            ))}
          </ul>
        </>
      )}
      <h3>{t('case.looks')}</h3>
      {found.looks.length === 0 ? (
        <p class="part-note">{t('case.looks.none')}</p>
      ) : (
        <ul class="tell-looks">
          {found.looks.map((look) => (
            <li key={`${look.by} ${look.at}`}>
              {sayWhen(look.at)} · {look.by}
            </li>
          ))}
        </ul>
      )}
      {found.destroyAfter !== null && (
        <p class="part-note">{t('case.destroy', { when: sayDay(found.destroyAfter) })}</p>
      )}
      {found.state === 'closed' &&
        (found.satisfactionGiven ? (
          <p role="status">{t('case.thanks')}</p>
        ) : (
          <Questions now={now} />
        ))}
    </section>
  );
}

/** With its year: it is long from now. */
function sayDay(at: string): string {
  const { timeZone } = facts.value;
  return new Intl.DateTimeFormat(spoken.value.language, { dateStyle: 'long', timeZone }).format(
    new Date(at),
  );
}

type MemberProps = { now: Mine; found: Found; member: Found['members'][number] };

function Member({ now, found, member }: MemberProps) {
  const [sure, setSure] = useState(false);
  const [failed, setFailed] = useState(false);
  const { name, staff } = member;
  return (
    <li>
      <strong>{name}</strong>
      {found.lead?.staff === staff && ` · ${t('case.lead')}`}
      {sure ? (
        <>
          <p role="status">{t('case.not-them.sure', { name })}</p>
          <button
            type="button"
            class="touch"
            onClick={() => void refuseThem(now, staff).then((done) => setFailed(!done))}
          >
            {t('case.not-them.yes')}
          </button>
          <button type="button" class="touch touch-brand" onClick={() => setSure(false)}>
            {t('mine.withdraw.no')}
          </button>
        </>
      ) : (
        <button type="button" class="touch" onClick={() => setSure(true)}>
          {t('case.not-them')}
          <span class="only-heard"> {name}</span>
        </button>
      )}
      {failed && (
        <p class="odd" role="alert">
          {t('mine.failed')}
        </p>
      )}
    </li>
  );
}

const five = [1, 2, 3, 4, 5] as const;
const questions = ['helped', 'respected'] as const;

function Questions({ now }: { now: Mine }) {
  const [said, setSaid] = useState<Record<(typeof questions)[number], number | null>>({
    helped: null,
    respected: null,
  });
  const [odd, setOdd] = useState<'case.ask.odd' | 'mine.failed' | null>(null);
  return (
    <form
      class="tell-form"
      onSubmit={(event) => {
        event.preventDefault();
        // An answer is taken once: none is given by a slip.
        if (said.helped === null && said.respected === null) setOdd('case.ask.odd');
        else void answerBoth(now, said).then((done) => setOdd(done ? null : 'mine.failed'));
      }}
    >
      <p>{t('case.ask')}</p>
      {questions.map((question) => (
        <Chips
          key={question}
          name={t(`case.${question}`)}
          chips={five.map((one) => ({
            value: String(one),
            words: t(`case.${one}`),
            chosen: said[question] === one,
          }))}
          onChoose={(value) => {
            setOdd(null);
            setSaid({
              ...said,
              [question]: said[question] === Number(value) ? null : Number(value),
            });
          }}
        />
      ))}
      {odd !== null && (
        <p class="odd" role="alert">
          {t(odd)}
        </p>
      )}
      <button type="submit" class="touch touch-brand">
        {t('case.send')}
      </button>
    </form>
  );
}

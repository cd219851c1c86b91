// Recruiting: who applies, how far it is, and the one step that is next.
import { useEffect, useState } from 'preact/hooks';
import { Button } from '#platform/ui/Button.tsx';
import { count, dayAndTime } from '#platform/ui/format.ts';
import { Empty } from '#platform/ui/states/Empty.tsx';
import { Failed } from '#platform/ui/states/Failed.tsx';
import { Loading } from '#platform/ui/states/Loading.tsx';
import { Offline } from '#platform/ui/states/Offline.tsx';
import { Refused } from '#platform/ui/states/Refused.tsx';
import type { Applicant } from '../../applicants-contract.ts';
import { AskApplicant } from './AskApplicant.tsx';
import { type ApplicantAsk, AskStep } from './AskStep.tsx';
import {
  applicants,
  applicantsProblem,
  fetchApplicants,
  isOver,
  keptDays,
  stepApplicant,
} from './applicants-state.ts';
import { say } from './people-state.ts';
import { t } from './words.ts';
import './network.css';

type ViewProps = {
  languages: readonly string[];
  districts: readonly { code: string; name: string }[];
};

/** What is next for each state that is open. */
const nextOf = {
  applied: 'interview',
  interviewed: 'vet',
  vetted: 'train',
  trained: 'take-on',
} as const;

export function ApplicantsView({ languages, districts }: ViewProps) {
  const [adds, setAdds] = useState(false);
  const [asked, setAsked] = useState<{ applicant: Applicant; ask: ApplicantAsk } | null>(null);
  useEffect(() => void fetchApplicants(), []);
  const all = applicants.value;
  if (all === null) {
    const refused = applicantsProblem.value;
    if (refused === null) return <Loading lines={6} />;
    if (refused.status === 0) return <Offline onRetry={() => void fetchApplicants()} />;
    if (refused.status >= 500)
      return <Failed id={refused.id} onRetry={() => void fetchApplicants()} />;
    return <Refused why={say(refused)} />;
  }
  const open = all.filter((one) => !isOver(one));
  const over = all.filter(isOver);
  const row = (applicant: Applicant) => (
    <ApplicantRow
      key={applicant.id}
      applicant={applicant}
      district={districts.find(({ code }) => code === applicant.district)?.name ?? ''}
      onAsk={(ask) =>
        ask === 'interview'
          ? void stepApplicant(applicant, { step: 'interview' })
          : setAsked({ applicant, ask })
      }
    />
  );
  return (
    <section class="people">
      <header class="people-head">
        <div>
          <h2>{t('applicants.title')}</h2>
          <p>{t('applicants.count', { n: count(open.length), days: count(keptDays.value) })}</p>
        </div>
        <Button icon="plus" onPress={() => setAdds(true)}>
          {t('applicants.add')}
        </Button>
      </header>
      {open.length === 0 ? (
        <Empty title={t('applicants.none')} />
      ) : (
        <ul class="people-rows" aria-label={t('applicants.title')}>
          {open.map(row)}
        </ul>
      )}
      {over.length > 0 && (
        <>
          <h3 class="people-part">{t('applicants.over')}</h3>
          <ul class="people-rows" aria-label={t('applicants.over')}>
            {over.map(row)}
          </ul>
        </>
      )}
      {adds && (
        <AskApplicant languages={languages} districts={districts} onClose={() => setAdds(false)} />
      )}
      {asked !== null && (
        <AskStep applicant={asked.applicant} ask={asked.ask} onClose={() => setAsked(null)} />
      )}
    </section>
  );
}

type RowProps = {
  applicant: Applicant;
  district: string;
  onAsk: (ask: ApplicantAsk | 'interview') => void;
};

function ApplicantRow({ applicant, district, onAsk }: RowProps) {
  const over = isOver(applicant);
  const { state } = applicant;
  const next =
    state === 'applied' || state === 'interviewed' || state === 'vetted' || state === 'trained'
      ? nextOf[state]
      : null;
  return (
    <li class={over ? 'person-row person-gone' : 'person-row'}>
      <div>
        <h3>{applicant.name}</h3>
        <p>
          {t(`kind.${applicant.kind}`)}
          {district !== '' && ` · ${district}`}
          {applicant.phone !== null && ` · ${applicant.phone}`}
        </p>
      </div>
      <div>
        <p class={applicant.priority && !over ? 'person-soon' : ''}>
          {[
            t(`applicant.state.${state}`),
            applicant.reason !== null && t(`decline.${applicant.reason}`),
            applicant.priority && t('applicant.priority'),
          ]
            .filter(Boolean)
            .join(' · ')}
        </p>
        <p>
          {t(`source.${applicant.source}`)} · {dayAndTime(applicant.appliedAt)}
        </p>
      </div>
      {next !== null && (
        <div class="person-acts">
          <Button size="small" onPress={() => onAsk(next)}>
            {t(`applicant.next.${next}`)}
          </Button>
          <Button size="small" kind="plain" onPress={() => onAsk('decline')}>
            {t('applicant.end')}
          </Button>
        </div>
      )}
    </li>
  );
}

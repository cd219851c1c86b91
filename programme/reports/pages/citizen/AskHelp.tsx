// What would help, and how she may safely be reached: all of it may be left out.
import { t } from '#platform/ui/phone/words.ts';
import { urgencies, wantedServices } from '../../names.ts';
import { answers, contactWays, flip, put } from './answers.ts';
import { Chips } from './Chips.tsx';
import { OneOf } from './one-of.tsx';
import { Write } from './Write.tsx';

export function AskWant() {
  const said = answers.value;
  return (
    <>
      <OneOf
        name={t('report.services')}
        words="report.services"
        list={wantedServices}
        chosen={said.services}
        onChoose={(one) => put({ services: one === null ? [] : flip(said.services, one) })}
      />
      <OneOf
        name={t('report.urgency')}
        words="report.urgency"
        list={urgencies}
        chosen={said.urgency === null ? [] : [said.urgency]}
        onChoose={(urgency) => put({ urgency: urgency === said.urgency ? null : urgency })}
      />
    </>
  );
}

export function AskReach() {
  const said = answers.value;
  return (
    <>
      <p class="part-note">{t('report.reach.note')}</p>
      <Write
        name={t('report.name')}
        like={t('report.name.like')}
        most={60}
        value={said.name}
        onWrite={(name) => put({ name })}
      />
      <OneOf
        name={t('report.way')}
        words="report.way"
        list={contactWays}
        chosen={said.ways}
        onChoose={(way) => put({ ways: way === null ? [] : flip(said.ways, way) })}
      />
      <Write
        name={t('report.contact')}
        most={120}
        value={said.contact}
        onWrite={(contact) => put({ contact })}
      />
      <Write
        name={t('report.hours')}
        like={t('report.hours.like')}
        most={200}
        value={said.hours}
        onWrite={(hours) => put({ hours })}
      />
      <Chips
        name={t('report.leave')}
        chips={(['yes', 'no'] as const).map((value) => ({
          value,
          words: t(`report.leave.${value}`),
          chosen: said.mayLeave === (value === 'yes'),
        }))}
        onChoose={(value) => {
          const next = value === 'yes';
          put({ mayLeave: said.mayLeave === next ? null : next });
        }}
      />
    </>
  );
}

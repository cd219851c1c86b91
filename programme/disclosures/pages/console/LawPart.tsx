// What the law makes a team tell, below a case of somebody under age: what was done, and the three steps of what is next.
import { useState } from 'preact/hooks';
import { Button } from '#platform/ui/Button.tsx';
import { dayAndTime } from '#platform/ui/format.ts';
import { inLanguage } from '#platform/ui/language.ts';
import type { CaseGuestProps } from '#programme/cases/pages/console/index.ts';
import { sayDesk } from '#programme/reports/pages/console/index.ts';
import type { Disclosure } from '../../contract.ts';
import { LawSteps } from './LawSteps.tsx';
import { law } from './law-facts.ts';
import { t } from './words.ts';
import './law.css';

export function LawPart({ found, entries, own, nameDistrict }: CaseGuestProps) {
  const [form, setForm] = useState<{ of: string; corrects: string | null } | null>(null);
  const known = law.value;
  if (known?.id !== found.id) return null;
  const { bases, items } = known.whole;
  const open = items.find(({ state }) => state === 'begun' || state === 'told') ?? null;
  const shown = open !== null || form?.of === found.id;
  const corrected = new Set(
    items.filter(({ state }) => state !== 'dropped').map(({ corrects }) => corrects),
  );
  const works = found.state === 'at-work' && own !== null && entries !== null;
  return (
    <section class="law" aria-label={t('title')}>
      <header>
        <h4>{t('title')}</h4>
        <p>{t('lead')}</p>
      </header>
      {items.length > 0 && (
        <ol class="law-acts">
          {items.map((act) => (
            <li key={act.id} data-act={act.state}>
              <Act act={act} nameDistrict={nameDistrict} />
              {works && !shown && act.state === 'disclosed' && !corrected.has(act.id) && (
                <Button
                  size="small"
                  kind="plain"
                  onPress={() => setForm({ of: found.id, corrects: act.id })}
                >
                  {t('act.correct')}
                </Button>
              )}
            </li>
          ))}
        </ol>
      )}
      {found.state === 'at-work' && entries === null && <p class="law-note">{t('closed')}</p>}
      {works && bases.length === 0 && <p class="law-note">{t('none')}</p>}
      {works && bases.length > 0 && !shown && (
        <div>
          <Button onPress={() => setForm({ of: found.id, corrects: null })}>
            {t('act.start')}
          </Button>
        </div>
      )}
      {works && bases.length > 0 && shown && (
        <LawSteps
          key={`${found.id} ${form?.corrects ?? ''}`}
          of={found}
          own={own}
          act={open}
          corrects={items.find(({ id }) => id === form?.corrects) ?? null}
          bases={bases}
          nameDistrict={nameDistrict}
          onEnd={() => setForm(null)}
        />
      )}
    </section>
  );
}

type ActProps = { act: Disclosure; nameDistrict: (code: string) => string };

function Act({ act, nameDistrict }: ActProps) {
  const when = act.disclosedAt ?? act.toldAt ?? act.begunAt;
  const open = act.state === 'begun' || act.state === 'told';
  const late = open && Date.parse(act.dueAt) <= Date.now();
  return (
    <div>
      <p>
        <strong>{sayDesk(act.recipient, nameDistrict)}</strong> · {t(`state.${act.state}`)}
        {act.dropped !== null && ` · ${t(`drop.${act.dropped}`)}`} · {dayAndTime(when)}
      </p>
      <p class="law-note">
        {inLanguage(act.statute)}
        {act.corrects !== null && ` · ${t('correcting')}`}
      </p>
      {open && (
        <p class={late ? 'law-late' : 'law-note'}>
          {t('due', { when: dayAndTime(act.dueAt) })}
          {late && ` · ${t('late')}`}
        </p>
      )}
      {act.state === 'disclosed' && (
        <p class="law-note">
          {act.openings.length === 0
            ? t('read.none')
            : act.openings.map(({ by, at }) => t('read', { by, when: dayAndTime(at) })).join(', ')}
        </p>
      )}
    </div>
  );
}

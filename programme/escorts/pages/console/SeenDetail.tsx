// One thing that a pair saw: its photo, its words, its place, and to whom it goes.
import { useState } from 'preact/hooks';
import { Button } from '#platform/ui/Button.tsx';
import { Field } from '#platform/ui/Field.tsx';
import { dayAndTime } from '#platform/ui/format.ts';
import type { Observation } from '../../board-contract.ts';
import { type HandedTo, handedTo, type ObservationKind } from '../../names.ts';
import { handing, handOn, seenPhoto } from './seen-state.ts';
import { t } from './words.ts';

/** Whom it most likely concerns. */
const likely: Record<ObservationKind, HandedTo> = {
  'dark-lamp': 'lighting',
  'broken-bell': 'devices',
  'blocked-sign': 'roads',
  waste: 'cleaning',
  'broken-camera': 'cameras',
  other: 'other',
};

type SeenDetailProps = { one: Observation; mayAct: boolean; where: string; onMap: () => void };

export function SeenDetail({ one, mayAct, where, onMap }: SeenDetailProps) {
  return (
    <article class="seen-whole">
      <header>
        <h2>{t(`seen.${one.kind}`)}</h2>
        <p class="seen-quiet">
          {where} · <time>{dayAndTime(one.seenAt)}</time>
        </p>
      </header>
      {one.text !== null && <p class="seen-text">{one.text}</p>}
      {one.hasPhoto &&
        (seenPhoto.value === null ? (
          <p class="seen-photo seen-photo-coming" role="status">
            {t('seen.photo.coming')}
          </p>
        ) : (
          <img
            class="seen-photo"
            src={seenPhoto.value}
            alt={t('seen.photo', { what: t(`seen.${one.kind}`) })}
          />
        ))}
      <Button icon="place" onPress={onMap}>
        {t('seen.map')}
      </Button>
      <HandedOn one={one} mayAct={mayAct} />
    </article>
  );
}

function HandedOn({ one, mayAct }: Pick<SeenDetailProps, 'one' | 'mayAct'>) {
  const [to, setTo] = useState<HandedTo>(likely[one.kind]);
  const [reference, setReference] = useState('');
  if (one.handedTo !== null && one.handedOnAt !== null)
    return (
      <section class="seen-hand">
        <h3>{t('seen.handed.to', { whom: t(`seen.to.${one.handedTo}`) })}</h3>
        <p class="seen-quiet">
          {dayAndTime(one.handedOnAt)}
          {one.reference !== null && ` · ${t('seen.number', { number: one.reference })}`}
        </p>
        {mayAct && (
          <Button
            size="small"
            kind="plain"
            busy={handing.value}
            onPress={() => void handOn(one, null, null)}
          >
            {t('seen.take-back')}
          </Button>
        )}
      </section>
    );
  if (!mayAct) return null;
  return (
    <form
      class="seen-hand"
      onSubmit={(event) => {
        event.preventDefault();
        void handOn(one, to, reference.trim() || null);
      }}
    >
      <h3>{t('seen.hand')}</h3>
      <Field name={t('seen.whom')}>
        <select
          class="input"
          value={to}
          onChange={(event) => setTo(event.currentTarget.value as HandedTo)}
        >
          {handedTo.map((whom) => (
            <option key={whom} value={whom}>
              {t(`seen.to.${whom}`)}
            </option>
          ))}
        </select>
      </Field>
      <Field name={t('seen.reference')}>
        <input
          class="input"
          maxLength={60}
          autocomplete="off"
          value={reference}
          onInput={(event) => setReference(event.currentTarget.value)}
        />
      </Field>
      <Button kind="lamp" type="submit" busy={handing.value}>
        {t('seen.hand.submit')}
      </Button>
    </form>
  );
}

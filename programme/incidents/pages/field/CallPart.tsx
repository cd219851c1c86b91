// A call that the unit comes to: the way, whom to reach, what is known, and the next step at the bottom.
import { useState } from 'preact/hooks';
import { Button } from '#platform/ui/Button.tsx';
import { Dialog } from '#platform/ui/Dialog.tsx';
import { Field } from '#platform/ui/Field.tsx';
import { hourMinute } from '#platform/ui/format.ts';
import { Icon } from '#platform/ui/Icon.tsx';
import { language } from '#platform/ui/language.ts';
import { tell } from '#platform/ui/notices.ts';
import type { Offer } from '../../responder-contract.ts';
import type { OfferState } from '../../rules/offer.ts';
import { AskDecline } from './AskDecline.tsx';
import { routeTo, Warnings, Where } from './place-parts.tsx';
import { online, step, waiting, writeNote } from './responder-state.ts';
import { t } from './words.ts';

type Asked = 'decline' | 'note' | 'done' | null;

export function CallPart({ offer, state }: { offer: Offer; state: OfferState }) {
  const [asked, ask] = useState<Asked>(null);
  const route = routeTo(offer.place);
  const close = () => ask(null);
  return (
    <>
      <p class="unit-now" role="status">
        <span class={`unit-dot unit-dot-${state}`} aria-hidden="true" />
        {t(`state.${state as 'accepted'}`)}
        {waiting.value.length > 0 && (
          <span class="unit-sending">{online.value ? t('step.sending') : t('step.kept')}</span>
        )}
      </p>
      <section class="unit-call">
        <Warnings offer={offer} />
        <Where offer={offer} />
        <div class="unit-links">
          {route !== null && (
            <a class="unit-link" href={route}>
              <Icon name="street" size={22} />
              {t('route')}
            </a>
          )}
          {!offer.silent && offer.reach?.phone != null && (
            <a class="unit-link" href={`tel:${offer.reach.phone}`}>
              <Icon name="call" size={22} />
              {t('call.place')}
            </a>
          )}
          {!offer.silent && offer.reach?.callback != null && (
            <a class="unit-link" href={`tel:${offer.reach.callback}`}>
              <Icon name="call" size={22} />
              {t('call.caller')}
            </a>
          )}
          <button type="button" class="unit-link" onClick={() => ask('note')}>
            <Icon name="note" size={22} />
            {t('note.add')}
          </button>
        </div>
        <Facts offer={offer} />
      </section>
      <div class="unit-act">
        <Next offer={offer} state={state} onDone={() => ask('done')} />
        {state !== 'on-scene' && (
          <Button kind="plain" size="large" onPress={() => ask('decline')}>
            {t('step.giveBack')}
          </Button>
        )}
      </div>
      {asked === 'decline' && <AskDecline offer={offer} onClose={close} />}
      {asked === 'note' && <AskNote offer={offer} onClose={close} />}
      {asked === 'done' && (
        <Dialog title={t('done.title')} closeLabel={t('close')} onClose={close}>
          <p class="dialog-note">{t('done.note')}</p>
          <Button
            kind="lamp"
            size="large"
            onPress={() => {
              close();
              step('done', offer);
            }}
          >
            {t('done.sure')}
          </Button>
        </Dialog>
      )}
    </>
  );
}

function Next(props: { offer: Offer; state: OfferState; onDone: () => void }) {
  const { offer, state, onDone } = props;
  const [word, act] =
    state === 'on-scene'
      ? [t('step.done'), onDone]
      : state === 'on-way'
        ? [t('step.onScene'), () => step('on-scene', offer)]
        : [t('step.onWay'), () => step('on-way', offer)];
  return (
    <Button kind="lamp" size="large" onPress={act}>
      {word}
    </Button>
  );
}

function Facts({ offer }: { offer: Offer }) {
  const { reach, others, notes } = offer;
  return (
    <>
      {(reach?.clerk != null || others.length > 0 || offer.language !== null) && (
        <ul class="unit-facts">
          {reach?.clerk != null && <li>{t('clerk', { name: reach.clerk })}</li>}
          {offer.language !== null && offer.language !== language.value && (
            <li>{t('language', { language: nameOf(offer.language) })}</li>
          )}
          {others.length === 1 && <li>{t('others.one', { names: others[0]! })}</li>}
          {others.length > 1 && <li>{t('others', { names: others.join(', ') })}</li>}
        </ul>
      )}
      {notes.length > 0 && (
        <section class="unit-notes" aria-label={t('notes')}>
          <ol>
            {notes.map((note) => (
              <li key={note.at}>
                <p class="unit-note-side">
                  <time dateTime={note.at}>{hourMinute(note.at)}</time> {note.by}
                </p>
                <p>{note.text}</p>
              </li>
            ))}
          </ol>
        </section>
      )}
    </>
  );
}

function nameOf(code: string): string {
  return new Intl.DisplayNames(language.value, { type: 'language' }).of(code) ?? code;
}

function AskNote({ offer, onClose }: { offer: Offer; onClose: () => void }) {
  const [text, setText] = useState('');
  return (
    <Dialog title={t('note.title')} closeLabel={t('close')} onClose={onClose}>
      <form
        class="unit-form"
        onSubmit={(event) => {
          event.preventDefault();
          if (text.trim() === '') return;
          writeNote(offer, text.trim());
          tell(t('note.sent'));
          onClose();
        }}
      >
        <Field name={t('note.what')}>
          <textarea
            class="input"
            data-first
            required
            maxLength={1000}
            value={text}
            onInput={(event) => setText(event.currentTarget.value)}
          />
        </Field>
        <Button kind="lamp" size="large" type="submit">
          {t('note.send')}
        </Button>
      </form>
    </Dialog>
  );
}

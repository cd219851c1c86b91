// What a pair saw on its way: what it is, here, a word and a photo if they like. Kept until it is told.
import { useEffect, useState } from 'preact/hooks';
import { Button } from '#platform/ui/Button.tsx';
import { Dialog } from '#platform/ui/Dialog.tsx';
import { Field } from '#platform/ui/Field.tsx';
import { Icon } from '#platform/ui/Icon.tsx';
import { type ObservationKind, observationKinds } from '../../names.ts';
import { place } from './own-place.ts';
import { redrawn } from './photo.ts';
import { step } from './scout-state.ts';
import { t } from './words.ts';

export function AskObservation({ onClose }: { onClose: () => void }) {
  const [kind, setKind] = useState<ObservationKind | null>(null);
  const [text, setText] = useState('');
  const [photo, setPhoto] = useState<string | null>(null);
  const at = place.value;
  function send(): void {
    if (kind === null || at === null) return;
    const id = crypto.randomUUID();
    const { lat, lon } = at;
    step('observe', id, { id, kind, lat, lon, text: text.trim() || null, photo });
    onClose();
  }
  return (
    <Dialog title={t('observe.title')} closeLabel={t('close')} onClose={onClose}>
      <form
        class="scout-form"
        onSubmit={(event) => {
          event.preventDefault();
          send();
        }}
      >
        <fieldset class="scout-kinds">
          <legend class="only-heard">{t('observe.title')}</legend>
          {observationKinds.map((one) => (
            <label key={one} class="scout-kind">
              <input
                type="radio"
                name="kind"
                required
                checked={kind === one}
                onChange={() => setKind(one)}
              />
              {t(`observe.${one}`)}
            </label>
          ))}
        </fieldset>
        <Photo photo={photo} onPhoto={setPhoto} />
        <Field name={t('observe.text')}>
          <input
            class="input scout-input"
            maxLength={300}
            value={text}
            onInput={(event) => setText(event.currentTarget.value)}
          />
        </Field>
        <p class="scout-hint">{at === null ? t('observe.place.none') : t('observe.place')}</p>
        <Button kind="lamp" size="large" type="submit" disabled={at === null}>
          {t('observe.send')}
        </Button>
      </form>
    </Dialog>
  );
}

function Photo({ photo, onPhoto }: { photo: string | null; onPhoto: (photo: string) => void }) {
  const [bad, setBad] = useState(false);
  const [shown, setShown] = useState<string | null>(null);
  useEffect(() => {
    setShown(photo === null ? null : `data:image/jpeg;base64,${photo}`);
  }, [photo]);
  async function take(file: File | undefined): Promise<void> {
    if (file === undefined) return;
    const made = await redrawn(file);
    setBad(made === null);
    if (made !== null) onPhoto(made);
  }
  return (
    <>
      <label class="scout-photo">
        <Icon name="plus" size={22} />
        {photo === null ? t('observe.photo') : t('observe.photo.again')}
        <input
          type="file"
          class="only-heard"
          accept="image/*"
          capture="environment"
          onChange={(event) => void take(event.currentTarget.files?.[0])}
        />
      </label>
      {shown !== null && <img class="scout-shot" src={shown} alt={t('observe.photo.alt')} />}
      <p class={bad ? 'scout-wrong' : 'scout-hint'}>
        {bad ? t('observe.photo.bad') : t('observe.faces')}
      </p>
    </>
  );
}

// Designates a store, or changes what is written about one.
import { useState } from 'preact/hooks';
import { Button } from '#platform/ui/Button.tsx';
import { Dialog } from '#platform/ui/Dialog.tsx';
import { Field } from '#platform/ui/Field.tsx';
import { today } from '#platform/ui/format.ts';
import type { Hours, Store } from '../../../shapes.ts';
import { t } from '../words.ts';
import { HoursField } from './HoursField.tsx';
import { busy, change, designate } from './register-state.ts';

type Text = 'name' | 'nameEn' | 'chain' | 'address' | 'hint' | 'phone';
const texts = [
  ['name', 80],
  ['nameEn', 120],
  ['chain', 40],
  ['address', 200],
  ['hint', 200],
  ['phone', 20],
] as const satisfies readonly (readonly [Text, number])[];

/** `store` is `null` for a new one; `onClose` gets the id of a store that was designated. */
export function StoreForm({
  store,
  onClose,
}: {
  store: Store | null;
  onClose: (made: string | null) => void;
}) {
  const [words, setWords] = useState<Record<Text, string>>({
    name: store?.name ?? '',
    nameEn: store?.nameEn ?? '',
    chain: store?.chain ?? '',
    address: store?.address ?? '',
    hint: store?.hint ?? '',
    phone: store?.phone ?? '',
  });
  const [place, setPlace] = useState(
    store === null || store.lat === null ? '' : `${store.lat}, ${store.lon}`,
  );
  const [hours, setHours] = useState<Hours>(store?.hours ?? '24h');
  const [office, setOffice] = useState(store?.policeOffice?.id ?? '');
  const [until, setUntil] = useState('');
  const [wrong, setWrong] = useState<string | null>(null);

  async function send(): Promise<void> {
    const point = readPlace(place);
    setWrong(point === null ? t('form.placeWrong') : null);
    if (point === null) return;
    const fields = { ...words, ...point, hours };
    if (store === null) {
      const made = await designate({ ...fields, policeOfficeId: null, until: until || null });
      if (made !== null) onClose(made.id);
      return;
    }
    // Only what was changed is sent: a store that stayed where it is needs no right on another district.
    const moved = point.lat !== store.lat || point.lon !== store.lon;
    const changed = {
      ...words,
      hours,
      policeOfficeId: office || null,
      ...(moved ? point : {}),
    };
    if (await change(store.id, store.updatedAt, changed)) onClose(null);
  }

  return (
    <Dialog
      title={store === null ? t('register.add') : t('store.edit')}
      closeLabel={t('register.close')}
      onClose={() => onClose(null)}
      wide
    >
      <form
        class="ask"
        onSubmit={(event) => {
          event.preventDefault();
          void send();
        }}
      >
        <div class="form-two">
          {texts.map(([key, most]) => (
            <Field key={key} name={t(`form.${key}`)}>
              <input
                class="input"
                {...(key === 'name' ? { 'data-first': true } : {})}
                type={key === 'phone' ? 'tel' : 'text'}
                required={key === 'name' || key === 'address'}
                maxLength={most}
                placeholder={key === 'phone' ? '02-123-4567' : ''}
                value={words[key]}
                onInput={(event) => setWords({ ...words, [key]: event.currentTarget.value })}
              />
            </Field>
          ))}
        </div>
        <Field name={t('form.place')}>
          <input
            class="input"
            required
            placeholder="37.56650, 126.97800"
            aria-invalid={wrong !== null}
            aria-describedby="place-note"
            value={place}
            onInput={(event) => setPlace(event.currentTarget.value)}
          />
        </Field>
        <p id="place-note" class="dialog-note">
          {wrong ?? t('form.placeHow')}
        </p>
        <HoursField value={hours} onChange={setHours} />
        {store !== null && store.officesNear.length > 0 && (
          <Field name={t('fact.police')}>
            <select
              class="input"
              value={office}
              onChange={(event) => setOffice(event.currentTarget.value)}
            >
              <option value="">{t('fact.none')}</option>
              {offices(store).map(({ id, name }) => (
                <option key={id} value={id}>
                  {name}
                </option>
              ))}
            </select>
          </Field>
        )}
        {store === null && (
          <Field name={t('step.untilOptional')}>
            <input
              class="input"
              type="date"
              min={today(1)}
              value={until}
              onInput={(event) => setUntil(event.currentTarget.value)}
            />
          </Field>
        )}
        <footer class="dialog-foot">
          <Button kind="lamp" type="submit" busy={busy.value}>
            {store === null ? t('register.add') : t('form.keep')}
          </Button>
        </footer>
      </form>
    </Dialog>
  );
}

/** The nearest offices, and the responsible one wherever it is. */
function offices(store: Store): { id: string; name: string }[] {
  const own = store.policeOffice;
  const near = store.officesNear;
  if (own === null || own.id === null || near.some((office) => office.id === own.id)) return near;
  return [{ id: own.id, name: own.name }, ...near];
}

/** `37.5665, 126.978` as maps copy it; `null` for anything else. */
function readPlace(text: string): { lat: number; lon: number } | null {
  const found = /^\s*\(?(-?\d{1,2}(?:\.\d+)?)\s*[,\s]\s*(-?\d{1,3}(?:\.\d+)?)\)?\s*$/.exec(text);
  if (found === null) return null;
  const lat = Number(found[1]);
  const lon = Number(found[2]);
  return Math.abs(lat) <= 90 && Math.abs(lon) <= 180 ? { lat, lon } : null;
}

// Adding a meeting point, or changing one: found by name or given by its coordinates.
import { useState } from 'preact/hooks';
import { Button } from '#platform/ui/Button.tsx';
import { Dialog } from '#platform/ui/Dialog.tsx';
import { Field } from '#platform/ui/Field.tsx';
import { type KeptPoint, keepPoint, saving } from './keep-state.ts';
import { Pick } from './Pick.tsx';
import type { Place, UsePlaces } from './places.ts';
import { t } from './words.ts';

type AskPointProps = {
  point: KeptPoint | null;
  districts: readonly { code: string; name: string }[];
  usePlaces: UsePlaces;
  onClose: () => void;
};

type Text = 'ko' | 'en' | 'station' | 'exit' | 'hintKo' | 'hintEn' | 'at';

/** `37.5, 127.02` as a place; `null` when it is none. */
function readPlace(text: string): { lat: number; lon: number } | null {
  const numbers = /^\s*(-?\d+(?:\.\d+)?)\s*,\s*(-?\d+(?:\.\d+)?)\s*$/.exec(text);
  if (numbers === null) return null;
  const [lat, lon] = [Number(numbers[1]), Number(numbers[2])];
  return Math.abs(lat) <= 90 && Math.abs(lon) <= 180 ? { lat, lon } : null;
}

export function AskPoint({ point, districts, usePlaces, onClose }: AskPointProps) {
  const [texts, setTexts] = useState<Record<Text, string>>({
    ko: point?.name.ko ?? '',
    en: point?.name.en ?? '',
    station: point?.station ?? '',
    exit: point?.exit ?? '',
    hintKo: point?.hint.ko ?? '',
    hintEn: point?.hint.en ?? '',
    at: point === null ? '' : `${point.lat}, ${point.lon}`,
  });
  const [district, setDistrict] = useState(point?.district ?? districts[0]?.code ?? '');
  const [reach, setReach] = useState(point?.reachMetres ?? 1500);
  const [perSlot, setPerSlot] = useState(point?.perSlot ?? 2);
  const [active, setActive] = useState(point?.active ?? true);
  const [asked, setAsked] = useState('');
  const [wrong, setWrong] = useState(false);
  const places = usePlaces(asked);
  const set = (key: Text, value: string) => setTexts((before) => ({ ...before, [key]: value }));
  const text = (key: Text, name: string, most: number, required = false) => (
    <Field name={name}>
      <input
        class="input"
        required={required}
        maxLength={most}
        value={texts[key]}
        onInput={(event) => set(key, event.currentTarget.value)}
      />
    </Field>
  );
  async function send(): Promise<void> {
    const at = readPlace(texts.at);
    setWrong(at === null);
    if (at === null) return;
    const words = (ko: string, en: string) => ({
      ...(ko.trim() === '' ? {} : { ko: ko.trim() }),
      ...(en.trim() === '' ? {} : { en: en.trim() }),
    });
    const kept = await keepPoint(point, {
      district,
      name: words(texts.ko, texts.en),
      station: texts.station.trim() || null,
      exit: texts.exit.trim() || null,
      hint: words(texts.hintKo, texts.hintEn),
      ...at,
      reachMetres: reach,
      perSlot,
      active,
    });
    if (kept) onClose();
  }
  function take(place: Place): void {
    set('at', `${place.lat}, ${place.lon}`);
    if (texts.ko === '') set('ko', place.name);
    setAsked('');
  }
  return (
    <Dialog
      title={point === null ? t('points.add') : t('points.edit')}
      closeLabel={t('close')}
      onClose={onClose}
      wide
    >
      <form
        class="book"
        onSubmit={(event) => {
          event.preventDefault();
          void send();
        }}
      >
        <Pick
          name={t('points.find')}
          placeholder={t('points.find.how')}
          none={t('book.to.none')}
          query={asked}
          first={point === null}
          taken={null}
          found={places.map((one) => ({
            key: `${one.name}${one.lat}${one.lon}`,
            word: one.name,
            side: one.address,
            value: one,
          }))}
          onQuery={setAsked}
          onTake={take}
        />
        <Field name={t('points.at')}>
          <input
            class="input"
            required
            placeholder="37.5, 127.02"
            aria-invalid={wrong}
            aria-describedby={wrong ? 'point-wrong' : undefined}
            value={texts.at}
            onInput={(event) => set('at', event.currentTarget.value)}
          />
        </Field>
        {wrong && (
          <p id="point-wrong" class="dialog-note" role="alert">
            {t('points.at.wrong')}
          </p>
        )}
        <div class="field-row">
          {text('ko', t('points.name.ko'), 60, true)}
          {text('en', t('points.name.en'), 60)}
        </div>
        <div class="field-row">
          {text('station', t('points.station'), 40)}
          {text('exit', t('points.exit'), 10)}
          <Field name={t('district')}>
            <select
              class="input"
              value={district}
              onChange={(event) => setDistrict(event.currentTarget.value)}
            >
              {districts.map(({ code, name }) => (
                <option key={code} value={code}>
                  {name}
                </option>
              ))}
            </select>
          </Field>
        </div>
        <div class="field-row">
          {text('hintKo', t('points.hint.ko'), 200)}
          {text('hintEn', t('points.hint.en'), 200)}
        </div>
        <div class="field-row">
          <Field name={t('points.reach.metres')}>
            <input
              class="input"
              type="number"
              required
              min={100}
              max={20_000}
              step={50}
              value={reach}
              onInput={(event) => setReach(Number(event.currentTarget.value))}
            />
          </Field>
          <Field name={t('points.perSlot')}>
            <input
              class="input"
              type="number"
              required
              min={0}
              max={100}
              value={perSlot}
              onInput={(event) => setPerSlot(Number(event.currentTarget.value))}
            />
          </Field>
        </div>
        <label class="book-needs">
          <input
            type="checkbox"
            checked={active}
            onChange={(event) => setActive(event.currentTarget.checked)}
          />
          {t('points.active')}
        </label>
        <footer class="dialog-foot">
          <Button kind="lamp" type="submit" busy={saving.value}>
            {t('save')}
          </Button>
        </footer>
      </form>
    </Dialog>
  );
}

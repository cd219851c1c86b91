// The hotline's one window: H, the place, Enter, and help is called while the caller still speaks.
import { useState } from 'preact/hooks';
import { Button } from '#platform/ui/Button.tsx';
import { type Answer, request } from '#platform/ui/client.ts';
import { Dialog } from '#platform/ui/Dialog.tsx';
import { Field } from '#platform/ui/Field.tsx';
import { Icon } from '#platform/ui/Icon.tsx';
import { language } from '#platform/ui/language.ts';
import { tell } from '#platform/ui/notices.ts';
import { sayProblem } from '#platform/ui/problems.ts';
import { placeIcon } from './place-icon.ts';
import { type FoundPlace, type KnownPlace, usePlaces } from './places.ts';
import { t } from './words.ts';
import './raise.css';

type RaiseCallProps<Raised> = {
  places: readonly KnownPlace[];
  languages: readonly string[];
  /** Where the map now looks: a place that nobody knows by name is raised there. */
  middle: { lat: number; lon: number };
  mayDrill: boolean;
  onClose: () => void;
  onRaised: (incident: Raised) => void;
};

const urgencies = [1, 2, 3, 4, 5] as const;

export function RaiseCall<Raised>({
  places,
  languages,
  middle,
  mayDrill,
  onClose,
  onRaised,
}: RaiseCallProps<Raised>) {
  const [query, setQuery] = useState('');
  const [at, setAt] = useState(0);
  const [number, setNumber] = useState('');
  const [urgency, setUrgency] = useState<number>(3);
  const [spoken, setSpoken] = useState('');
  const [drill, setDrill] = useState(false);
  const [busy, setBusy] = useState(false);
  const found = usePlaces(places, query, 6);
  const typed = query.trim();
  const count = found.length + (typed === '' ? 0 : 1);
  const chosen = Math.min(at, Math.max(0, count - 1));

  async function raise(index: number): Promise<void> {
    if (typed === '' || busy) return;
    const place = found[index];
    setBusy(true);
    const body = {
      ...placeBody(place, typed, middle),
      ...(number.trim() === '' ? {} : { callbackNumber: number.trim() }),
      ...(spoken === '' ? {} : { language: spoken }),
      ...(drill ? { drill } : {}),
      urgency,
    };
    const answer: Answer<Raised> = await request<Raised>('POST /api/hotline/incidents', { body });
    setBusy(false);
    if (!answer.ok) {
      tell(sayProblem(answer.problem), 'refused');
      return;
    }
    tell(t('raise.done', { place: place?.name ?? typed }));
    onRaised(answer.value);
    onClose();
  }

  function onKeyDown(event: KeyboardEvent): void {
    if (event.isComposing) return;
    const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (by !== undefined) {
      event.preventDefault();
      setAt(Math.min(count - 1, Math.max(0, chosen + by)));
    } else if (event.key === 'Enter') {
      event.preventDefault();
      void raise(chosen);
    }
  }

  return (
    <Dialog title={t('raise.title')} closeLabel={t('close')} onClose={onClose} wide>
      <div class="raise">
        <div class="raise-where">
          <Icon name="search" size={20} />
          <input
            class="raise-input"
            data-first
            role="combobox"
            aria-label={t('raise.place')}
            aria-expanded={count > 0}
            aria-controls="raise-found"
            aria-activedescendant={count > 0 ? `raise-${chosen}` : undefined}
            aria-autocomplete="list"
            autocomplete="off"
            spellcheck={false}
            placeholder={t('raise.placeholder')}
            value={query}
            onInput={(event) => {
              setQuery(event.currentTarget.value);
              setAt(0);
            }}
            onKeyDown={onKeyDown}
          />
        </div>
        {typed === '' && <p class="raise-hint">{t('raise.hint')}</p>}
        <div
          class="raise-found"
          id="raise-found"
          hidden={typed === ''}
          role="listbox"
          aria-label={t('raise.place')}
        >
          {found.map((place, index) => (
            // biome-ignore lint/a11y/useKeyWithClickEvents: the combobox holds the focus and its arrow keys choose
            // biome-ignore lint/a11y/useFocusableInteractive: the combobox names the active option
            <div
              key={`${place.kind}${place.id ?? place.name}${place.lat}`}
              id={`raise-${index}`}
              role="option"
              aria-selected={index === chosen}
              class="choice"
              onClick={() => void raise(index)}
            >
              <Icon name={placeIcon[place.kind]} size={18} />
              <span class="choice-word">{place.name}</span>
              <span class="choice-side">{place.address || t(`kind.${place.kind}`)}</span>
            </div>
          ))}
          {typed !== '' && (
            // biome-ignore lint/a11y/useKeyWithClickEvents: the combobox holds the focus and its arrow keys choose
            // biome-ignore lint/a11y/useFocusableInteractive: the combobox names the active option
            <div
              id={`raise-${found.length}`}
              role="option"
              aria-selected={found.length === chosen}
              class="choice"
              onClick={() => void raise(found.length)}
            >
              <Icon name="place" size={18} />
              <span class="choice-word raise-own">{t('raise.here', { text: typed })}</span>
            </div>
          )}
        </div>
        <details class="raise-more" open>
          <summary>{t('raise.more')}</summary>
          <div class="field-row">
            <Field name={t('raise.number')}>
              <input
                class="input"
                type="tel"
                autocomplete="off"
                value={number}
                onInput={(event) => setNumber(event.currentTarget.value)}
              />
            </Field>
            <Field name={t('raise.urgency')}>
              <select
                class="input"
                value={String(urgency)}
                onChange={(event) => setUrgency(Number(event.currentTarget.value))}
              >
                {urgencies.map((one) => (
                  <option key={one} value={one}>
                    {t(`urgency.${one}`)}
                  </option>
                ))}
              </select>
            </Field>
            <Field name={t('raise.language')}>
              <select
                class="input"
                value={spoken}
                onChange={(event) => setSpoken(event.currentTarget.value)}
              >
                <option value="">–</option>
                {languages.map((code) => (
                  <option key={code} value={code}>
                    {new Intl.DisplayNames([language.value], { type: 'language' }).of(code) ?? code}
                  </option>
                ))}
              </select>
            </Field>
          </div>
          {mayDrill && (
            <label class="raise-drill">
              <input
                type="checkbox"
                checked={drill}
                onChange={(event) => setDrill(event.currentTarget.checked)}
              />
              {t('raise.drill')}
            </label>
          )}
        </details>
        <footer class="dialog-foot">
          <Button
            kind="lamp"
            press="Enter"
            disabled={typed === ''}
            busy={busy}
            onPress={() => void raise(chosen)}
          >
            {t('raise.submit')}
          </Button>
        </footer>
      </div>
    </Dialog>
  );
}

function placeBody(
  place: FoundPlace | undefined,
  typed: string,
  middle: { lat: number; lon: number },
): Record<string, unknown> {
  if (place === undefined)
    return { place: { name: typed, address: typed, lat: middle.lat, lon: middle.lon } };
  if (place.kind === 'store' && place.id !== null) return { placeId: place.id };
  return {
    place: {
      name: place.name,
      address: place.address || place.name,
      lat: place.lat,
      lon: place.lon,
    },
  };
}

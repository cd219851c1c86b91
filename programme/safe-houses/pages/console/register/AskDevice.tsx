// Enrolling a device takes a minute: choose its kind, name it, and type or scan what is shown this once.
import { useState } from 'preact/hooks';
import { Button } from '#platform/ui/Button.tsx';
import { Dialog } from '#platform/ui/Dialog.tsx';
import { Field } from '#platform/ui/Field.tsx';
import type { DeviceSheet, Store } from '../../../shapes.ts';
import { t } from '../words.ts';
import { busy, enrol, type NewDevice } from './register-state.ts';

const protocols = [
  'page',
  'mqtt-zigbee2mqtt',
  'mqtt-shelly',
  'mqtt-plain',
  'lorawan-chirpstack',
  'lorawan-ttn',
  'webhook',
] as const satisfies readonly NewDevice['protocol'][];

type Props = { store: Store; renew: string | null; onClose: () => void };

export function AskDevice({ store, renew, onClose }: Props) {
  const [sheet, setSheet] = useState<DeviceSheet | null>(null);
  const [protocol, setProtocol] = useState<NewDevice['protocol']>('page');
  const [name, setName] = useState('');
  const [label, setLabel] = useState('');
  const [holdOnly, setHoldOnly] = useState(false);
  const [silent, setSilent] = useState(false);
  const named = protocol !== 'page' && protocol !== 'webhook';
  const title = renew === null ? t('devices.add') : t('devices.renew');

  async function send(): Promise<void> {
    const device: NewDevice | { renew: string } =
      renew === null
        ? {
            protocol,
            label: label.trim() || `${store.name} ${t(`protocol.${protocol}`)}`.slice(0, 80),
            holdOnly,
            silent,
            ...(named ? { name: name.trim() } : {}),
          }
        : { renew };
    setSheet(await enrol(store.id, device));
  }

  return (
    <Dialog title={title} closeLabel={t('register.close')} onClose={onClose} wide>
      {sheet !== null ? (
        <Sheet sheet={sheet} onClose={onClose} />
      ) : (
        <form
          class="ask"
          onSubmit={(event) => {
            event.preventDefault();
            void send();
          }}
        >
          <p class="dialog-note">{renew === null ? store.name : t('devices.renewMeans')}</p>
          {renew === null && (
            <>
              <Field name={t('devices.kind')}>
                <select
                  class="input"
                  data-first
                  value={protocol}
                  onChange={(event) =>
                    setProtocol(event.currentTarget.value as NewDevice['protocol'])
                  }
                >
                  {protocols.map((one) => (
                    <option key={one} value={one}>
                      {t(`protocol.${one}`)}
                    </option>
                  ))}
                </select>
              </Field>
              {named && (
                <Field name={t('devices.name')}>
                  <input
                    class="input"
                    required
                    maxLength={60}
                    pattern="[A-Za-z0-9_.:\-]{1,60}"
                    title={t('devices.nameHow')}
                    autocapitalize="off"
                    spellcheck={false}
                    value={name}
                    onInput={(event) => setName(event.currentTarget.value)}
                  />
                </Field>
              )}
              <Field name={t('devices.label')}>
                <input
                  class="input"
                  maxLength={80}
                  placeholder={t('devices.labelHow')}
                  value={label}
                  onInput={(event) => setLabel(event.currentTarget.value)}
                />
              </Field>
              <label class="check-answer">
                <input
                  type="checkbox"
                  checked={holdOnly}
                  onChange={(event) => setHoldOnly(event.currentTarget.checked)}
                />
                <span>{t('devices.holdOnly')}</span>
              </label>
              <label class="check-answer">
                <input
                  type="checkbox"
                  checked={silent}
                  onChange={(event) => setSilent(event.currentTarget.checked)}
                />
                <span>{t('devices.silent')}</span>
              </label>
            </>
          )}
          <footer class="dialog-foot">
            <Button kind="lamp" type="submit" busy={busy.value}>
              {title}
            </Button>
          </footer>
        </form>
      )}
    </Dialog>
  );
}

function Sheet({ sheet, onClose }: { sheet: DeviceSheet; onClose: () => void }) {
  const { size, path } = sheet.qr;
  return (
    <div class="sheet">
      <p>
        <strong>{sheet.label}</strong>
      </p>
      <svg
        class="sheet-qr"
        viewBox={`-4 -4 ${size + 8} ${size + 8}`}
        role="img"
        aria-label={t('devices.qr')}
        shape-rendering="crispEdges"
      >
        <rect class="sheet-paper" x={-4} y={-4} width={size + 8} height={size + 8} />
        <path class="sheet-ink" d={path} />
      </svg>
      <dl class="sheet-lines">
        {sheet.lines.map(({ name, value }) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>
              <code>{value}</code>
            </dd>
          </div>
        ))}
      </dl>
      <p class="dialog-note">{t('devices.once')}</p>
      <footer class="dialog-foot">
        <Button kind="lamp" onPress={onClose}>
          {t('devices.typed')}
        </Button>
      </footer>
    </div>
  );
}

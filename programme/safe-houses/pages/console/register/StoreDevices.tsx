// What hangs in a store, how it is, and the way to enrol, renew and retire.
import { useState } from 'preact/hooks';
import { Button } from '#platform/ui/Button.tsx';
import { dayAndTime } from '#platform/ui/format.ts';
import type { Store } from '../../../shapes.ts';
import { t } from '../words.ts';
import { busy, mayKeep, retire } from './register-state.ts';

const problems = ['silent', 'battery', 'never-heard', 'tampered'] as const;

type Props = { store: Store; onAdd: () => void; onRenew: (device: string) => void };

export function StoreDevices({ store, onAdd, onRenew }: Props) {
  const [sure, setSure] = useState<string | null>(null);
  const keeps = mayKeep.value && store.state !== 'destroyed';
  return (
    <section class="store-part">
      <header>
        <h3>{t('devices.title')}</h3>
        {keeps && (
          <Button size="small" icon="plus" onPress={onAdd}>
            {t('devices.add')}
          </Button>
        )}
      </header>
      {store.devices.length === 0 && <p class="register-none">{t('devices.none')}</p>}
      <ul class="store-list">
        {store.devices.map((device) => {
          const problem = problems.find((one) => one === device.problem);
          return (
            <li key={device.id}>
              <div>
                <p>
                  <strong>{device.label}</strong>
                  {problem !== undefined && (
                    <span class="store-problem"> {t(`problem.${problem}`)}</span>
                  )}
                </p>
                <p class="store-side">
                  {t(`protocol.${device.protocol as 'webhook'}`)} ·{' '}
                  {device.lastSeenAt === null
                    ? t('lastSeen.never')
                    : t('lastSeen', { time: dayAndTime(device.lastSeenAt) })}
                  {device.batteryPercent !== null &&
                    ` · ${t('battery', { n: device.batteryPercent })}`}
                  {device.testedAt !== null &&
                    ` · ${t('devices.tested', { time: dayAndTime(device.testedAt) })}`}
                </p>
              </div>
              {keeps && (
                <div class="store-acts">
                  {sure === device.id ? (
                    <>
                      <Button
                        size="small"
                        kind="help"
                        busy={busy.value}
                        onPress={() => {
                          setSure(null);
                          void retire(store.id, device.id);
                        }}
                      >
                        {t('devices.retireSure')}
                      </Button>
                      <Button size="small" kind="plain" onPress={() => setSure(null)}>
                        {t('devices.keep')}
                      </Button>
                    </>
                  ) : (
                    <>
                      <Button size="small" kind="plain" onPress={() => onRenew(device.id)}>
                        {t('devices.renew')}
                      </Button>
                      <Button size="small" kind="plain" onPress={() => setSure(device.id)}>
                        {t('devices.retire')}
                      </Button>
                    </>
                  )}
                </div>
              )}
            </li>
          );
        })}
      </ul>
    </section>
  );
}

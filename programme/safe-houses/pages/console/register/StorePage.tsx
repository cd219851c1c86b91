// One store whole: what it lacks, who is there, what hangs there, what was done.
import { useState } from 'preact/hooks';
import { Button } from '#platform/ui/Button.tsx';
import { day } from '#platform/ui/format.ts';
import { Icon } from '#platform/ui/Icon.tsx';
import { Loading } from '#platform/ui/states/Loading.tsx';
import { Unanswered } from '#platform/ui/states/Unanswered.tsx';
import { fullAddress } from '#programme/incidents/pages/console/index.ts';
import type { Store, StoreStep } from '../../../shapes.ts';
import { t } from '../words.ts';
import { AskDevice } from './AskDevice.tsx';
import { AskInspection } from './AskInspection.tsx';
import { AskStep } from './AskStep.tsx';
import { sayHours } from './hours.ts';
import { mayKeep, store, storeProblem } from './register-state.ts';
import { StoreClerks } from './StoreClerks.tsx';
import { StoreDevices } from './StoreDevices.tsx';
import { StoreForm } from './StoreForm.tsx';
import { StorePast } from './StorePast.tsx';

type Asking =
  | { what: 'edit' | 'inspect' | 'device' }
  | { what: 'step'; step: StoreStep }
  | { what: 'renew'; device: string };

export function StorePage({ go }: { go: (id: string | null) => void }) {
  const [asking, setAsking] = useState<Asking | null>(null);
  const shown = store.value;
  const back = (
    <button type="button" class="store-back" onClick={() => go(null)}>
      <Icon name="back" size={17} /> {t('register.title')}
    </button>
  );
  if (shown === null)
    return (
      <section class="store">
        {back}
        {storeProblem.value === null ? (
          <Loading lines={6} />
        ) : (
          <Unanswered problem={storeProblem.value} />
        )}
      </section>
    );
  const close = () => setAsking(null);
  return (
    <section class="store">
      {back}
      <header class="store-head">
        <div>
          <p class={`store-state store-state-${shown.state}`}>{t(`store.${shown.state}`)}</p>
          <h2>{shown.name}</h2>
          <p class="store-side">
            {fullAddress(shown)}
            {shown.hint !== null && ` · ${shown.hint}`}
          </p>
        </div>
        {mayKeep.value && shown.state !== 'destroyed' && (
          <div class="store-acts">
            <Button icon="note" onPress={() => setAsking({ what: 'edit' })}>
              {t('store.edit')}
            </Button>
            <Button icon="log" onPress={() => setAsking({ what: 'inspect' })}>
              {t('store.inspect')}
            </Button>
          </div>
        )}
      </header>
      {shown.needs.length > 0 && (
        <ul class="store-needs">
          {shown.needs.map((need) => (
            <li key={need}>
              <Icon name="warning" size={17} />
              <span>
                <strong>{t(`need.${need}`)}</strong> {t(`need.${need}.do`)}
              </span>
            </li>
          ))}
        </ul>
      )}
      <Facts shown={shown} />
      <StoreDevices
        store={shown}
        onAdd={() => setAsking({ what: 'device' })}
        onRenew={(device) => setAsking({ what: 'renew', device })}
      />
      <StoreClerks store={shown} />
      <StorePast store={shown} />
      {mayKeep.value && shown.possible.length > 0 && (
        <section class="store-part">
          <h3>{t('store.steps')}</h3>
          <div class="store-steps">
            {shown.possible.map((step) => (
              <Button key={step} size="small" onPress={() => setAsking({ what: 'step', step })}>
                {t(`step.${step}`)}
              </Button>
            ))}
          </div>
        </section>
      )}
      {asking?.what === 'edit' && <StoreForm store={shown} onClose={close} />}
      {asking?.what === 'inspect' && <AskInspection store={shown} onClose={close} />}
      {asking?.what === 'step' && <AskStep store={shown} step={asking.step} onClose={close} />}
      {asking?.what === 'device' && <AskDevice store={shown} renew={null} onClose={close} />}
      {asking?.what === 'renew' && (
        <AskDevice store={shown} renew={asking.device} onClose={close} />
      )}
    </section>
  );
}

function Facts({ shown }: { shown: Store }) {
  const facts: [string, string, boolean?][] = [
    [t('fact.phone'), shown.phone ?? t('fact.none'), shown.changedByHand.includes('phone')],
    [t('fact.hours'), sayHours(shown.hours)],
    [
      t('fact.police'),
      shown.policeOffice === null
        ? t('fact.none')
        : [shown.policeOffice.name, shown.policeOffice.phone].filter(Boolean).join(' · '),
    ],
    [
      t('fact.designated'),
      [
        shown.designatedOn === null ? '–' : day(shown.designatedOn),
        shown.designatedUntil === null
          ? t('fact.noEnd')
          : t('fact.until', { day: day(shown.designatedUntil) }),
      ].join(' – '),
    ],
    [
      t('fact.place'),
      shown.lat === null || shown.lon === null
        ? t('fact.none')
        : `${shown.lat.toFixed(5)}, ${shown.lon.toFixed(5)}`,
      shown.changedByHand.includes('lat'),
    ],
  ];
  if (shown.stateReason !== null) facts.unshift([t('fact.reason'), shown.stateReason]);
  return (
    <dl class="store-facts">
      {facts.map(([name, value, byHand]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>
            {value}
            {byHand && <small> {t('fact.byHand')}</small>}
          </dd>
        </div>
      ))}
    </dl>
  );
}

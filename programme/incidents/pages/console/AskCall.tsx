// Keeps that a telephone call was made: whom first, how it went second, by two digits.
import { useState } from 'preact/hooks';
import { Dialog } from '#platform/ui/Dialog.tsx';
import { Icon } from '#platform/ui/Icon.tsx';
import { Key } from '#platform/ui/Key.tsx';
import type { Incident, IncidentDetail } from '../../contract.ts';
import { type CallMade, keepCall } from './steps.ts';
import { t } from './words.ts';

const whom = ['place', 'police', 'caller', 'other'] as const;
const outcomes = ['answered', 'no-answer', 'busy', 'wrong-number'] as const;

/** The number to dial for each, where one is known. */
function numberOf(to: CallMade['to'], row: Incident, whole: IncidentDetail | null): string | null {
  if (to === 'place') return row.place.phone;
  if (to === 'caller') return whole?.callbackNumber ?? null;
  if (to === 'police')
    return (
      whole?.handOvers.find((one) => one.phone !== null)?.phone ??
      whole?.policeOffice?.phone ??
      null
    );
  return null;
}

export function AskCall({
  row,
  whole,
  onClose,
}: {
  row: Incident;
  whole: IncidentDetail | null;
  onClose: () => void;
}) {
  const [to, setTo] = useState<CallMade['to']>(
    row.handOver === 'telephone' || row.silent
      ? 'police'
      : row.door === 'store'
        ? 'place'
        : 'caller',
  );
  const [step, setStep] = useState<'to' | 'outcome'>('to');
  async function keep(outcome: CallMade['outcome']): Promise<void> {
    if (await keepCall({ to, outcome })) onClose();
  }
  function chooseTo(next: CallMade['to']): void {
    setTo(next);
    setStep('outcome');
  }
  const keys: Record<string, () => void> = {};
  const list = step === 'to' ? whom : outcomes;
  list.forEach((one, index) => {
    keys[String(index + 1)] = () =>
      step === 'to' ? chooseTo(one as CallMade['to']) : void keep(one as CallMade['outcome']);
  });
  if (step === 'to') keys.Enter = () => setStep('outcome');
  return (
    <Dialog title={t('call.title')} closeLabel={t('close')} onClose={onClose} keys={keys}>
      {row.silent && (
        <p class="ask-warning">
          <Icon name="silent" size={20} />
          {t('call.silentWarning')}
        </p>
      )}
      <fieldset class="ask-group">
        <legend class="field-name">{t('call.to')}</legend>
        <div class="choices choices-two">
          {whom.map((one, index) => (
            <button
              key={one}
              type="button"
              class="choice"
              aria-pressed={to === one}
              onClick={() => chooseTo(one)}
            >
              {step === 'to' && <Key>{String(index + 1)}</Key>}
              <span class="choice-word">
                {t(`call.to.${one}`)}
                <span class="choice-number">{numberOf(one, row, whole)}</span>
              </span>
            </button>
          ))}
        </div>
      </fieldset>
      <fieldset class="ask-group">
        <legend class="field-name">{t('call.outcome')}</legend>
        <div class="choices choices-two">
          {outcomes.map((one, index) => (
            <button key={one} type="button" class="choice" onClick={() => void keep(one)}>
              {step === 'outcome' && <Key>{String(index + 1)}</Key>}
              <span class="choice-word">{t(`call.${one}`)}</span>
            </button>
          ))}
        </div>
      </fieldset>
    </Dialog>
  );
}

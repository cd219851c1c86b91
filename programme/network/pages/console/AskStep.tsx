// What a step of recruiting needs to know: until when vetted or trained, the contract, or how it ended.
import { useState } from 'preact/hooks';
import { Button } from '#platform/ui/Button.tsx';
import { Dialog } from '#platform/ui/Dialog.tsx';
import { Field } from '#platform/ui/Field.tsx';
import { today } from '#platform/ui/format.ts';
import type { Applicant } from '../../applicants-contract.ts';
import { declineReasons } from '../../names.ts';
import { Choice } from './AskApplicant.tsx';
import { stepApplicant, takeOn } from './applicants-state.ts';
import { busy } from './people-state.ts';
import { t } from './words.ts';

export type ApplicantAsk = 'vet' | 'train' | 'take-on' | 'decline';
type StepProps = { applicant: Applicant; ask: ApplicantAsk; onClose: () => void };

const ends = [...declineReasons, 'withdraw'] as const;

export function AskStep({ applicant, ask, onClose }: StepProps) {
  const [until, setUntil] = useState(today(365));
  const [reason, setReason] = useState<(typeof ends)[number]>('no-place');
  const [staffNumber, setStaffNumber] = useState('');
  const [from, setFrom] = useState(today());
  const [pay, setPay] = useState('');
  async function send(): Promise<void> {
    const done =
      ask === 'take-on'
        ? await takeOn(applicant, {
            staffNumber,
            contractFrom: from,
            payPerHour: pay === '' ? null : Number(pay),
          })
        : await stepApplicant(
            applicant,
            ask !== 'decline'
              ? { step: ask, until }
              : reason === 'withdraw'
                ? { step: 'withdraw' }
                : { step: 'decline', reason },
          );
    if (done !== null) onClose();
  }
  const date = (name: string, value: string, set: (value: string) => void) => (
    <Field name={name}>
      <input
        class="input"
        type="date"
        required
        value={value}
        onInput={(event) => set(event.currentTarget.value)}
      />
    </Field>
  );
  return (
    <Dialog
      title={`${applicant.name} · ${t(ask === 'decline' ? 'applicant.end' : `applicant.next.${ask}`)}`}
      closeLabel={t('close')}
      onClose={onClose}
    >
      <form
        class="people-form"
        onSubmit={(event) => {
          event.preventDefault();
          void send();
        }}
      >
        {(ask === 'vet' || ask === 'train') &&
          date(t(ask === 'vet' ? 'vettedUntil' : 'trainedUntil'), until, setUntil)}
        {ask === 'decline' && (
          <Choice
            name={t('applicant.why')}
            all={ends}
            value={reason}
            word={(one) => t(one === 'withdraw' ? 'applicant.state.withdrawn' : `decline.${one}`)}
            onChosen={setReason}
          />
        )}
        {ask === 'take-on' && (
          <div class="field-row">
            <Field name={t('staffNumber')}>
              <input
                class="input"
                data-first
                required
                pattern="[A-Za-z0-9\-]{2,20}"
                title={t('staffNumber.how')}
                value={staffNumber}
                onInput={(event) => setStaffNumber(event.currentTarget.value)}
              />
            </Field>
            {date(t('contractFrom'), from, setFrom)}
            <Field name={t('payPerHour')}>
              <input
                class="input"
                type="number"
                min={0}
                max={1_000_000}
                placeholder={t('payPerHour.none')}
                value={pay}
                onInput={(event) => setPay(event.currentTarget.value)}
              />
            </Field>
          </div>
        )}
        <footer class="dialog-foot">
          <Button kind="lamp" type="submit" busy={busy.value}>
            {t('save')}
          </Button>
        </footer>
      </form>
    </Dialog>
  );
}

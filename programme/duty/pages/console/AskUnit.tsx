// Entering a unit, or changing what is written about one.
import { useState } from 'preact/hooks';
import { Button } from '#platform/ui/Button.tsx';
import { Dialog } from '#platform/ui/Dialog.tsx';
import { Field } from '#platform/ui/Field.tsx';
import type { UnitRow as Unit } from '../../contract.ts';
import { unitKinds } from '../../names.ts';
import { add, busy, change, type NewUnit } from './units-state.ts';
import { t } from './words.ts';

type Props = {
  unit: Unit | null;
  districts: readonly { code: string; name: string }[];
  onClose: () => void;
};

export function AskUnit({ unit, districts, onClose }: Props) {
  const [callSign, setCallSign] = useState(unit?.callSign ?? '');
  const [kind, setKind] = useState<NewUnit['kind']>(unit?.kind ?? 'patrol-car');
  const [district, setDistrict] = useState(unit?.district ?? districts[0]?.code ?? '');
  const [organisation, setOrganisation] = useState(unit?.organisation ?? '');
  async function send(): Promise<void> {
    const body = { callSign: callSign.trim(), kind, district, organisation };
    if ((await (unit === null ? add(body) : change(unit, body))) !== null) onClose();
  }
  return (
    <Dialog
      title={unit === null ? t('add.title') : t('edit.title', { unit: unit.callSign })}
      closeLabel={t('close')}
      onClose={onClose}
    >
      <form
        class="units-form"
        onSubmit={(event) => {
          event.preventDefault();
          void send();
        }}
      >
        <Field name={t('callSign')}>
          <input
            class="input"
            data-first
            required
            maxLength={40}
            placeholder={t('callSign.how')}
            value={callSign}
            onInput={(event) => setCallSign(event.currentTarget.value)}
          />
        </Field>
        <Field name={t('kind')}>
          <select
            class="input"
            value={kind}
            onChange={(event) => setKind(event.currentTarget.value as NewUnit['kind'])}
          >
            {unitKinds.map((one) => (
              <option key={one} value={one}>
                {t(`kind.${one}`)}
              </option>
            ))}
          </select>
        </Field>
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
        <Field name={t('organisation')}>
          <input
            class="input"
            maxLength={60}
            placeholder={t('organisation.how')}
            value={organisation}
            onInput={(event) => setOrganisation(event.currentTarget.value)}
          />
        </Field>
        <footer class="dialog-foot">
          <Button kind="lamp" type="submit" busy={busy.value}>
            {t('save')}
          </Button>
        </footer>
      </form>
    </Dialog>
  );
}

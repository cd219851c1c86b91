// One unit of the register: what it is, how it stands tonight, and what may be done about it.
import { useState } from 'preact/hooks';
import { Button } from '#platform/ui/Button.tsx';
import { hourMinute } from '#platform/ui/format.ts';
import { Icon } from '#platform/ui/Icon.tsx';
import type { IconName } from '#platform/ui/icons.ts';
import type { UnitRow as Unit } from '../../contract.ts';
import { busy, revokePhone, setDuty, setService } from './units-state.ts';
import { t } from './words.ts';

const icons: Record<Unit['kind'], IconName> = {
  'patrol-car': 'car',
  'foot-patrol': 'walk',
  guards: 'guards',
  scouts: 'people',
};

type Props = {
  unit: Unit;
  district: string;
  keeps: boolean;
  answers: boolean;
  onEdit: () => void;
  onPhone: () => void;
};

export function UnitRow({ unit, district, keeps, answers, onEdit, onPhone }: Props) {
  const [sure, setSure] = useState<'revoke' | 'retire' | null>(null);
  return (
    <li class={unit.active ? 'unit-line' : 'unit-line unit-line-gone'}>
      <Icon name={icons[unit.kind]} size={20} />
      <div class="unit-line-main">
        <h3>{unit.callSign}</h3>
        <p>
          {t(`kind.${unit.kind}`)}
          {district !== '' && ` · ${district}`}
          {unit.organisation !== null && ` · ${unit.organisation}`}
        </p>
      </div>
      <div class="unit-line-state">
        <p class={unit.onDuty ? 'unit-line-on' : ''}>{sayDuty(unit)}</p>
        <p>
          {unit.phone ? t('phone.has') : t('phone.none')}
          {unit.onDuty &&
            ` · ${unit.positionAt === null ? t('position.none') : t('position', { time: hourMinute(unit.positionAt) })}`}
        </p>
      </div>
      <div class="unit-line-acts">
        {sure !== null ? (
          <>
            <Button
              size="small"
              kind="help"
              busy={busy.value}
              onPress={() => {
                setSure(null);
                void (sure === 'revoke' ? revokePhone(unit) : setService(unit, false));
              }}
            >
              {sure === 'revoke' ? t('phone.revoke.sure') : t('retire.sure')}
            </Button>
            <Button size="small" kind="plain" onPress={() => setSure(null)}>
              {t('keep')}
            </Button>
          </>
        ) : !unit.active ? (
          keeps && (
            <Button size="small" onPress={() => void setService(unit, true)}>
              {t('restore')}
            </Button>
          )
        ) : (
          <>
            {answers && !unit.busy && (
              <Button
                size="small"
                busy={busy.value}
                onPress={() => void setDuty(unit, !unit.onDuty)}
              >
                {unit.onDuty ? t('duty.end') : t('duty.begin')}
              </Button>
            )}
            {keeps && (
              <>
                <Button size="small" onPress={onPhone}>
                  {unit.phone ? t('phone.renew') : t('phone.enrol')}
                </Button>
                {unit.phone && (
                  <Button size="small" kind="plain" onPress={() => setSure('revoke')}>
                    {t('phone.revoke')}
                  </Button>
                )}
                <Button size="small" kind="plain" onPress={onEdit}>
                  {t('edit')}
                </Button>
                {!unit.busy && (
                  <Button size="small" kind="plain" onPress={() => setSure('retire')}>
                    {t('retire')}
                  </Button>
                )}
              </>
            )}
          </>
        )}
      </div>
    </li>
  );
}

function sayDuty(unit: Unit): string {
  if (!unit.active) return t('gone');
  if (!unit.onDuty) return t('off');
  const how = unit.dutyBy === 'phone' ? t('on.phone') : t('on.desk');
  if (unit.busy) return `${how} · ${t('busy')}`;
  return unit.dutyUntil === null
    ? how
    : `${how} · ${t('on.until', { time: hourMinute(unit.dutyUntil) })}`;
}

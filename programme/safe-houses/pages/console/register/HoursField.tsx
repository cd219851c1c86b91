// Opening hours: always, or ranges with their days.
import { Button } from '#platform/ui/Button.tsx';
import type { Hours } from '../../../shapes.ts';
import { t } from '../words.ts';
import { weekday } from './hours.ts';

const week = [1, 2, 3, 4, 5, 6, 0];
const newRange = { days: [0, 1, 2, 3, 4, 5, 6], from: '07:00', to: '24:00' };

export function HoursField({
  value,
  onChange,
}: {
  value: Hours;
  onChange: (hours: Hours) => void;
}) {
  const ranges = value === '24h' ? [] : value;
  const put = (at: number, change: Partial<typeof newRange>) =>
    onChange(ranges.map((range, index) => (index === at ? { ...range, ...change } : range)));
  return (
    <fieldset class="hours">
      <legend class="field-name">{t('fact.hours')}</legend>
      <div class="check-answers">
        <label class="check-answer">
          <input
            type="radio"
            name="hours"
            checked={value === '24h'}
            onChange={() => onChange('24h')}
          />
          <span>{t('hours.always')}</span>
        </label>
        <label class="check-answer">
          <input
            type="radio"
            name="hours"
            checked={value !== '24h'}
            onChange={() => onChange([newRange])}
          />
          <span>{t('hours.some')}</span>
        </label>
      </div>
      {ranges.map((range, at) => (
        <div key={at} class="hours-range">
          <div class="hours-days">
            {week.map((one) => (
              <label key={one} class="hours-day">
                <input
                  type="checkbox"
                  checked={range.days.includes(one)}
                  onChange={(event) =>
                    put(at, {
                      days: event.currentTarget.checked
                        ? [...range.days, one].sort()
                        : range.days.filter((other) => other !== one),
                    })
                  }
                />
                <span>{weekday(one)}</span>
              </label>
            ))}
          </div>
          <input
            class="input hours-time"
            aria-label={t('hours.from')}
            pattern="([01]\d|2[0-3]):[0-5]\d"
            title="07:00"
            required
            value={range.from}
            onInput={(event) => put(at, { from: event.currentTarget.value })}
          />
          <span aria-hidden="true">–</span>
          <input
            class="input hours-time"
            aria-label={t('hours.to')}
            pattern="([01]\d|2[0-3]):[0-5]\d|24:00"
            title="23:30"
            required
            value={range.to}
            onInput={(event) => put(at, { to: event.currentTarget.value })}
          />
          {ranges.length > 1 && (
            <Button
              size="small"
              kind="plain"
              icon="x"
              label={t('hours.less')}
              onPress={() => onChange(ranges.filter((_, index) => index !== at))}
            >
              {''}
            </Button>
          )}
        </div>
      ))}
      {ranges.length > 0 && ranges.length < 7 && (
        <Button
          size="small"
          kind="plain"
          icon="plus"
          onPress={() => onChange([...ranges, newRange])}
        >
          {t('hours.more')}
        </Button>
      )}
    </fieldset>
  );
}

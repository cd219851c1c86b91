// The alarm's own health at a glance, while no device is chosen: how many would answer now, what is wrong, and for how long.
import { count, percent } from '#platform/ui/format.ts';
import { Icon } from '#platform/ui/Icon.tsx';
import { problemIcon } from './DeviceRow.tsx';
import { board, devices, quarantined, selectedDevice } from './health-state.ts';
import { SilentByAge } from './SilentByAge.tsx';
import { t } from './words.ts';

const problems = ['tampered', 'silent', 'never-heard', 'battery'] as const;

export function HealthSummary() {
  const health = board.value;
  if (health === null) return null;
  const first = devices.value[0];
  return (
    <section class="health-summary" aria-label={t('summary.title')}>
      <header>
        <h2>{t('summary.title')}</h2>
        <p class="roll-card-figure">
          {count(health.well)} <span>/ {count(health.devices)}</span>
        </p>
        <p class="roll-card-words">
          {t('summary.well', {
            share: percent(health.devices === 0 ? 1 : health.well / health.devices),
          })}
        </p>
        <div class="roll-card-line" aria-hidden="true">
          <span style={{ width: `${(health.well / Math.max(1, health.devices)) * 100}%` }} />
        </div>
      </header>
      <dl class="problems">
        {problems.map((problem) => (
          <div key={problem}>
            <dt>
              <Icon name={problemIcon[problem]} size={18} />
              {t(`problem.${problem}`)}
            </dt>
            <dd>{count(health.items.filter((item) => item.problem === problem).length)}</dd>
          </div>
        ))}
        <div>
          <dt>
            <Icon name="quarantine" size={18} />
            {t('summary.quarantine')}
          </dt>
          <dd>{count(quarantined.value.length)}</dd>
        </div>
      </dl>
      <div>
        <h3>{t('age.title')}</h3>
        <SilentByAge />
      </div>
      {first !== undefined && (
        <button
          type="button"
          class="summary-first"
          onClick={() => {
            selectedDevice.value = first.id;
          }}
        >
          <span>
            <small>{t('summary.first')}</small>
            {first.store}
          </span>
          <Icon name="right" size={18} />
        </button>
      )}
    </section>
  );
}

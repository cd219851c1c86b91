// What is happening now, in one large sentence: told, answered, coming, here.
import { Button } from '#platform/ui/Button.tsx';
import { now } from '#platform/ui/clock.ts';
import { elapsed } from '#platform/ui/format.ts';
import { Icon } from '#platform/ui/Icon.tsx';
import { clerk, sending, takeBack, testing } from './clerk.ts';
import { t } from './words.ts';

type Incident = NonNullable<NonNullable<typeof clerk.value>['incident']>;

function sentences(incident: Incident): { main: string; note: string | null; reached: number } {
  switch (incident.state) {
    case 'counting-down':
      return { main: t('help.counting'), note: t('help.counting.note'), reached: 0 };
    case 'acknowledged':
      return { main: t('help.acknowledged'), note: t('help.acknowledged.note'), reached: 2 };
    case 'dispatched': {
      const { unit, etaMinutes } = incident;
      // Somebody was asked; until they say that they come, nobody is coming.
      if (unit === null)
        return { main: t('help.asked'), note: t('help.acknowledged.note'), reached: 2 };
      const note =
        etaMinutes === null
          ? t('help.coming.unit', { unit })
          : t('help.coming.eta', { unit, n: etaMinutes });
      return { main: t('help.coming'), note, reached: 3 };
    }
    case 'on-scene':
      return { main: t('help.here'), note: null, reached: 4 };
    default:
      return { main: t('help.received'), note: t('help.received.note'), reached: 1 };
  }
}

export function HelpState() {
  const incident = clerk.value?.incident ?? null;
  if (sending.value !== null && incident === null) {
    return (
      <section class="help" role="status" aria-live="assertive">
        <p class="help-main">{t('sending')}</p>
        {sending.value.tries > 1 && (
          <p class="help-note">
            {t('sending.retry')} <a href="tel:112">{t('sending.phone')}</a>
          </p>
        )}
      </section>
    );
  }
  if (incident === null) return null;
  const { main, note, reached } = sentences(incident);
  return (
    <section class="help" role="status" aria-live="assertive">
      <p class="help-main">{main}</p>
      {note !== null && <p class="help-note">{note}</p>}
      <div class="help-steps" aria-hidden="true">
        {[1, 2, 3, 4].map((step) => (
          <span key={step} class={step <= reached ? 'help-step help-step-reached' : 'help-step'} />
        ))}
      </div>
      <p class="help-side">
        <time dateTime={incident.raisedAt}>
          {elapsed((now.value - Date.parse(incident.raisedAt)) / 1000)}
        </time>
        {incident.policeKnow && (
          <span>
            <Icon name="police" size={20} />
            {t('help.police')}
          </span>
        )}
        {testing.value && <span>{t('help.test')}</span>}
      </p>
      {incident.state === 'counting-down' && (
        <Button size="large" onPress={() => void takeBack()}>
          {t('help.takeBack')}
        </Button>
      )}
    </section>
  );
}

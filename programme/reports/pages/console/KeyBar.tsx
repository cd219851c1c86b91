// The own key in one line: whether it is there, signed, locked or open, and the one thing to do about it.
import { Button } from '#platform/ui/Button.tsx';
import { Icon } from '#platform/ui/Icon.tsx';
import { asking, brokenLog, digits, idleMinutes, lock, phase } from './key-state.ts';
import { t } from './words.ts';

export function KeyBar() {
  const now = phase.value;
  if (now === 'asking') return <div class="key-bar" />;
  if (now === 'broken')
    return (
      <div class="key-broken" role="alert">
        <h3>
          <Icon name="warning" size={20} /> {t('key.broken')}
        </h3>
        <p>{t('key.broken.note')}</p>
        <p>{t('key.broken.demo')}</p>
        <small lang="en">{brokenLog.value}</small>
      </div>
    );
  return (
    <div class={`key-bar key-bar-${now}`}>
      <Icon name="lock" size={18} />
      <p role="status">
        <strong>{t('key.title')}</strong> {t(`key.${now}`, { minutes: idleMinutes })}
        {now === 'unsigned' && (
          <small>
            {digits.value === null
              ? t('key.unsigned.note')
              : t('key.unsigned.digits', { digits: digits.value })}
          </small>
        )}
      </p>
      {now === 'none' && (
        <Button
          kind="lamp"
          onPress={() => {
            asking.value = 'enrol';
          }}
        >
          {t('act.enrol')}
        </Button>
      )}
      {now === 'locked' && (
        <Button
          press="O"
          onPress={() => {
            asking.value = 'unlock';
          }}
        >
          {t('act.unlock')}
        </Button>
      )}
      {now === 'open' && (
        <Button kind="plain" press="Z" onPress={lock}>
          {t('act.lock')}
        </Button>
      )}
    </div>
  );
}

// One row that puts the app on the home screen, where the browser can; gone once it is there.
import { Button } from '#platform/ui/Button.tsx';
import { Icon } from '#platform/ui/Icon.tsx';
import { install, installing } from './install.ts';
import { t } from './words.ts';

export function InstallPart() {
  if (installing.value === 'no') return null;
  return (
    <section class="part">
      <Icon name="home" size={24} />
      <p class="part-words">
        <strong>{t('install')}</strong>
        <span>{installing.value === 'ios' ? t('install.ios') : t('install.note')}</span>
      </p>
      {installing.value === 'ask' && (
        <Button size="small" onPress={() => void install()}>
          {t('install.act')}
        </Button>
      )}
    </section>
  );
}

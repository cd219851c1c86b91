// The pair's own way to help: a red button on every screen of the shift, one question that a pocket cannot answer, and what became of it.
import { useState } from 'preact/hooks';
import { Button } from '#platform/ui/Button.tsx';
import { now } from '#platform/ui/clock.ts';
import { Dialog } from '#platform/ui/Dialog.tsx';
import { Icon } from '#platform/ui/Icon.tsx';
import { callHelp, help, helpShows } from './help.ts';
import { Row } from './Row.tsx';
import { view } from './scout-state.ts';
import { t } from './words.ts';

export function HelpButton() {
  const [asked, setAsked] = useState(false);
  function call(silent: boolean): void {
    setAsked(false);
    navigator.vibrate?.(silent ? 40 : [80, 60, 80]);
    callHelp(silent);
  }
  return (
    <>
      <button type="button" class="scout-help" onClick={() => setAsked(true)}>
        {t('help')}
      </button>
      {asked && (
        <Dialog title={t('help.title')} closeLabel={t('close')} onClose={() => setAsked(false)}>
          <p class="dialog-note">{t('help.note')}</p>
          <Button kind="help" size="large" onPress={() => call(false)}>
            {t('help.loud')}
          </Button>
          <Button size="large" icon="silent" onPress={() => call(true)}>
            {t('help.silent')}
          </Button>
          <a class="button button-plain button-large" href="tel:112">
            {t('call112')}
          </a>
        </Dialog>
      )}
    </>
  );
}

/** Above everything else while a call is being told, and while it lives. A silent one is spoken of so that nobody beside them reads it. */
export function HelpState() {
  const mine = help.value;
  const recent = mine !== null && now.value - mine.at < helpShows ? mine : null;
  if (recent?.silent)
    return recent.state === 'told' ? <Row icon="check" title={t('help.quiet')} /> : null;
  const sending = recent?.state === 'sending';
  const walk = view.value?.walk;
  if (!sending && walk?.helpEndedAt != null && !walk.helpCalled)
    return <Row icon="check" title={t('help.ended')} note={t('help.ended.note')} says />;
  if (recent === null && walk?.helpCalled !== true) return null;
  return (
    <section class="scout-row scout-called" role="alert">
      <Icon name={sending ? 'live' : 'check'} size={24} />
      <p>
        <strong>{sending ? t('help.sending') : t('help.told')}</strong>
        <span>{sending ? t('help.sending.note') : t('help.told.note')}</span>
      </p>
      {sending && (
        <a class="scout-tel" href="tel:112">
          {t('call112')}
        </a>
      )}
    </section>
  );
}

// The window over the screen that the last key asked for.
import { AskCall } from './AskCall.tsx';
import { AskClose, type ClosingOffer } from './AskClose.tsx';
import { AskMessage } from './AskMessage.tsx';
import { AskText } from './AskText.tsx';
import { detail, selected } from './selection.ts';
import { asking, note, reopen, withdraw } from './steps.ts';
import { t } from './words.ts';

export function Questions({ offer }: { offer?: ClosingOffer | undefined }) {
  const question = asking.value;
  const row = selected.value;
  if (question === null || row === null) return null;
  const close = () => {
    asking.value = null;
  };
  const whole = detail.value?.id === row.id ? detail.value : null;
  if (typeof question === 'object') {
    return (
      <AskText
        title={t('withdraw.title', { unit: question.callSign })}
        name={t('withdraw.reason')}
        submit={t('withdraw.title', { unit: question.callSign })}
        onClose={close}
        onText={(text) => withdraw(question.withdraw, text)}
      />
    );
  }
  switch (question) {
    case 'close':
      return <AskClose row={row} whole={whole} offer={offer} onClose={close} />;
    case 'note':
      return (
        <AskText
          title={t('note.title')}
          name={t('note.text')}
          submit={t('note.submit')}
          onClose={close}
          onText={note}
        />
      );
    case 'call':
      return <AskCall row={row} whole={whole} onClose={close} />;
    case 'message':
      return <AskMessage row={row} whole={whole} onClose={close} />;
    case 'reopen':
      return (
        <AskText
          title={t('reopen.title')}
          name={t('reopen.reason')}
          submit={t('reopen.title')}
          onClose={close}
          onText={reopen}
        />
      );
  }
}

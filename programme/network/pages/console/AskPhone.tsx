// Enrolling a scout's phone: a code to scan, shown this once; another phone makes the one before worthless.
import { useState } from 'preact/hooks';
import { Button } from '#platform/ui/Button.tsx';
import { Dialog } from '#platform/ui/Dialog.tsx';
import { Qr } from '#platform/ui/qr/Qr.tsx';
import type { Person } from '../../contract.ts';
import { busy, endPhone, enrolPhone, type PhoneSheet } from './people-state.ts';
import { t } from './words.ts';

export function AskPhone({ person, onClose }: { person: Person; onClose: () => void }) {
  const [sheet, setSheet] = useState<PhoneSheet | null>(null);
  // Whether it is another phone was known when the window opened; afterwards there is one.
  const [renews] = useState(person.hasPhone);
  return (
    <Dialog
      title={t('phone.title', { name: person.name })}
      closeLabel={t('close')}
      onClose={onClose}
    >
      {sheet === null ? (
        <>
          <p class="dialog-note">{renews ? t('phone.renew.note') : t('phone.note')}</p>
          <footer class="dialog-foot">
            {renews && (
              <Button
                kind="plain"
                busy={busy.value}
                onPress={() => void endPhone(person).then(onClose)}
              >
                {t('phone.end')}
              </Button>
            )}
            <Button
              kind="lamp"
              busy={busy.value}
              onPress={() => void enrolPhone(person).then(setSheet)}
            >
              {t('phone.show')}
            </Button>
          </footer>
        </>
      ) : (
        <>
          <Qr of={sheet.qr} label={t('phone.qr')} />
          <p class="people-url">
            <code>{sheet.url}</code>
          </p>
          <p class="dialog-note">{t('phone.once')}</p>
          <footer class="dialog-foot">
            <Button kind="lamp" onPress={onClose}>
              {t('phone.seen')}
            </Button>
          </footer>
        </>
      )}
    </Dialog>
  );
}

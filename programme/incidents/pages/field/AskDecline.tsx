// Why a unit cannot come: one touch on a reason is the answer.
import { Dialog } from '#platform/ui/Dialog.tsx';
import { Icon } from '#platform/ui/Icon.tsx';
import { declineReasons } from '../../names.ts';
import type { Offer } from '../../responder-contract.ts';
import { decline } from './responder-state.ts';
import { t } from './words.ts';

export function AskDecline({ offer, onClose }: { offer: Offer; onClose: () => void }) {
  return (
    <Dialog title={t('decline.title')} closeLabel={t('close')} onClose={onClose}>
      <p class="dialog-note">{t('decline.note')}</p>
      <ul class="unit-reasons">
        {declineReasons.map((reason) => (
          <li key={reason}>
            <button
              type="button"
              class="unit-reason"
              onClick={() => {
                decline(offer, reason);
                onClose();
              }}
            >
              {t(`decline.${reason}`)}
              <Icon name="right" size={20} />
            </button>
          </li>
        ))}
      </ul>
    </Dialog>
  );
}

// Why not: one touch on a reason is the answer.
import { Dialog } from '#platform/ui/Dialog.tsx';
import { Icon } from '#platform/ui/Icon.tsx';
import { t } from './words.ts';

const reasons = {
  decline: ['pair-delayed', 'pair-ill', 'felt-unsafe', 'weather', 'shift-ends', 'other'],
  'give-back': ['pair-delayed', 'pair-ill', 'pair-attacked', 'felt-unsafe', 'other'],
  leave: ['felt-unsafe', 'pair-attacked', 'pair-ill', 'other'],
} as const;

type Props = {
  about: keyof typeof reasons;
  onAnswer: (reason: string) => void;
  onClose: () => void;
};

export function AskReason({ about, onAnswer, onClose }: Props) {
  return (
    <Dialog title={t(`reason.${about}`)} closeLabel={t('close')} onClose={onClose}>
      <p class="dialog-note">{t(`reason.${about}.note`)}</p>
      <ul class="scout-choices">
        {reasons[about].map((reason) => (
          <li key={reason}>
            <button
              type="button"
              class="scout-choice"
              onClick={() => {
                onClose();
                onAnswer(reason);
              }}
            >
              {t(`reason.${reason}`)}
              <Icon name="right" size={20} />
            </button>
          </li>
        ))}
      </ul>
    </Dialog>
  );
}

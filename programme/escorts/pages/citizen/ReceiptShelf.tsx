// The way to the receipts that this phone keeps; nothing where it keeps none.
import { go } from '#platform/ui/phone/screen.ts';
import { t } from '#platform/ui/phone/words.ts';
import { receipts } from './receipts.ts';

export function ReceiptShelf() {
  if (receipts.value.length === 0) return null;
  return (
    <button type="button" class="touch touch-plain" onClick={() => go('receipts')}>
      {t('walk.receipts.open', { n: receipts.value.length })}
    </button>
  );
}

// What is left of the last walk: how it ended, whether the pair is well, and never again for who was harmed. Nothing of hers.
import { useState } from 'preact/hooks';
import { Button } from '#platform/ui/Button.tsx';
import { Dialog } from '#platform/ui/Dialog.tsx';
import { hourMinute } from '#platform/ui/format.ts';
import { Icon } from '#platform/ui/Icon.tsx';
import { tell } from '#platform/ui/notices.ts';
import type { PairView } from '../../pair-contract.ts';
import { Row } from './Row.tsx';
import { saidSafe, seenEnd, step } from './scout-state.ts';
import { t } from './words.ts';

const words = { home: 'home', refused: 'refused', cancelled: 'cancelled', left: 'left' } as const;

export function LastWalk({ view }: { view: PairView }) {
  const { safeCheckIn, mayBlock } = view;
  const [blocking, setBlocking] = useState(false);
  return (
    <>
      <Ended ended={view.ended} />
      {safeCheckIn !== null && saidSafe.value !== safeCheckIn.walkId && (
        <Row
          icon="people"
          title={t('safe.ask')}
          note={t('safe.by', { time: hourMinute(safeCheckIn.by) })}
          strong
          says
        >
          <Button kind="lamp" onPress={() => sayWeAreSafe(safeCheckIn.walkId)}>
            {t('safe')}
          </Button>
        </Row>
      )}
      {mayBlock !== null && (
        <button type="button" class="scout-quiet" onClick={() => setBlocking(true)}>
          <Icon name="hand" size={20} />
          {t('block')}
        </button>
      )}
      {blocking && mayBlock !== null && (
        <Dialog title={t('block.title')} closeLabel={t('close')} onClose={() => setBlocking(false)}>
          <p class="dialog-note">{t('block.note')}</p>
          <Button
            kind="lamp"
            size="large"
            onPress={() => {
              setBlocking(false);
              step('block', mayBlock);
            }}
          >
            {t('block.sure')}
          </Button>
        </Dialog>
      )}
    </>
  );
}

export function sayWeAreSafe(walkId: string): void {
  step('safe', walkId);
  saidSafe.value = walkId;
  tell(t('safe.done'));
}

function Ended({ ended }: { ended: PairView['ended'] }) {
  if (ended === null || seenEnd.value === ended.walkId) return null;
  const how = words[ended.state as keyof typeof words] ?? 'cancelled';
  return (
    <Row
      icon={how === 'home' ? 'check' : how === 'refused' ? 'hand' : 'reopen'}
      title={t(`ended.${how}`)}
      note={t(`ended.${how}.note`)}
      says
    >
      <button
        type="button"
        class="scout-away"
        aria-label={t('close')}
        onClick={() => {
          seenEnd.value = ended.walkId;
        }}
      >
        <Icon name="x" size={20} />
      </button>
    </Row>
  );
}

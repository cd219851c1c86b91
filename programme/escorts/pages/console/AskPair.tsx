// Giving a walk to one pair and no other: who could be there when, what stands against each, and what may be put aside.
import { useState } from 'preact/hooks';
import { Button } from '#platform/ui/Button.tsx';
import { Dialog } from '#platform/ui/Dialog.tsx';
import { hourMinute } from '#platform/ui/format.ts';
import { Key } from '#platform/ui/Key.tsx';
import { negotiable } from '../../names.ts';
import { type BoardDetail, busy, pinWalk } from './board-state.ts';
import { t } from './words.ts';

type Negotiable = (typeof negotiable)[number];
const isNegotiable = (obstacle: string): obstacle is Negotiable =>
  (negotiable as readonly string[]).includes(obstacle);

export function AskPair({ walk, onClose }: { walk: BoardDetail; onClose: () => void }) {
  const shown = walk.candidates.slice(0, 9);
  const [at, setAt] = useState(() =>
    Math.max(
      0,
      shown.findIndex(({ mayPin }) => mayPin),
    ),
  );
  const pair = shown[at];
  function send(): void {
    if (pair === undefined || !pair.mayPin || busy.value) return;
    const despite = pair.obstacle !== null && isNegotiable(pair.obstacle) ? [pair.obstacle] : [];
    void pinWalk(walk, { shiftId: pair.shiftId, despite });
  }
  const keys: Record<string, () => void> = {
    Enter: send,
    ArrowDown: () => setAt(Math.min(shown.length - 1, at + 1)),
    ArrowUp: () => setAt(Math.max(0, at - 1)),
  };
  shown.forEach((_, index) => {
    keys[String(index + 1)] = () => setAt(index);
  });
  return (
    <Dialog title={t('pin.title')} closeLabel={t('close')} onClose={onClose} keys={keys} wide>
      <p class="dialog-note">{t('pin.note')}</p>
      {shown.length === 0 && <p>{t('pin.none')}</p>}
      <div class="choices">
        {shown.map((one, index) => (
          <button
            key={one.shiftId}
            type="button"
            class="choice"
            aria-pressed={index === at}
            disabled={!one.mayPin}
            onClick={() => setAt(index)}
            onKeyDown={(event) => {
              if (event.key !== 'Enter' || index !== at) return;
              event.preventDefault();
              send();
            }}
          >
            <Key>{String(index + 1)}</Key>
            <span class="choice-word">{one.callSign}</span>
            <span class="choice-side">
              {t('pin.there', { time: hourMinute(one.arriveAt) })}
              {one.obstacle !== null && ` · ${t(`obstacle.${one.obstacle}`)}`}
            </span>
          </button>
        ))}
      </div>
      <footer class="dialog-foot">
        <Button kind="lamp" press="Enter" disabled={!pair?.mayPin} busy={busy.value} onPress={send}>
          {pair?.obstacle ? t('pin.despite') : t('pin.submit')}
        </Button>
      </footer>
    </Dialog>
  );
}

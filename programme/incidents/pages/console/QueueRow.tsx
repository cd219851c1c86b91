// One call in the queue: its clock is the largest figure, its state a bar and a word.
import { hourMinute } from '#platform/ui/format.ts';
import { Icon } from '#platform/ui/Icon.tsx';
import type { Incident } from '../../contract.ts';
import { CallClock } from './CallClock.tsx';
import { fullAddress } from './city.ts';
import { placeName, stateWord, t, toneOf } from './words.ts';

/** What stands beside the state: who has it, who is coming, what is unusual. */
function sideWords(row: Incident): string[] {
  const side: string[] = [];
  if (row.closedAt !== null) {
    if (row.disposition !== null) side.push(t(`disposition.${row.disposition}`));
    side.push(t('closedAt', { time: hourMinute(row.closedAt) }));
    return side;
  }
  if (row.state === 'raised' && row.presses === 2) side.push(t('queue.twice'));
  else if (row.state === 'raised' && row.presses > 2)
    side.push(t('queue.presses', { n: row.presses }));
  if (row.state === 'raised' && row.escalation === 1) side.push(t('queue.escalated1'));
  if (row.state === 'raised' && row.escalation >= 2) side.push(t('queue.escalated2'));
  if (row.state === 'acknowledged' && row.operator !== null) side.push(row.operator.name);
  if ((row.state === 'dispatched' || row.state === 'on-scene') && row.unit !== null)
    side.push(row.unit.callSign);
  if (row.silent) side.push(t('queue.silent'));
  if (!row.verified && !row.drill && !row.test) side.push(t('queue.unverified'));
  return side;
}

export function QueueRow({ row, chosen }: { row: Incident; chosen: boolean }) {
  const door = row.door === 'store' ? t('where.store') : t(`door.${row.door}`);
  const side = sideWords(row);
  return (
    <article class={`call call-${toneOf(row)}${chosen ? ' call-chosen' : ''}`}>
      <span class="call-bar" aria-hidden="true" />
      <div class="call-main">
        <h2 class="call-name">{placeName(row)}</h2>
        <p class="call-place">
          {[fullAddress(row.place), door].filter((part) => part !== '').join(' · ')}
        </p>
      </div>
      <time class="call-clock" dateTime={row.raisedAt}>
        <CallClock row={row} />
      </time>
      <p class="call-state">
        <strong>{stateWord(row)}</strong>
        {row.handOver === 'telephone' && row.closedAt === null && (
          <span class="call-telephone">
            <Icon name="call" size={14} />
            {t('queue.telephone')}
          </span>
        )}
        {side.length > 0 && <span class="call-side">{side.join(' · ')}</span>}
      </p>
    </article>
  );
}

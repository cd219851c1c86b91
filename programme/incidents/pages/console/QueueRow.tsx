// One call in the queue: its clock is the largest figure, its state a bar and a word.
import { hourMinute } from '#platform/ui/format.ts';
import { Icon } from '#platform/ui/Icon.tsx';
import type { Incident } from '../../contract.ts';
import { CallClock } from './CallClock.tsx';
import { districtName, isForeign } from './city.ts';
import { shortName, whereWords } from './place-words.ts';
import { stateWord, t, toneOf } from './words.ts';

/** What stands beside the state: who has it, who is coming, what is unusual. */
function sideWords(row: Incident): string[] {
  const side: string[] = [];
  if (isForeign(row.place.district))
    side.push(t('queue.foreign', { district: districtName(row.place.district) }));
  if (row.closedAt !== null) {
    if (row.disposition !== null) side.push(t(`disposition.${row.disposition}`));
    side.push(t('closedAt', { time: hourMinute(row.closedAt) }));
    return side;
  }
  if (row.state === 'raised' && row.presses === 2) side.push(t('queue.twice'));
  else if (row.state === 'raised' && row.presses > 2)
    side.push(t('queue.presses', { n: row.presses }));
  if (row.state === 'acknowledged' && row.operator !== null) side.push(row.operator.name);
  if ((row.state === 'dispatched' || row.state === 'on-scene') && row.unit !== null)
    side.push(row.unit.callSign);
  if (row.silent) side.push(t('queue.silent'));
  if (!row.verified && !row.drill && !row.test) side.push(t('queue.unverified'));
  return side;
}

/** How far nobody has answered: bars fill and the words say who hears it now. */
function Wider({ row }: { row: Incident }) {
  if (row.state !== 'raised' || row.escalation < 1) return null;
  const level = Math.min(row.escalation, 2) as 1 | 2;
  return (
    <span class={`call-wider call-wider-${level}`}>
      <Icon name={level === 2 ? 'neighbours' : 'louder'} size={14} strokeWidth={2.2} />
      {t(`queue.escalated${level}`)}
    </span>
  );
}

export function QueueRow({ row, chosen }: { row: Incident; chosen: boolean }) {
  const side = sideWords(row);
  return (
    <article class={`call call-${toneOf(row)}${chosen ? ' call-chosen' : ''}`}>
      <span class="call-bar" aria-hidden="true" />
      <h2 class="call-name">{shortName(row)}</h2>
      <time class="call-clock" dateTime={row.raisedAt}>
        <CallClock row={row} />
      </time>
      <p class="call-place">{whereWords(row)}</p>
      <p class="call-state">
        <strong>{stateWord(row)}</strong>
        <Wider row={row} />
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

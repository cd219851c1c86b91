// What the agent reads to a caller without a smartphone: who comes, and the two codes by which they know each other.
import type { BoardDetail } from '../../board-contract.ts';
import { t } from './words.ts';

/** Digits apart, as they are said. */
function spaced(digits: string): string {
  return [...digits].join(' ');
}

export function ReadOut({ walk }: { walk: BoardDetail }) {
  if (walk.spoken === null) return null;
  const { people, theySay, sheSays } = walk.spoken;
  return (
    <section class="read-out" aria-labelledby="read-out-title">
      <h3 id="read-out-title">{t('read.title')}</h3>
      <ol>
        <li>
          {t('read.people')}
          <strong>
            {people
              .map(({ name, staffNumber }) => t('read.person', { name, number: staffNumber }))
              .join(' · ')}
          </strong>
        </li>
        <li>
          {t('read.theySay')}
          <strong class="read-code">{spaced(theySay)}</strong>
        </li>
        <li>
          {t('read.sheSays')}
          <strong class="read-code">{spaced(sheSays)}</strong>
        </li>
      </ol>
      <p>{t('read.wrong')}</p>
    </section>
  );
}

// The requests of tonight: when, where, who comes, how late, and what wants somebody.

import { hourMinute } from '#platform/ui/format.ts';
import { Icon } from '#platform/ui/Icon.tsx';
import { inLanguage } from '#platform/ui/language.ts';
import { Empty } from '#platform/ui/states/Empty.tsx';
import { type BoardWalk, chooseWalk, chosenId, ordered } from './board-state.ts';
import { t } from './words.ts';

export function WalkRows({ districtName }: { districtName: (code: string) => string }) {
  const groups = ordered.value;
  if (groups.length === 0) return <Empty title={t('empty')} note={t('empty.note')} />;
  return (
    <div class="walk-rows">
      {groups.map(({ group, walks }) => (
        <section key={group} class={`walk-group walk-group-${group}`}>
          <h3>
            {t(`group.${group}`)} <span>{walks.length}</span>
          </h3>
          <ul>
            {walks.map((walk) => (
              <WalkRow key={walk.id} walk={walk} district={districtName(walk.district)} />
            ))}
          </ul>
        </section>
      ))}
    </div>
  );
}

function WalkRow({ walk, district }: { walk: BoardWalk; district: string }) {
  const chosen = chosenId.value === walk.id;
  const unseen = walk.alerts.filter(({ seenAt }) => seenAt === null);
  return (
    <li>
      <button
        type="button"
        class={`walk-row walk-${walk.state}${walk.helpOpen ? ' walk-help' : ''}`}
        aria-current={chosen ? 'true' : undefined}
        data-walk={walk.id}
        onClick={() => chooseWalk(walk.id)}
      >
        <time class="walk-time">{hourMinute(walk.wantedAt)}</time>
        <span class="walk-where">
          <strong>{inLanguage(walk.point.name)}</strong>
          <span>{district}</span>
        </span>
        <span class="walk-state">
          <strong>{t(`state.${walk.state}`)}</strong>
          <span>{whoComes(walk)}</span>
        </span>
        <span class="walk-tags">
          {walk.helpOpen && (
            <span class="walk-tag walk-tag-help">
              <Icon name="bell" size={14} />
              {t('help')}
            </span>
          )}
          {(unseen[0] ?? walk.alerts[0]) && (
            <span class={unseen.length > 0 ? 'walk-tag walk-tag-now' : 'walk-tag'}>
              <Icon name="warning" size={14} />
              {t(`alert.${(unseen[0] ?? walk.alerts[0])!.kind}`)}
            </span>
          )}
          {walk.lateMinutes > 0 && !isOver(walk) && (
            <span class="walk-late">{t('late', { n: walk.lateMinutes })}</span>
          )}
          {walk.pinned && <Icon name="pin" size={15} />}
        </span>
      </button>
    </li>
  );
}

/** Whether nothing follows any more. */
export function isOver(walk: Pick<BoardWalk, 'state'>): boolean {
  return ['home', 'cancelled', 'refused', 'left'].includes(walk.state);
}

function whoComes(walk: BoardWalk): string {
  if (walk.callSign !== null) return walk.callSign;
  if (walk.shiftId !== null) return t('pair.other');
  if (isOver(walk)) return '';
  return walk.asked === null ? t('looking') : t('asking', { pair: walk.asked });
}

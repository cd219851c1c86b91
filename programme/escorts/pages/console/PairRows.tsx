// The pairs of tonight: who they are, what they hold, until when, and since when nothing was heard of where they are.
import { now } from '#platform/ui/clock.ts';
import { ago, hourMinute } from '#platform/ui/format.ts';
import { inLanguage } from '#platform/ui/language.ts';
import { Empty } from '#platform/ui/states/Empty.tsx';
import { type BoardPair, board, chooseWalk, onlyDistrict } from './board-state.ts';
import { t } from './words.ts';

export function PairRows({ districtName }: { districtName: (code: string) => string }) {
  const pairs = (board.value?.pairs ?? []).filter(
    ({ district }) => onlyDistrict.value === '' || district === onlyDistrict.value,
  );
  if (pairs.length === 0) return <Empty title={t('pairs.none')} note={t('pairs.none.note')} />;
  return (
    <table class="walk-table">
      <thead>
        <tr>
          <th scope="col">{t('pairs.pair')}</th>
          <th scope="col">{t('pairs.now')}</th>
          <th scope="col">{t('pairs.until')}</th>
          <th scope="col">{t('pairs.walks')}</th>
          <th scope="col">{t('pairs.heard')}</th>
        </tr>
      </thead>
      <tbody>
        {pairs.map((pair) => (
          <tr key={pair.shiftId}>
            <th scope="row">
              {pair.callSign}
              <small>
                {pair.people.join(', ')}
                {districtName(pair.district) !== '' && ` · ${districtName(pair.district)}`}
              </small>
            </th>
            <td>
              <PairNow pair={pair} />
            </td>
            <td>
              {hourMinute(pair.beginsAt)}–{hourMinute(pair.endsAt)}
            </td>
            <td>{pair.walksTonight}</td>
            <td>{pair.at === null ? '–' : ago((now.value - Date.parse(pair.at.at)) / 1000)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function PairNow({ pair }: { pair: BoardPair }) {
  const walk = board.value?.walks.find(({ id }) => id === pair.walkId);
  if (!pair.fit) return <strong>{t('pairs.unfit')}</strong>;
  if (walk)
    return (
      <button type="button" class="walk-link" onClick={() => chooseWalk(walk.id)}>
        {t(`state.${walk.state}`)} · {hourMinute(walk.wantedAt)} {inLanguage(walk.point.name)}
      </button>
    );
  return <span>{pair.started ? t('pairs.free') : t('pairs.notStarted')}</span>;
}

// Who should know: nothing is chosen beforehand, "nobody yet" is a full answer, and every key was checked before it is offered.
import { useEffect } from 'preact/hooks';
import { t } from '#platform/ui/phone/words.ts';
import { MinorNote } from './AskStory.tsx';
import { answers, ends, flip, isMinor, put } from './answers.ts';
import { Chips } from './Chips.tsx';
import { sayReach } from './compose.ts';
import { desks, fetchDesks, offeredTo, sayDesk } from './desks.ts';
import { Instead } from './Instead.tsx';

export function AskWho({ odd, draft }: { odd: boolean; draft: boolean }) {
  const said = answers.value;
  const known = desks.value;
  const { district } = said;
  useEffect(() => {
    if (district !== null && !(known.state === 'known' && known.district === district))
      void fetchDesks(district);
  }, [district]);
  if (known.state === 'loading') return <p role="status">{t('report.who.loading')}</p>;
  if (known.state === 'broken') return <Instead of="broken" />;
  if (known.state === 'none') return <Instead of="closed" />;
  const items = known.state === 'known' ? offeredTo(known.items, isMinor(said)) : [];
  const hasReach = draft || sayReach(said) !== '';
  return (
    <>
      <p class="part-note">{t('report.who.note')}</p>
      {known.state === 'failed' && (
        <>
          <p class="banner" role="alert">
            {t('report.who.failed')}
          </p>
          <button
            type="button"
            class="touch"
            onClick={() => district !== null && void fetchDesks(district)}
          >
            {t('report.again')}
          </button>
        </>
      )}
      {known.state === 'known' && items.length === 0 && (
        <p class="banner" role="status">
          {t('report.who.none')}
        </p>
      )}
      <div class="tell-ask">
        {items.map((desk) => (
          <button
            key={desk.desk}
            type="button"
            class="touch tell-pick"
            aria-pressed={said.who.includes(desk.desk)}
            onClick={() =>
              put({
                nobody: false,
                who: flip(said.who, desk.desk),
                identity: said.identity.filter((one) => one !== desk.desk),
              })
            }
          >
            <span class="touch-words">
              {sayDesk(desk)}
              <small>{t(`desk.${desk.kind}.note`)}</small>
            </span>
          </button>
        ))}
        {!draft && (
          <button
            type="button"
            class="touch tell-pick"
            aria-pressed={said.nobody}
            onClick={() => put({ nobody: !said.nobody, who: [], identity: [] })}
          >
            <span class="touch-words">
              {t('report.nobody')}
              <small>{t('report.nobody.note')}</small>
            </span>
          </button>
        )}
      </div>
      {odd && (
        <p class="odd" role="alert">
          {t('report.who.odd')}
        </p>
      )}
      {said.who.length > 0 && hasReach && (
        <Chips
          name={t('report.identity')}
          note={t('report.identity.note')}
          chips={items
            .filter(({ desk }) => said.who.includes(desk))
            .map((desk) => ({
              value: desk.desk,
              words: sayDesk(desk),
              chosen: said.identity.includes(desk.desk),
            }))}
          onChoose={(desk) => put({ identity: flip(said.identity, desk) })}
        />
      )}
      {said.who.length > 0 && (
        <label class="named">
          <span>{t('report.ends')}</span>
          <select
            class="write-in"
            value={String(said.endsIn ?? '')}
            onChange={(event) => {
              const chosen = Number(event.currentTarget.value);
              put({ endsIn: ends.find((days) => days === chosen) ?? null });
            }}
          >
            {ends.map((days) => (
              <option key={days} value={days ?? ''} selected={days === said.endsIn}>
                {days === null ? t('report.ends.open') : t('report.ends.days', { n: days })}
              </option>
            ))}
          </select>
        </label>
      )}
      {isMinor(said) === true && <MinorNote />}
    </>
  );
}

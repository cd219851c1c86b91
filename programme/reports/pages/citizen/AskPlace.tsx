// Where help is wanted, which has to be said, and where it was, which need not.
import { useEffect } from 'preact/hooks';
import { inLanguage, t } from '#platform/ui/phone/words.ts';
import { placeKinds } from '../../names.ts';
import { answers, put } from './answers.ts';
import { districts, districtsFailed, fetchDistricts } from './desks.ts';
import { OneOf } from './one-of.tsx';
import { Write } from './Write.tsx';

export function AskPlace({ odd, story }: { odd: boolean; story: boolean }) {
  const said = answers.value;
  useEffect(() => void fetchDistricts(), []);
  return (
    <>
      {story && (
        <>
          <OneOf
            name={t('report.place')}
            words="report.place"
            list={placeKinds}
            chosen={said.place === null ? [] : [said.place]}
            onChoose={(place) => put({ place: place === said.place ? null : place })}
          />
          {said.place === 'transit' &&
            (['line', 'car', 'stop'] as const).map((one) => (
              <Write
                key={one}
                name={t(`report.place.${one}`)}
                like={t(`report.place.${one}.like`)}
                most={100}
                value={said[one]}
                onWrite={(words) => put({ [one]: words })}
              />
            ))}
          {said.place !== null && (
            <Write
              name={t('report.place.more')}
              like={t(
                said.place === 'online'
                  ? 'report.place.more.online.like'
                  : 'report.place.more.like',
              )}
              rows={2}
              most={500}
              value={said.placeMore}
              onWrite={(placeMore) => put({ placeMore })}
            />
          )}
        </>
      )}
      <label class="named">
        <span>{t('report.district')}</span>
        <select
          class="write-in"
          autocomplete="off"
          aria-invalid={odd}
          aria-describedby={odd ? 'district-odd' : undefined}
          value={said.district ?? ''}
          onChange={(event) =>
            put({ district: event.currentTarget.value || null, who: [], identity: [] })
          }
        >
          <option value="">{t('report.district.choose')}</option>
          {districts.value?.map(({ code, name }) => (
            <option key={code} value={code} selected={code === said.district}>
              {inLanguage(name)}
            </option>
          ))}
        </select>
      </label>
      {odd && (
        <p id="district-odd" class="odd" role="alert">
          {t('report.district.odd')}
        </p>
      )}
      {districts.value === null && districtsFailed.value && (
        <>
          <p class="banner" role="status">
            {t('report.district.failed')}
          </p>
          <button type="button" class="touch" onClick={() => void fetchDistricts()}>
            {t('report.again')}
          </button>
        </>
      )}
    </>
  );
}

// How to reach whoever is there, or why not to ring.
import { hourMinute } from '#platform/ui/format.ts';
import { Icon } from '#platform/ui/Icon.tsx';
import { language } from '#platform/ui/language.ts';
import type { Incident, IncidentDetail } from '../../contract.ts';
import { isUnchecked } from './caller.ts';
import { t } from './words.ts';

function clerkWords(whole: IncidentDetail | null): string | null {
  if (whole === null || whole.door !== 'store') return null;
  if (whole.onDuty === null) return t('detail.noClerk');
  const { name, acceptedAt, knowsButton } = whole.onDuty;
  const who = t('detail.onDuty', { name, time: hourMinute(acceptedAt) });
  return `${who} · ${knowsButton ? t('detail.knows') : t('detail.knowsNot')}`;
}

/** A foreign caller's language by its own name in the language of the screen. */
function languageWords(code: string | null): string | null {
  if (code === null || code === 'ko') return null;
  const name = new Intl.DisplayNames([language.value], { type: 'language' }).of(code) ?? code;
  return t('detail.language', { language: name });
}

/** A number that rings at a touch, or only stands there where the sound could endanger her. */
function PhoneNumber({ of, silent }: { of: string; silent: boolean }) {
  return silent ? <s class="fact-not-now">{of}</s> : <a href={`tel:${of}`}>{of}</a>;
}

export function FactReach({ row, whole }: { row: Incident; whole: IncidentDetail | null }) {
  const caller = whole?.callbackNumber ?? null;
  const own = row.door === 'sos';
  const side = [
    clerkWords(whole),
    languageWords(row.language),
    isUnchecked(row) && caller !== null && !row.silent ? t('detail.unverifiedWhy') : null,
  ].filter((part) => part !== null);
  return (
    <div class={row.silent ? 'fact fact-silent' : 'fact'}>
      <Icon name={row.silent ? 'silent' : 'phone'} size={20} />
      <div>
        <h3 class="only-heard">{t('detail.reach')}</h3>
        {row.silent && (
          <p class="fact-warning">
            {t('detail.silent')} <span>{t('detail.silentWhy')}</span>
          </p>
        )}
        {caller !== null && (
          <p class="fact-main">
            {t(own ? 'call.to.caller' : 'detail.caller')}{' '}
            <PhoneNumber of={caller} silent={row.silent} />
          </p>
        )}
        {(row.place.phone !== null || caller === null) && (
          <p class="fact-main">
            {row.place.phone === null ? (
              t(own && whole !== null ? 'detail.noCallback' : 'detail.noPhone')
            ) : (
              <PhoneNumber of={row.place.phone} silent={row.silent} />
            )}
          </p>
        )}
        {side.length > 0 && <p class="fact-side">{side.join(' · ')}</p>}
      </div>
    </div>
  );
}

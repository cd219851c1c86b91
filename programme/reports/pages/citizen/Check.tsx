// Everything once more before it is sealed: what, where, who can read it, and who sees how she is reached.
import { inLanguage, t } from '#platform/ui/phone/words.ts';
import { answers, type Step, step } from './answers.ts';
import { sayPlace, sayReach } from './compose.ts';
import { desks, districts, sayDesk } from './desks.ts';
import { partner } from './partner.ts';
import { picked } from './picked.ts';

export function Check({ draft }: { draft: boolean }) {
  const said = answers.value;
  const name = (ids: readonly string[]) =>
    desks.value.state === 'known'
      ? desks.value.items
          .filter(({ desk }) => ids.includes(desk))
          .map(sayDesk)
          .join(', ')
      : '';
  const district = districts.value?.find(({ code }) => code === said.district);
  const reach = sayReach(said);
  const sees =
    said.identity.length > 0
      ? t('report.check.sees', { who: name(said.identity) })
      : t('report.check.unseen');
  const empty = t('report.check.none');
  return (
    <>
      <dl class="tell-sum">
        {!draft && (
          <Line name={t('report.check.story')} value={said.story.trim() || empty} of="what" />
        )}
        <Line
          name={t('report.check.place')}
          value={[district && inLanguage(district.name), sayPlace(said)]
            .filter(Boolean)
            .join(' · ')}
          of="where"
        />
        {!draft && (
          <Line
            name={t('report.check.reach')}
            value={reach === '' ? empty : `${reach}\n${sees}`}
            of="reach"
          />
        )}
        <Line
          name={t('report.check.who')}
          value={said.nobody ? t('report.nobody') : name(said.who)}
          of="who"
        />
        {!draft && (
          <Line
            name={t('report.check.files')}
            value={
              picked.value.length === 0
                ? t('report.check.noFiles')
                : picked.value.map((file) => file.name).join('\n')
            }
            of="files"
          />
        )}
      </dl>
      {partner.value !== null && (
        <p class="part-note">
          {t('report.partner', { code: partner.value })}{' '}
          <button
            type="button"
            class="touch touch-plain"
            onClick={() => {
              partner.value = null;
            }}
          >
            {t('report.partner.leaveOut')}
          </button>
        </p>
      )}
      <p class="part-note">{t('report.sealed')}</p>
    </>
  );
}

function Line({ name, value, of }: { name: string; value: string; of: Step }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{value}</dd>
      <dd class="tell-change">
        <button
          type="button"
          class="touch touch-plain"
          aria-label={`${name}: ${t('report.change')}`}
          onClick={() => {
            step.value = of;
          }}
        >
          {t('report.change')}
        </button>
      </dd>
    </div>
  );
}

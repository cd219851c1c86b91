// Whether the police know, since when, and whom to telephone when no receipt came.
import { hourMinuteSecond } from '#platform/ui/format.ts';
import { Icon } from '#platform/ui/Icon.tsx';
import type { Incident, IncidentDetail } from '../../contract.ts';
import { t } from './words.ts';

function statusWords(row: Incident, whole: IncidentDetail | null): string {
  const handOver = whole?.handOvers[0];
  switch (row.handOver) {
    case 'none':
      if (row.drill) return t('police.none.drill');
      if (row.test) return t('police.none.test');
      return row.verified ? t('police.none') : t('police.waiting');
    case 'pending':
      return t('police.pending');
    case 'sent':
      return handOver?.sentAt
        ? t('police.sent', { time: hourMinuteSecond(handOver.sentAt) })
        : t('police.pending');
    case 'confirmed':
      if (!handOver?.confirmedAt) return t('step.hand-over-confirmed');
      return handOver.sentAt
        ? t('police.confirmed', {
            sent: hourMinuteSecond(handOver.sentAt),
            confirmed: hourMinuteSecond(handOver.confirmedAt),
          })
        : t('police.confirmedAt', { confirmed: hourMinuteSecond(handOver.confirmedAt) });
    case 'telephone':
      return t('police.telephone');
  }
}

export function FactPolice({ row, whole }: { row: Incident; whole: IncidentDetail | null }) {
  const number =
    whole?.handOvers.find((one) => one.phone !== null)?.phone ?? whole?.policeOffice?.phone ?? null;
  return (
    <div class="fact">
      <Icon name="police" size={20} />
      <div>
        <h3 class="only-heard">{t('detail.police')}</h3>
        <p class="fact-main">
          {whole === null ? '…' : (whole.policeOffice?.name ?? t('police.office'))}
        </p>
        <p class={row.handOver === 'confirmed' ? 'fact-side fact-sure' : 'fact-side'}>
          {row.handOver === 'confirmed' && <Icon name="check" size={15} strokeWidth={2.4} />}
          {statusWords(row, whole)}
        </p>
        {row.handOver === 'telephone' && number !== null && (
          <a class="police-call" href={`tel:${number}`}>
            <Icon name="call" size={18} />
            {t('police.telephoneNow', { phone: number })}
          </a>
        )}
      </div>
    </div>
  );
}

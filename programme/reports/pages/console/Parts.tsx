// What was entrusted to this desk, part by part, what was taken back, and what was written to and fro.
import { Icon } from '#platform/ui/Icon.tsx';
import { Key } from '#platform/ui/Key.tsx';
import type { Report } from './inbox-state.ts';
import { PartCard } from './PartCard.tsx';
import { gone, inReadingOrder, nextSealed } from './read-state.ts';
import { WriteToHer } from './WriteToHer.tsx';
import { t } from './words.ts';

export function Parts({ report, name }: { report: Report; name: string }) {
  const next = nextSealed(report)?.id;
  const ordered = inReadingOrder(report.parts);
  const cards = (messages: boolean) =>
    ordered
      .filter(({ kind }) => (kind === 'message') === messages)
      .map((part) => (
        <PartCard key={part.id} report={report} part={part} next={part.id === next} name={name} />
      ));
  return (
    <>
      <section class="parts">
        <h3>{t('parts')}</h3>
        {gone.value.map((part) => (
          <p key={part.id} class="part-gone" role="status">
            <Icon name="lock" size={18} /> {t(`part.${part.kind}`)} · {t('gone.part')}
          </p>
        ))}
        <ul>{cards(false)}</ul>
      </section>
      <section class="parts parts-thread">
        <h3>
          {t('thread')} <Key>M</Key>
        </h3>
        <ul>{cards(true)}</ul>
        <WriteToHer report={report} />
      </section>
    </>
  );
}

// Her receipts, opened on this phone alone: when and where she was walked, by whom, and the track as a file for a complaint.
import { useEffect, useState } from 'preact/hooks';
import { ScreenHead } from '#platform/ui/phone/ScreenHead.tsx';
import { inLanguage, t } from '#platform/ui/phone/words.ts';
import { facts } from '#programme/city/pages/citizen/facts.ts';
import type { Opened } from './receipt.ts';
import { eraseReceipt, type KeptReceipt, receipts } from './receipts.ts';
import { Sure } from './Sure.tsx';
import { sayDay, sayTime } from './say.ts';
import './walk.css';

export function ReceiptsScreen() {
  return (
    <div class="screen">
      <ScreenHead title={t('walk.receipts')} />
      <main class="screen-main">
        <p class="part-note">{t('walk.receipts.note', { number: facts.value.numbers.hotline })}</p>
        {receipts.value.length === 0 && (
          <p class="banner" role="status">
            {t('walk.receipts.none')}
          </p>
        )}
        {receipts.value.map((one) => (
          <OneReceipt key={one.sealed} receipt={one} />
        ))}
      </main>
    </div>
  );
}

function OneReceipt({ receipt }: { receipt: KeptReceipt }) {
  const [opened, setOpened] = useState<Opened | 'failed' | null>(null);
  useEffect(() => {
    import('./receipt.ts')
      .then(({ openReceipt }) => openReceipt(receipt.sealed, receipt.key))
      .then(setOpened, () => setOpened('failed'));
  }, [receipt.sealed]);
  if (opened === null) return <p role="status">{t('walk.receipt.opening')}</p>;
  return (
    <section class="part">
      {opened === 'failed' ? (
        <p role="alert">{t('walk.receipt.damaged')}</p>
      ) : (
        <>
          <h2>
            {sayDay(opened.walkedUntil)} {sayTime(opened.walkedUntil)}
          </h2>
          <dl class="walk-sum">
            <Fact name={t('walk.sum.where')} value={inLanguage(opened.meetingPoint)} />
            <Fact
              name={t('walk.receipt.pair')}
              value={`${opened.pair.callSign} · ${opened.pair.staffNumbers.join(', ')}`}
            />
            <Fact name={t('walk.receipt.met')} value={timeOf(opened.metAt)} />
            <Fact name={t('walk.receipt.from')} value={timeOf(opened.walkedFrom)} />
            <Fact name={t('walk.receipt.until')} value={timeOf(opened.walkedUntil)} />
            <Fact
              name={t('walk.receipt.track')}
              value={t('walk.receipt.points', { n: opened.track.length })}
            />
          </dl>
          <button type="button" class="touch" onClick={() => download(opened)}>
            {t('walk.receipt.download')}
          </button>
        </>
      )}
      <Sure
        label={t('walk.receipt.erase')}
        look="touch touch-plain"
        question={t('walk.receipt.erase.sure')}
        yes={t('walk.receipt.erase')}
        onYes={() => eraseReceipt(receipt.sealed)}
      />
    </section>
  );
}

function Fact({ name, value }: { name: string; value: string }) {
  return (
    <div class="walk-line">
      <dt>{name}</dt>
      <dd>{value}</dd>
    </div>
  );
}

function timeOf(at: string | null): string {
  return at === null ? '–' : sayTime(at);
}

/** A file with a name that says nothing; what is in it is readable, and hers to give to whom she wants. */
function download(opened: Opened): void {
  const file = new Blob([JSON.stringify(opened, null, 2)], { type: 'application/json' });
  const link = document.createElement('a');
  link.href = URL.createObjectURL(file);
  link.download = `${opened.walkedUntil.slice(0, 10)}.json`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}

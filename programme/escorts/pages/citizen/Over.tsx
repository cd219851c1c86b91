// After the walk: how it ended, two questions that lead back to nobody, and her receipt if she wants to keep it.
import { useState } from 'preact/hooks';
import { LeaveButton } from '#platform/ui/phone/ScreenHead.tsx';
import { go } from '#platform/ui/phone/screen.ts';
import { t } from '#platform/ui/phone/words.ts';
import { facts } from '#programme/city/pages/citizen/facts.ts';
import type { WalkView } from '../../contract.ts';
import { startDraft } from './draft.ts';
import { askWalk, putAway } from './follow.ts';
import { kept, see, view } from './kept.ts';
import { keepReceipt } from './receipts.ts';
import { sayReason } from './say.ts';

export function Over({ now }: { now: WalkView }) {
  const byService = now.ended?.by !== 'her' && now.state === 'cancelled';
  const number = facts.value.numbers.hotline;
  const ending =
    now.state === 'home' || now.state === 'refused' || now.state === 'left'
      ? now.state
      : byService
        ? 'by-service'
        : 'cancelled';
  function done(next: 'home' | 'walk'): void {
    putAway();
    startDraft(null);
    go(next);
  }
  return (
    <div class="screen">
      <header class="screen-head">
        <span class="screen-space" />
        <LeaveButton />
      </header>
      <main class="screen-main">
        <section class="walk-over" role="status">
          <h1>{t(`walk.over.${ending}`)}</h1>
          <p>
            {t(`walk.over.${ending}.note`, {
              number,
              reason: sayReason(now.ended?.reason ?? null),
            })}
          </p>
          <p>{t('walk.over.nothing')}</p>
        </section>
        {now.helpCalled && <p class="banner">{t('walk.over.help')}</p>}
        {now.helpEndedAt !== null && <p class="banner">{t('walk.over.help.ended')}</p>}
        {now.state === 'home' && <Questions open={now.mayAnswer} />}
        {now.receipt && kept.value?.receipt != null && <Receipt receipt={kept.value.receipt} />}
      </main>
      <footer class="screen-foot walk-form">
        {(ending === 'by-service' || ending === 'left') && (
          <button type="button" class="touch touch-brand" onClick={() => done('walk')}>
            {t('walk.over.again')}
          </button>
        )}
        <button
          type="button"
          class={ending === 'by-service' || ending === 'left' ? 'touch' : 'touch touch-brand'}
          onClick={() => done('home')}
        >
          {t('walk.over.done')}
        </button>
      </footer>
    </div>
  );
}

const scale = [1, 2, 3, 4, 5] as const;

function Questions({ open }: { open: boolean }) {
  const [felt, setFelt] = useState<number | null>(null);
  const [state, setState] = useState<'asked' | 'telling' | 'failed'>('asked');
  async function answer(again: boolean): Promise<void> {
    if (felt === null || state === 'telling') return;
    setState('telling');
    const told = await askWalk<WalkView>('POST', '/answers', { feltSafe: felt, again });
    // An answer that was lost on the way, told again: it was counted.
    const counted = told.ok || told.code === 'answered';
    if (counted && view.value !== null) see({ ...view.value, mayAnswer: false });
    setState(counted ? 'asked' : 'failed');
  }
  if (!open)
    return (
      <p class="banner" role="status">
        {t('walk.felt.thanks')}
      </p>
    );
  return (
    <section class="part">
      <h2 id="walk-felt">{t('walk.felt')}</h2>
      <p class="part-note">{t('walk.felt.note')}</p>
      <fieldset class="walk-scale" aria-labelledby="walk-felt">
        {scale.map((value) => (
          <button
            type="button"
            key={value}
            class="chip"
            aria-label={`${value}: ${t(`walk.felt.${value}`)}`}
            aria-pressed={felt === value}
            onClick={() => setFelt(value)}
          >
            {value}
          </button>
        ))}
      </fieldset>
      <p class="walk-ends" aria-hidden="true">
        <span>{t('walk.felt.1')}</span>
        <span>{t('walk.felt.5')}</span>
      </p>
      {felt !== null && (
        <>
          <h2 id="walk-once-more">{t('walk.once-more')}</h2>
          <fieldset class="walk-two" aria-labelledby="walk-once-more">
            <button type="button" class="touch" onClick={() => void answer(true)}>
              {t('say.yes')}
            </button>
            <button type="button" class="touch" onClick={() => void answer(false)}>
              {t('say.no')}
            </button>
          </fieldset>
        </>
      )}
      {state === 'failed' && (
        <p class="odd" role="alert">
          {t('walk.felt.failed')}
        </p>
      )}
    </section>
  );
}

/** The track is sealed to the key on this phone; she decides whether it stays here. */
function Receipt({ receipt }: { receipt: string }) {
  const [state, setState] = useState<'offered' | 'fetching' | 'kept' | 'failed'>('offered');
  async function take(): Promise<void> {
    setState('fetching');
    const told = await askWalk<{ sealed: string }>('GET', '/receipt');
    if (told.ok) keepReceipt(told.value.sealed, receipt);
    setState(told.ok ? 'kept' : 'failed');
  }
  return (
    <section class="part">
      <h2>{t('walk.receipt')}</h2>
      <p class="part-note" role="status">
        {t(state === 'kept' ? 'walk.receipt.kept' : 'walk.receipt.note')}
      </p>
      {state === 'failed' && (
        <p class="odd" role="alert">
          {t('walk.receipt.failed')}
        </p>
      )}
      {state === 'kept' ? (
        <button type="button" class="touch" onClick={() => go('receipts')}>
          {t('walk.receipt.open')}
        </button>
      ) : (
        <button
          type="button"
          class="touch"
          aria-disabled={state === 'fetching'}
          onClick={() => state !== 'fetching' && void take()}
        >
          {t('walk.receipt.keep')}
        </button>
      )}
    </section>
  );
}

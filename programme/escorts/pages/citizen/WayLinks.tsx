// A link for people she trusts: made on this phone, dead when she has arrived.
import shareShapes from 'lucide-static/icons/share-2.svg?icon';
import { useState } from 'preact/hooks';
import { Glyph } from '#platform/ui/phone/Glyph.tsx';
import { t } from '#platform/ui/phone/words.ts';
import { newKey } from '#programme/sos/pages/citizen/kept.ts';
import type { CompanionView } from '../../companion-contract.ts';
import { addLink } from './way-kept.ts';

export function WayLinks({ now }: { now: CompanionView }) {
  const [state, setState] = useState<'none' | 'making' | 'failed' | 'copied'>('none');
  const [address, setAddress] = useState<string | null>(null);
  async function make(): Promise<void> {
    if (state === 'making') return;
    setState('making');
    const token = newKey();
    const told = await addLink(token);
    if (!told.ok) return setState('failed');
    const made = `${location.origin}/with#way.${token}`;
    setAddress(made);
    setState('none');
    return hand(made);
  }
  /** The phone's own way of sharing; where it has none, or says no, the link is copied. */
  async function hand(made: string): Promise<void> {
    try {
      if (navigator.share !== undefined) return await navigator.share({ url: made });
    } catch (error) {
      if ((error as DOMException).name === 'AbortError') return;
    }
    try {
      await navigator.clipboard.writeText(made);
      setState('copied');
    } catch {
      // It stands on the screen and can be copied by hand.
    }
  }
  return (
    <section class="part">
      <h2>{t('link.title')}</h2>
      <p class="part-note">{t('way.link.note')}</p>
      {now.links > 0 && <p role="status">{t('way.links', { n: now.links })}</p>}
      {address !== null && (
        <input class="write-in" aria-label={t('link.address')} readOnly value={address} />
      )}
      {state === 'copied' && <p role="status">{t('link.copied')}</p>}
      {state === 'failed' && (
        <p class="odd" role="alert">
          {t('link.failed')}
        </p>
      )}
      <button
        type="button"
        class="touch"
        aria-disabled={state === 'making'}
        onClick={() => void (address === null ? make() : hand(address))}
      >
        <Glyph of={shareShapes} size={20} />
        {t(address === null ? 'link.make' : 'link.again')}
      </button>
    </section>
  );
}

// Links for people she trusts: made on this phone, each taken back by itself, all dead when she has arrived.
import shareShapes from 'lucide-static/icons/share-2.svg?icon';
import { useState } from 'preact/hooks';
import { Glyph } from '#platform/ui/phone/Glyph.tsx';
import { t } from '#platform/ui/phone/words.ts';
import { newKey } from '#programme/sos/pages/citizen/kept.ts';
import { sayTime } from './say.ts';
import { addLink, type KeptLink, way, wayErrand } from './way-kept.ts';

const mostLinks = 10;

export function WayLinks() {
  const [state, setState] = useState<'none' | 'making' | 'failed' | 'copied'>('none');
  const [address, setAddress] = useState<string | null>(null);
  const links = way.value?.links ?? [];
  async function make(): Promise<void> {
    if (state === 'making') return;
    setState('making');
    const token = newKey();
    if (!(await addLink(token))) return setState('failed');
    setState('none');
    return hand(token);
  }
  /** The phone's own way of sharing; where it has none, or says no, the link is copied. */
  async function hand(token: string): Promise<void> {
    const made = `${location.origin}/with#way.${token}`;
    setAddress(made);
    setState('none');
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
  function takeBack({ token }: KeptLink): void {
    setAddress(null);
    setState('none');
    wayErrand('links/end', { token });
  }
  return (
    <section class="part">
      <h2>{t('link.title')}</h2>
      <p class="part-note">{t('way.link.note')}</p>
      {links.map((link, index) => (
        <OneLink
          key={link.token}
          link={link}
          number={index + 1}
          onHand={() => void hand(link.token)}
          onTakeBack={() => takeBack(link)}
        />
      ))}
      {address !== null && (
        <input class="write-in" aria-label={t('link.address')} readOnly value={address} />
      )}
      {state === 'copied' && <p role="status">{t('link.copied')}</p>}
      {state === 'failed' && (
        <p class="odd" role="alert">
          {t('link.failed')}
        </p>
      )}
      {links.length < mostLinks && (
        <button
          type="button"
          class="touch"
          aria-disabled={state === 'making'}
          onClick={() => void make()}
        >
          <Glyph of={shareShapes} size={20} />
          {t(links.length === 0 ? 'link.make' : 'way.link.more')}
        </button>
      )}
    </section>
  );
}

type OneLinkProps = {
  link: KeptLink;
  number: number;
  onHand: () => void;
  onTakeBack: () => void;
};

function OneLink({ link, number, onHand, onTakeBack }: OneLinkProps) {
  const ending =
    way.value?.errands.some(
      ({ path, body }) => path === 'links/end' && 'token' in body && body.token === link.token,
    ) === true;
  const name = t('way.link.one', { n: number, time: sayTime(link.at) });
  return (
    <fieldset class="walk-link" aria-label={name}>
      <span>{name}</span>
      <div class="walk-two">
        <button type="button" class="touch touch-plain" aria-disabled={ending} onClick={onHand}>
          {t('link.again')}
        </button>
        <button
          type="button"
          class="touch"
          aria-disabled={ending}
          onClick={() => !ending && onTakeBack()}
        >
          {t(ending ? 'way.link.ending' : 'way.link.end')}
        </button>
      </div>
    </fieldset>
  );
}

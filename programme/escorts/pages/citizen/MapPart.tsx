// The map of her walk, fetched only when she asks for it.
import mapShapes from 'lucide-static/icons/map-pinned.svg?icon';
import type { FunctionComponent } from 'preact';
import { useState } from 'preact/hooks';
import { Glyph } from '#platform/ui/phone/Glyph.tsx';
import { here } from '#platform/ui/phone/here.ts';
import { t } from '#platform/ui/phone/words.ts';
import type { WalkView } from '../../contract.ts';
import type { Spot } from './WalkMap.tsx';

type Part = FunctionComponent<{ spots: readonly Spot[] }>;

export function MapPart({ now }: { now: WalkView }) {
  const [Shown, setShown] = useState<Part | 'loading' | 'failed' | null>(null);
  const { point, destination, pair } = now;
  const me = here.value;
  const spots: Spot[] = [
    { lat: point.lat, lon: point.lon, kind: 'from' },
    ...(destination === null
      ? []
      : [{ lat: destination.lat, lon: destination.lon, kind: 'to' as const }]),
    ...(pair?.at == null ? [] : [{ lat: pair.at.lat, lon: pair.at.lon, kind: 'pair' as const }]),
    ...(me === null ? [] : [{ lat: me.lat, lon: me.lon, kind: 'me' as const }]),
  ];
  function open(): void {
    setShown('loading');
    import('./WalkMap.tsx').then(
      ({ WalkMap }) => setShown(() => WalkMap),
      () => setShown('failed'),
    );
  }
  if (typeof Shown === 'function') return <Shown spots={spots} />;
  if (Shown === 'loading') return <p role="status">{t('houses.map.loading')}</p>;
  return (
    <>
      {Shown === 'failed' && (
        <p class="banner" role="alert">
          {t('walk.map.failed')}
        </p>
      )}
      <button type="button" class="touch" onClick={open}>
        <Glyph of={mapShapes} size={20} />
        {t('houses.map')}
      </button>
    </>
  );
}

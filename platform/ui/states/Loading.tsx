// Waiting for an answer: nothing for a moment, then quiet bars, and after a while the plain word that it is slow.
import slowShapes from 'lucide-static/icons/hourglass.svg?icon';
import { useEffect, useState } from 'preact/hooks';
import { StateCard } from './StateCard.tsx';
import { t, type Voice } from './words.ts';
import './states.css';

/** Shorter waits are not worth a picture: it would only flicker. */
const quietFor = 250;
const slowAfter = 4000;

type LoadingProps = {
  voice?: Voice;
  /** How many lines stand in for what is coming. */
  lines?: number;
  onRetry?: () => void;
  /** Where it stands at once, for pictures of it. */
  at?: 'first' | 'waiting' | 'slow';
};

export function Loading({ voice = 'desk', lines = 3, onRetry, at = 'first' }: LoadingProps) {
  const [phase, setPhase] = useState(at);
  useEffect(() => {
    if (at !== 'first') return;
    const timers = [
      setTimeout(() => setPhase('waiting'), quietFor),
      setTimeout(() => setPhase('slow'), slowAfter),
    ];
    return () => timers.forEach(clearTimeout);
  }, [at]);
  if (phase === 'slow')
    return (
      <StateCard
        shapes={slowShapes}
        title={t(`loading.${voice}`)}
        note={t(`slow.${voice}`)}
        voice={voice}
        onRetry={onRetry}
      />
    );
  return (
    <div class={`loading loading-${phase}`} role="status">
      <span class="only-heard">{t(`loading.${voice}`)}</span>
      {Array.from({ length: lines }, (_, index) => (
        <span key={index} class="loading-line" aria-hidden="true" />
      ))}
    </div>
  );
}

// No way to the server: what still holds, and that it goes on by itself.
import offlineShapes from 'lucide-static/icons/wifi-off.svg?icon';
import type { ComponentChildren } from 'preact';
import { hourMinute } from '../format.ts';
import { StateCard } from './StateCard.tsx';
import { t, type Voice } from './words.ts';

type OfflineProps = {
  voice?: Voice;
  /** When what is shown was last true (milliseconds); left out when nothing is shown. */
  since?: number;
  onRetry?: () => void;
  /** What works without a network, such as the numbers to call. */
  children?: ComponentChildren;
};

export function Offline({ voice = 'desk', since, onRetry, children }: OfflineProps) {
  const note = t(`offline.note.${voice}`);
  const known = since === undefined ? '' : t(`offline.since.${voice}`, { time: hourMinute(since) });
  return (
    <StateCard
      shapes={offlineShapes}
      title={t(`offline.${voice}`)}
      note={known === '' ? note : `${known}${voice === 'desk' ? ' · ' : ' '}${note}`}
      voice={voice}
      onRetry={onRetry}
    >
      {children}
    </StateCard>
  );
}

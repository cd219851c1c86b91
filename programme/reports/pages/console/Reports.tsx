// The reports' room, fetched when somebody opens it: no desk that only answers calls carries it.
import { signal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { Loading } from '#platform/ui/states/Loading.tsx';
import { Offline } from '#platform/ui/states/Offline.tsx';
import type { ReportsRoom, ReportsRoomProps } from './ReportsRoom.tsx';

type Fetched = { Room: typeof ReportsRoom } | 'fetching' | 'failed';
const fetched = signal<Fetched>('fetching');

function fetchRoom(): void {
  if (typeof fetched.peek() === 'object') return;
  fetched.value = 'fetching';
  import('./ReportsRoom.tsx').then(
    (module) => {
      fetched.value = { Room: module.ReportsRoom };
    },
    () => {
      fetched.value = 'failed';
    },
  );
}

export function Reports(props: ReportsRoomProps) {
  useEffect(fetchRoom, []);
  const room = fetched.value;
  if (room === 'failed') return <Offline onRetry={fetchRoom} />;
  if (room === 'fetching') return <Loading lines={8} />;
  return <room.Room {...props} />;
}

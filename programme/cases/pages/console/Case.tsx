// The case of a report, fetched when somebody looks at one.
import { signal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { Loading } from '#platform/ui/states/Loading.tsx';
import { Offline } from '#platform/ui/states/Offline.tsx';
import type { ReportGuestProps } from '#programme/reports/pages/console/index.ts';
import type { CasePart } from './CasePart.tsx';

type Fetched = { Part: typeof CasePart } | 'fetching' | 'failed';
const fetched = signal<Fetched>('fetching');

function fetchPart(): void {
  if (typeof fetched.peek() === 'object') return;
  fetched.value = 'fetching';
  import('./CasePart.tsx').then(
    (module) => {
      fetched.value = { Part: module.CasePart };
    },
    () => {
      fetched.value = 'failed';
    },
  );
}

export function Case(props: ReportGuestProps) {
  useEffect(fetchPart, []);
  const part = fetched.value;
  if (part === 'failed') return <Offline onRetry={fetchPart} />;
  if (part === 'fetching') return <Loading lines={3} />;
  return <part.Part {...props} />;
}

// The guest above the reports of a desk: its part is fetched only where something was disclosed to it.
import { later } from '#platform/ui/states/later.tsx';
import type { InboxGuestProps } from '#programme/reports/pages/console/index.ts';
import { received } from './received-state.ts';

const Part = later<InboxGuestProps>(
  () => import('./ReceivedPart.tsx').then(({ ReceivedPart }) => ReceivedPart),
  2,
);

export function ReceivedByLaw(props: InboxGuestProps) {
  return received.value.length > 0 ? <Part {...props} /> : null;
}

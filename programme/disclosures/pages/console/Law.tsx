// The guest below a case: its part is fetched only where somebody is under age, or something was begun.
import { useEffect } from 'preact/hooks';
import { later } from '#platform/ui/states/later.tsx';
import type { CaseGuestProps } from '#programme/cases/pages/console/index.ts';
import { inbox } from '#programme/reports/pages/console/index.ts';
import { fetchLaw, law } from './law-facts.ts';

const Part = later<CaseGuestProps>(() => import('./LawPart.tsx').then(({ LawPart }) => LawPart));

export function Law(props: CaseGuestProps) {
  const { id } = props.found;
  // Asked again with the news of reports: that the recipient read it, too.
  useEffect(() => void fetchLaw(id), [id, inbox.value]);
  const known = law.value;
  if (known?.id !== id) return null;
  const { minor, items } = known.whole;
  return minor || items.length > 0 ? <Part {...props} /> : null;
}

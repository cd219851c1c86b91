// The case of a report, fetched when somebody looks at one.
import { later } from '#platform/ui/states/later.tsx';
import type { ReportGuestProps } from '#programme/reports/pages/console/index.ts';

export const Case = later<ReportGuestProps>(() =>
  import('./CasePart.tsx').then(({ CasePart }) => CasePart),
);

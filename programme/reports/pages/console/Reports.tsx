// The reports' room, fetched when somebody opens it: no desk that only answers calls carries it.
import { later } from '#platform/ui/states/later.tsx';
import type { ReportsRoomProps } from './ReportsRoom.tsx';

export const Reports = later<ReportsRoomProps>(
  () => import('./ReportsRoom.tsx').then(({ ReportsRoom }) => ReportsRoom),
  8,
);

// The icon of each kind of place.
import type { IconName } from '#platform/ui/icons.ts';
import type { FoundPlace } from './places.ts';

export const placeIcon: Record<FoundPlace['kind'], IconName> = {
  store: 'store',
  police: 'police',
  station: 'train',
  street: 'street',
};

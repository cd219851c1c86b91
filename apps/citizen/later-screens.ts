// What comes right after the first second.
import { HousesScreen } from '#programme/safe-houses/pages/citizen/later.ts';

export const screens = { houses: HousesScreen };

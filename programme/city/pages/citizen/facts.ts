// What a phone knows of the city it is in; it came with the page.
import { signal } from '@preact/signals';
import type { City } from '../../contract.ts';

export type Facts = Pick<City, 'name' | 'numbers' | 'labels' | 'timeZone'>;

export const facts = signal<Facts>({
  name: {},
  numbers: { emergency: '112', fire: '119', hotline: '120', womensHotline: '1366' },
  labels: {},
  timeZone: 'Asia/Seoul',
});

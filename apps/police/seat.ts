// Who sits at the police desk: asked once somebody is signed in, so that their sealed reports can be followed.
import { signal } from '@preact/signals';
import { createClient } from '#platform/ui/client.ts';
import { timeZone } from '#platform/ui/format.ts';
import { inLanguage } from '#platform/ui/language.ts';
import { tell } from '#platform/ui/notices.ts';
import type { accessContract, City, cityContract } from '#programme/city/contract.ts';
import { closeInbox, openInbox } from '#programme/reports/pages/console/index.ts';
import { t } from './words.ts';

const call = createClient<typeof cityContract & typeof accessContract>();

/** The officer, when it is one: others look at this screen too, and have no sealed reports here. */
export const officer = signal<{ id: string; name: string } | null>(null);
const city = signal<City | null>(null);

/** The two parts of this screen; each is an address of its own. */
export const views = ['hand-overs', 'reports'] as const;
export type View = (typeof views)[number];
export const view = signal<View>('hand-overs');

/** Follows the address; answers how to stop. */
export function followAddress(): () => void {
  const read = () => {
    view.value = location.hash === '#/reports' ? 'reports' : 'hand-overs';
  };
  read();
  addEventListener('hashchange', read);
  return () => removeEventListener('hashchange', read);
}

/** Goes to a part. */
export function show(next: View): void {
  location.hash = next === 'reports' ? '/reports' : '/';
}

/** A district in the language of the screen. */
export function nameDistrict(code: string): string {
  const found = city.value?.districts.find((one) => one.code === code);
  return found === undefined ? code : inLanguage(found.name);
}

/** Learns who sits here and which city it is, and follows an officer's sealed reports. */
export async function takeSeat(): Promise<void> {
  const [here, me] = await Promise.all([call('GET /api/city', {}), call('GET /api/me', {})]);
  if (here.ok) {
    city.value = here.value;
    timeZone.value = here.value.timeZone;
  }
  if (!me.ok || me.value.role !== 'police') return;
  officer.value = { id: me.value.id, name: me.value.name };
  openInbox(me.value.id, {
    onNew: (n) => tell(t('reports.new', { n }), 'refused'),
    onSignedOut: leaveSeat,
  });
}

/** The session is over: nothing of it stays. */
export function leaveSeat(): void {
  closeInbox();
  officer.value = null;
}

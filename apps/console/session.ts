// Who sits here: reads the city and the session, starts following when somebody is signed in, stops when not.
import { effect, signal } from '@preact/signals';
import type { LiveEvent } from '#platform/live/client.ts';
import { createClient, type Problem, request } from '#platform/ui/client.ts';
import { timeZone } from '#platform/ui/format.ts';
import { offerLanguages } from '#platform/ui/language.ts';
import { speak, tell } from '#platform/ui/notices.ts';
import { ring } from '#platform/ui/sound.ts';
import type { accessContract, cityContract } from '#programme/city/contract.ts';
import { hearUnit } from '#programme/duty/pages/console/index.ts';
import { hearWalk, openBoard } from '#programme/escorts/pages/console/index.ts';
import type { Incident } from '#programme/incidents/contract.ts';
import {
  choose,
  city,
  districtName,
  type Follower,
  fetchNight,
  followIncidents,
  isForeign,
  mapPlaces,
  me,
  openCalls,
  sayIncident,
  selectedId,
  waiting,
} from '#programme/incidents/pages/console/index.ts';
import { overridesWaiting } from '#programme/overrides/pages/console/index.ts';
import { closeInbox, openInbox } from '#programme/reports/pages/console/index.ts';
import {
  call as callStores,
  fetchHealth,
  hearRollCall,
  hearStore,
} from '#programme/safe-houses/pages/console/index.ts';
import { sayNewCalls } from './announce.ts';
import { mayOpenReports, maySeeCalls } from './desk-state.ts';
import { t } from './words.ts';

const call = createClient<typeof cityContract & typeof accessContract>();
/** `starting` until the server has said who we are. */
export const session = signal<'starting' | 'signed-out' | 'signed-in' | 'unreachable'>('starting');

let follower: Follower | undefined;
let minute: ReturnType<typeof setInterval> | undefined;

/** Reads the city and the session; tries again every two seconds while the server cannot be reached. */
export async function start(): Promise<void> {
  const [known, mine] = await Promise.all([call('GET /api/city', {}), call('GET /api/me', {})]);
  if (known.ok) {
    city.value = known.value;
    timeZone.value = known.value.timeZone;
    offerLanguages(known.value.languages);
  }
  if (mine.ok) await enter(mine.value);
  else if (mine.problem.status === 401 || mine.problem.status === 403) leave();
  else {
    session.value = 'unreachable';
    setTimeout(start, 2000);
  }
}

/** Signs in with a password; only the demo city has them. */
export async function signIn(login: string, password: string): Promise<Problem | null> {
  const answer = await request<unknown>('POST /api/session', { body: { login, password } });
  if (!answer.ok) return answer.problem;
  await start();
  return null;
}

export async function signOut(): Promise<void> {
  await request('DELETE /api/session');
  leave();
}

async function enter(person: typeof me.value): Promise<void> {
  me.value = person;
  session.value = 'signed-in';
  follower?.close();
  clearInterval(minute);
  if (mayOpenReports()) openInbox(me.value?.id ?? '', { onNew: sayNewReports, onSignedOut: leave });
  else closeInbox();
  if (maySeeCalls()) await followCalls();
}

async function followCalls(): Promise<void> {
  void fetchNight();
  void fetchHealth();
  void callStores('GET /api/map', {}).then((answer) => {
    if (answer.ok) mapPlaces.value = answer.value;
  });
  minute = setInterval(() => {
    void fetchNight();
    void fetchHealth();
  }, 60_000);
  openBoard();
  follower = await followIncidents({ onNew, onOther, onFallBack, onSignedOut: leave });
  const first = openCalls.value[0];
  if (selectedId.value === null && first !== undefined) choose(first.id);
}

function leave(): void {
  follower?.close();
  follower = undefined;
  clearInterval(minute);
  closeInbox();
  me.value = null;
  choose(null);
  session.value = 'signed-out';
}

function onNew(calls: readonly Incident[]): void {
  const real = calls.filter((one) => one.state === 'raised' && !one.test);
  speak(sayNewCalls(calls, districtName));
  if (real.length > 0)
    ring(
      waiting.value.level,
      real.every((one) => isForeign(one.place.district)),
    );
  const first = real[0];
  if (selectedId.value === null && first !== undefined) choose(first.id);
}

function sayNewReports(count: number): void {
  tell(t('reports.new', { n: count }), 'refused');
}

function onFallBack(row: Incident, why: 'declined' | 'unanswered'): void {
  tell(sayIncident(`fallBack.${why}`, { place: row.place.name }), 'refused');
  if (!row.drill && !row.test) ring(1);
}

let healthAsked = false;
function onOther(event: LiveEvent): void {
  if (event.type === 'roll-call.answered' || event.type === 'roll-call.finished')
    hearRollCall(event.payload.answered, event.payload.total);
  if (event.type === 'store.changed') hearStore(event.payload.store);
  if (event.type === 'unit.changed') hearUnit();
  if (event.type === 'walk.changed') hearWalk(event.subjectId);
  // Health comes in waves (a power cut); one fetch a second is enough for people.
  if (
    event.type === 'device.health' ||
    event.type === 'quarantine.added' ||
    event.type === 'roll-call.finished'
  ) {
    if (healthAsked) return;
    healthAsked = true;
    setTimeout(() => {
      healthAsked = false;
      void fetchHealth();
    }, 1000);
  }
}

// An override that somebody here should decide on or carry out is said in whatever view they are: it lapses.
let overridesBefore = 0;
effect(() => {
  const now = overridesWaiting.value;
  if (now > overridesBefore) tell(t('overrides.new'));
  overridesBefore = now;
});

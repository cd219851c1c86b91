// Queue, map, detail; every view is a part of the same screen, so that calls are never out of sight.
import { useEffect } from 'preact/hooks';
import { later } from '#platform/ui/states/later.tsx';
import { TeamRoom } from '#programme/cases/pages/console/index.ts';
import { UnitsView } from '#programme/duty/pages/console/index.ts';
import { askingOfWalk } from '#programme/escorts/pages/console/index.ts';
import {
  CityMap,
  Detail,
  districtName,
  flyTo,
  me,
  myDistricts,
  NightView,
  Questions,
  Queue,
  ShiftView,
  Unanswered,
  waiting,
} from '#programme/incidents/pages/console/index.ts';
import { Overrides } from '#programme/overrides/pages/console/index.ts';
import { Reports, Taking } from '#programme/reports/pages/console/index.ts';
import {
  chosenDevice,
  DeviceDetail,
  FalseAlarms,
  HealthBoard,
  HealthSummary,
  RegisterView,
  RollCallCard,
  SilentByAge,
} from '#programme/safe-houses/pages/console/index.ts';
import { startAlarm } from './alarm.ts';
import { Booking } from './Booking.tsx';
import {
  desk,
  isRegister,
  mayAnswerWalks,
  mayKeepTeams,
  maySee,
  type Path,
  showFirstWaiting,
  showTab,
  type View,
  type WalkPart,
} from './desk-state.ts';
import { Footer } from './Footer.tsx';
import { Hotline } from './Hotline.tsx';
import { KeysHelp } from './KeysHelp.tsx';
import { LinkBanner } from './LinkBanner.tsx';
import { Tabs } from './Tabs.tsx';
import { TopBar } from './TopBar.tsx';
import { useDeskKeys } from './use-desk-keys.ts';
import { Walks } from './Walks.tsx';
import { t } from './words.ts';

const Figures = later(
  async () => (await import('#programme/figures/pages/console/index.ts')).FiguresView,
  8,
);

type DeskProps = {
  view: View;
  /** The store whose page is open in the register. */
  storeId: string | null;
  /** The part of the walks that is open. */
  walkPart: WalkPart;
  go: (path: Path) => void;
};

export function Desk({ view, storeId, walkPart, go }: DeskProps) {
  useDeskKeys(view, walkPart, go);
  useEffect(startAlarm, []);
  const tab = desk.tab.value;
  const device = chosenDevice.value;
  // A device that is looked at is shown on the map; the calls get it back with their list.
  useEffect(() => {
    if (tab === 'devices' && device !== null && device.lat !== null && device.lon !== null)
      flyTo({ name: device.store, lat: device.lat, lon: device.lon });
    else if (tab === 'devices') flyTo(null);
    return () => flyTo(null);
  }, [tab, device]);
  const role = me.value?.role;
  const { level, real } = waiting.value;
  return (
    <div class="desk" data-unanswered={real > 0 ? Math.min(level, 2) : 0}>
      <a class="skip" href="#calls">
        {t('skip')}
      </a>
      <TopBar view={view} go={go} />
      <LinkBanner />
      <main
        class={`desk-body${view === '/' ? '' : ' desk-body-page'}${isRegister(view) ? ' desk-body-wide' : ''}`}
      >
        {/* biome-ignore lint/a11y/useKeyWithClickEvents: the key that chooses a call leaves the register as well */}
        {/* biome-ignore lint/a11y/noStaticElementInteractions: the press belongs to the call inside */}
        <section
          class="side"
          id="calls"
          tabIndex={-1}
          onClick={(event) => {
            // A call that was chosen wants its details in sight.
            const pressed = event.target instanceof Element && event.target.closest('.call');
            if (isRegister(view) && pressed) go('/');
          }}
        >
          <Tabs />
          <Unanswered onGo={() => showFirstWaiting(go)} />
          {tab === 'devices' ? <HealthBoard districtName={districtName} /> : <Queue />}
          <Footer />
        </section>
        {view === '/' ? (
          <CityMap />
        ) : (
          // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard (WCAG 2.1.1)
          <div class="view" tabIndex={0}>
            {view === '/stores' ? (
              <RegisterView
                id={storeId}
                go={(id) => go(id === null ? '/stores' : `/stores/${id}`)}
              />
            ) : view === '/walks' ? (
              <Walks part={walkPart} go={go} />
            ) : view === '/reports' ? (
              <Reports nameDistrict={districtName} name={me.value?.name ?? ''} />
            ) : view === '/team' ? (
              <TeamRoom districts={myDistricts.value} keeps={mayKeepTeams()} />
            ) : view === '/overrides' ? (
              <Overrides nameDistrict={districtName} />
            ) : view === '/figures' ? (
              <Figures nameDistrict={districtName} />
            ) : view === '/units' ? (
              <UnitsView role={role ?? ''} districts={myDistricts.value} />
            ) : view === '/night' ? (
              <NightView
                devices={<SilentByAge />}
                stores={maySee('/stores') ? <FalseAlarms districtName={districtName} /> : null}
              />
            ) : (
              <ShiftView mayWrite={role === 'operator' || role === 'city-operator'} />
            )}
          </div>
        )}
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard (WCAG 2.1.1) */}
        <aside class="about" tabIndex={0} aria-label={t('nav.desk')}>
          {tab === 'devices' && device !== null ? (
            <DeviceDetail item={device} district={districtName(device.district)} />
          ) : tab === 'devices' ? (
            <HealthSummary />
          ) : (
            <Detail besideNight={<RollCallCard onPress={() => showTab('devices')} />} />
          )}
        </aside>
      </main>
      <Questions
        offer={
          mayAnswerWalks()
            ? {
                word: t('close.walk'),
                press: 'Y',
                onTake: ({ id, language }) => {
                  desk.bookFrom.value = { incidentId: id, language };
                  askingOfWalk.value = 'book';
                },
              }
            : undefined
        }
      />
      {askingOfWalk.value === 'book' && <Booking onClose={() => go('/walks')} />}
      {desk.hotline.value && <Hotline />}
      <Taking />
      {desk.keys.value && <KeysHelp />}
    </div>
  );
}

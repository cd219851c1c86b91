// Walks home at the desk: tonight's board and what the programme keeps for it, each a part of the same view.
import { useEffect } from 'preact/hooks';
import {
  chooseGuest,
  eveningsOf,
  FiguresView,
  fetchPoints,
  guestsOfTonight,
  PointsView,
  placeOfChosen,
  SeenView,
  ServiceView,
  sayWalk,
  WalksBoard,
  walkPoints,
} from '#programme/escorts/pages/console/index.ts';
import {
  CityMap,
  choose,
  city,
  flyTo,
  inLanguage,
  mapGuests,
  myDistricts,
  noGuests,
} from '#programme/incidents/pages/console/index.ts';
import { HoursView, PeopleRoom, RosterView } from '#programme/network/pages/console/index.ts';
import {
  mayAnswerWalks,
  mayHandOn,
  mayKeepWalks,
  mayOpen,
  type Path,
  showTab,
  type WalkPart,
  walkParts,
} from './desk-state.ts';
import { useFoundPlaces } from './find-places.ts';
import { knownPlaces } from './known-places.ts';
import { t } from './words.ts';

type WalksProps = { part: WalkPart; go: (path: Path) => void };

export function Walks({ part, go }: WalksProps) {
  const parts = walkParts.filter(mayOpen);
  return (
    <div class="walks-room">
      {parts.length > 1 && (
        <nav class="walks-parts" aria-label={t('walks.parts')}>
          {parts.map((one) => (
            <a
              key={one}
              href={`#/walks/${one}`}
              aria-current={part === one ? 'page' : undefined}
              onClick={(event) => {
                event.preventDefault();
                go(`/walks/${one}`);
              }}
            >
              {t(`walks.${one}`)}
            </a>
          ))}
        </nav>
      )}
      <div class="walks-part">
        <Part part={part} go={go} />
      </div>
    </div>
  );
}

function Part({ part, go }: WalksProps) {
  const districts = myDistricts.value;
  const keeps = mayKeepWalks();
  switch (part) {
    case 'tonight':
      return (
        <WalksBoard
          districts={districts}
          mayAct={mayAnswerWalks()}
          map={<WalksMap />}
          usePlaces={useFoundPlaces}
          onIncident={(id) => {
            go('/');
            showTab('open');
            choose(id);
          }}
        />
      );
    case 'seen':
      return (
        <SeenView
          mayAct={mayHandOn()}
          districts={districts}
          landmarks={knownPlaces()}
          onMap={(place) => {
            go('/');
            flyTo(place);
          }}
        />
      );
    case 'figures':
      return <FiguresView districts={districts} />;
    case 'points':
      return <PointsView keeps={keeps} districts={districts} usePlaces={useFoundPlaces} />;
    case 'service':
      return <ServiceView />;
    case 'people':
      return (
        <PeopleRoom keeps={keeps} languages={city.value?.languages ?? []} districts={districts} />
      );
    case 'roster':
      return <Roster keeps={keeps} />;
    case 'hours':
      return <HoursView />;
  }
}

/** The roster knows neither the city's evenings nor its meeting points; both are the walks'. */
function Roster({ keeps }: { keeps: boolean }) {
  useEffect(() => {
    void fetchPoints();
  }, []);
  return (
    <RosterView
      keeps={keeps}
      districts={myDistricts.value}
      places={walkPoints.value.map(({ point }) => ({ ...point, name: inLanguage(point.name) }))}
      eveningsOf={eveningsOf}
    />
  );
}

/** The city's map with tonight's walks on it, and the calls for help as always. */
function WalksMap() {
  const guests = guestsOfTonight();
  useEffect(() => {
    mapGuests.value = guests;
  }, [guests]);
  const place = placeOfChosen();
  useEffect(() => flyTo(place), [place?.lat, place?.lon]);
  useEffect(
    () => () => {
      mapGuests.value = noGuests;
      flyTo(null);
    },
    [],
  );
  return (
    <CityMap
      onGuest={chooseGuest}
      legend={
        <>
          <li class="legend-wanting">{sayWalk('group.wanting')}</li>
          <li class="legend-asked">{sayWalk('map.asked')}</li>
          <li class="legend-point">{sayWalk('point')}</li>
          <li class="legend-busy">{sayWalk('map.busy')}</li>
          <li class="legend-free">{sayWalk('map.free')}</li>
        </>
      }
    />
  );
}

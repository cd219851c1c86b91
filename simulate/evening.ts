// A made-up evening at a city's scale: who asks where and when, which pairs are out, and how all of them behave. Same seed, same evening.
import { buildDemoCity } from '#demo-city/index.ts';
import { between, pickWeighted, randomFor, whole } from '#demo-city/prng.ts';
import type { Place } from '#programme/escorts/rules/travel.ts';

/** Seconds; the evening begins at 0. */
export type Asking = {
  id: string;
  district: string;
  meeting: Place;
  end: Place;
  bookedAt: number;
  wantedAt: number;
  /** What the walk takes when it is done, which the city does not know beforehand. */
  walkSeconds: number;
  expectedWalkSeconds: number;
  language: string | null;
  /** Gives up at this moment, whatever was promised. */
  cancelsAt: number | null;
  /** Comes this much after the moment she asked for; nobody knows before. */
  comesLateSeconds: number;
};

export type OutPair = {
  id: string;
  district: string;
  start: Place;
  shiftEndsAt: number;
  languages: string[];
};

export type Evening = { asking: Asking[]; pairs: OutPair[]; lengthSeconds: number };

let drawn: ReturnType<typeof buildDemoCity> | undefined;

/**
 * Draws the evening: `requests` and `pairs` over the 25 districts and their stations, as uneven as real cities are (the
 * busiest district has about a fifth of the walks). Service from 22:00 to 01:00; bookings at least 30 minutes ahead.
 */
export function drawEvening(options: { seed: number; requests: number; pairs: number }): Evening {
  const { seed } = options;
  // The map is the same for every evening.
  drawn ??= buildDemoCity({ scale: 0.05 });
  const city = drawn;
  const demand = randomFor(seed, 'demand');
  // exp of a normal: one district far above the others, some with hardly any.
  const districts = city.districts.map((district) => {
    const normal = Math.sqrt(-2 * Math.log(1 - demand())) * Math.cos(2 * Math.PI * demand());
    const stations = city.stations.filter((station) => station.district === district.code);
    return { ...district, weight: Math.exp(0.62 * normal), stations };
  });
  const served = districts.filter(({ stations }) => stations.length > 0);
  const weights = served.map((district) => [district, district.weight] as const);
  const random = randomFor(seed, 'people');
  const asking = Array.from({ length: options.requests }, (_, index): Asking => {
    const district = pickWeighted(random, weights);
    const station = district.stations[whole(random, 0, district.stations.length - 1)]!;
    // Most come with the trains of half past ten to half past twelve.
    const wanted = 900 + 9600 * ((random() + random() + random()) / 3);
    const ahead = 1800 - 5400 * Math.log(1 - random());
    const expected = between(random, 420, 1200);
    const angle = 2 * Math.PI * random();
    const metres = (expected * 1.2) / 1.3;
    const gone = random();
    return {
      id: `asking-${index}`,
      district: district.code,
      meeting: { lat: station.lat, lon: station.lon },
      end: {
        lat: station.lat + (metres * Math.cos(angle)) / 111_195,
        lon: station.lon + (metres * Math.sin(angle)) / 88_300,
      },
      bookedAt: Math.round(wanted - ahead),
      wantedAt: Math.round(wanted / 60) * 60,
      walkSeconds: Math.round(expected * between(random, 0.85, 1.35)),
      expectedWalkSeconds: Math.round(expected),
      language: random() < 0.04 ? 'en' : null,
      cancelsAt: gone < 0.07 ? Math.round(wanted - between(random, 0, 2400)) : null,
      comesLateSeconds: random() < 0.2 ? Math.round(between(random, 60, 600)) : 0,
    };
  });
  // Pairs follow last year's figures, which never quite fit tonight's demand.
  const shares = served.map((district) => [district, 0.6 + 0.4 * district.weight] as const);
  const pairs = Array.from({ length: options.pairs }, (_, index): OutPair => {
    const district = index < served.length ? served[index]! : pickWeighted(random, shares);
    const station = district.stations[whole(random, 0, district.stations.length - 1)]!;
    return {
      id: `pair-${index}`,
      district: district.code,
      start: { lat: station.lat, lon: station.lon },
      shiftEndsAt: random() < 0.15 ? 9000 : 12_600,
      languages: random() < 0.3 ? ['ko', 'en'] : ['ko'],
    };
  });
  return {
    asking: asking.sort((a, b) => a.bookedAt - b.bookedAt),
    pairs,
    lengthSeconds: 12_600,
  };
}

/** Whether this pair would take this request: the same answer whoever asks, so that two policies meet the same people. */
export function answerOf(seed: number, pair: string, request: string): 'accept' | 'decline' {
  const random = randomFor(seed, `answer ${pair} ${request}`);
  return random() < 0.08 ? 'decline' : 'accept';
}

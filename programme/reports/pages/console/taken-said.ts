// What somebody said, as it was written down for them.
import type {
  ageBands,
  placeKinds,
  relations,
  takenSources,
  tellers,
  urgencies,
  violences,
  wantedServices,
} from '../../names.ts';

type OneOf<T extends readonly unknown[]> = T[number];

export type Said = {
  source: OneOf<typeof takenSources> | null;
  teller: OneOf<typeof tellers> | null;
  age: OneOf<typeof ageBands> | null;
  story: string;
  violence: OneOf<typeof violences> | null;
  relation: OneOf<typeof relations> | null;
  place: OneOf<typeof placeKinds> | null;
  district: string | null;
  urgency: OneOf<typeof urgencies> | null;
  services: readonly OneOf<typeof wantedServices>[];
  language: string;
  contact: string;
  /** Ids of desks that read it, and of those among them that see how she is reached. */
  who: readonly string[];
  identity: readonly string[];
};

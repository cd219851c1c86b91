// Closed lists of walks that pages and rules hold, apart from the schemas so that a phone gets no schema library with them.

export const walkStates = [
  'received',
  'paired',
  'on-the-way',
  'here',
  'walking',
  'dropped-off',
  'home',
  'cancelled',
  'refused',
  'left',
] as const;
export type WalkState = (typeof walkStates)[number];

export const alertKinds = [
  'no-pair',
  'late',
  'untold',
  'still',
  'off-way',
  'link-lost',
  'check-in-missed',
  'overdue',
  'shift-ending',
  'not-confirmed-home',
  'impostor',
  'pair-not-safe',
] as const;

/** Why a pair cannot have a request; the first three no operator can put aside. */
export const obstacles = [
  'not-valid',
  'blocked',
  'shift-ends',
  'declined',
  'language',
  'out-of-reach',
  'too-late',
] as const;
/** What an operator may put aside by pinning. */
export const negotiable = ['declined', 'language', 'out-of-reach', 'too-late'] as const;

export const matchReasons = [
  'pinned',
  'kept',
  'only-pair',
  'nearest',
  'soonest',
  'speaks-her-language',
  'fewest-walks',
  'best-for-all',
] as const;

/** Why a walk is changed, cancelled or given back; screens translate. */
export const walkReasons = [
  'plans-changed',
  'too-late',
  'found-another-way',
  'no-pair-free',
  'pair-ill',
  'pair-delayed',
  'pair-attacked',
  'felt-unsafe',
  'did-not-come',
  'weather',
  'by-mistake',
  'replaced',
  'shift-ends',
  'other',
] as const;

/** What a pair sees on patrol. */
export const observationKinds = [
  'dark-lamp',
  'broken-bell',
  'blocked-sign',
  'waste',
  'broken-camera',
  'other',
] as const;
export type ObservationKind = (typeof observationKinds)[number];

/** Who mends what pairs saw. */
export const handedTo = ['lighting', 'devices', 'cleaning', 'cameras', 'roads', 'other'] as const;
export type HandedTo = (typeof handedTo)[number];

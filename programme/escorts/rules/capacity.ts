// How many walks may begin at a meeting point in one slot, so that "full" is said before she books and not after.

/** How long a pair is taken by one walk, with its way there and back; seconds. */
export const cycleSeconds = 2700;

/** How long a walk lasts as long as nobody has said where to; seconds. */
export const usualWalkSeconds = 900;

/** Whether a pair that is on shift for some hours can begin a walk at a moment and end it before it goes home: nobody is left half-way. Milliseconds. */
export function onShiftFor(
  shift: { beginsAt: number; endsAt: number },
  at: number,
  walkSeconds: number,
): boolean {
  return shift.beginsAt <= at && at + walkSeconds * 1000 <= shift.endsAt;
}

export type SlotFacts = {
  /** Set by the city for the point. */
  perSlot: number;
  /** Open walks at this point in this slot. */
  booked: number;
  /** Pairs of the district on shift at that time and until the walk ends, or `null` while nobody is planned for that evening yet. */
  pairs: number | null;
  /** Open walks of the district that would keep a pair busy at that time. */
  walksAround: number;
};

/** Walks that may still be booked; 0 is full. */
export function freeInSlot({ perSlot, booked, pairs, walksAround }: SlotFacts): number {
  const atPoint = perSlot - booked;
  const inDistrict = pairs === null ? atPoint : pairs - walksAround;
  return Math.max(0, Math.min(atPoint, inDistrict));
}

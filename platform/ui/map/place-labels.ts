// Where the names beside a few dots stand, so that they cover neither each other nor what lies at the map's edge.

export type Side = 'right' | 'left' | 'above' | 'below';
export const sides = ['right', 'left', 'above', 'below'] as const satisfies readonly Side[];

/** Left, top, right and bottom in pixels of the map. */
export type Box = readonly [left: number, top: number, right: number, bottom: number];

/** A dot with a name: its middle, half its size, and the size of the name, all in pixels. */
export type Named = { x: number; y: number; radius: number; width: number; height: number };

/** The box a name takes on one side of its dot; `gap` pixels lie between them. */
export function boxBeside(named: Named, side: Side, gap = 5): Box {
  const { x, y, radius, width, height } = named;
  const away = radius + gap;
  switch (side) {
    case 'right':
      return [x + away, y - height / 2, x + away + width, y + height / 2];
    case 'left':
      return [x - away - width, y - height / 2, x - away, y + height / 2];
    case 'above':
      return [x - width / 2, y - away - height, x + width / 2, y - away];
    case 'below':
      return [x - width / 2, y + away, x + width / 2, y + away + height];
  }
}

function shared([al, at, ar, ab]: Box, [bl, bt, br, bb]: Box): number {
  return (
    Math.max(0, Math.min(ar, br) - Math.max(al, bl)) *
    Math.max(0, Math.min(ab, bb) - Math.max(at, bt))
  );
}

/** What leaving the map costs against covering something: a name that cannot be read helps nobody. */
const edgeCost = 4;

/**
 * Chooses a side for each name in turn, the most important first: the first side that covers nothing, else the one that
 * covers least. `taken` are boxes that must stay free. A dot outside the map gets `null` and no name.
 */
export function placeLabels(
  all: readonly Named[],
  map: { width: number; height: number },
  taken: readonly Box[] = [],
): (Side | null)[] {
  const whole: Box = [0, 0, map.width, map.height];
  const dots = all.map(({ x, y, radius }): Box => [x - radius, y - radius, x + radius, y + radius]);
  const placed: Box[] = [...taken];
  return all.map((named, index) => {
    if (named.x < 0 || named.y < 0 || named.x > map.width || named.y > map.height) return null;
    let best: Side = 'right';
    let least = Number.POSITIVE_INFINITY;
    for (const side of sides) {
      const box = boxBeside(named, side);
      let cost = edgeCost * (named.width * named.height - shared(box, whole));
      for (const other of placed) cost += shared(box, other);
      for (const [at, dot] of dots.entries()) if (at !== index) cost += shared(box, dot);
      if (cost < least) {
        least = cost;
        best = side;
      }
      if (cost === 0) break;
    }
    placed.push(boxBeside(named, best));
    return best;
  });
}

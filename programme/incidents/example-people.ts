// Who appears in the examples: an operator and two units, with ids that never change.

/** A made-up UUID that is the same for the same number. */
export function exampleId(n: number): string {
  return `00000000-0000-7000-8000-${n.toString(16).padStart(12, '0')}`;
}

export const operator = { id: exampleId(900), name: '이수연' };
export const car = { id: exampleId(801), callSign: '순찰 21', kind: 'patrol-car' } as const;
export const guards = { id: exampleId(803), callSign: '한결경비 3조', kind: 'guards' } as const;

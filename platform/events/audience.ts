// Audiences that are closed: heard by who listens for exactly this, and by nobody for seeing a district or the whole city.

const mark = 'only:';

/** The audience of one closed circle, by its id. An event has one such audience or none. */
export function only(id: string): string {
  return mark + id;
}

/** Whether an audience is a closed one. */
export function isOnly(audience: string): boolean {
  return audience.startsWith(mark);
}

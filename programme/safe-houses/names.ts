// What the register calls its states, steps, checks and wants; plain lists, so that a page can have them without a schema.

export const storeStates = ['operating', 'suspended', 'closed', 'destroyed', 'lapsed'] as const;
export type StoreState = (typeof storeStates)[number];

/** What a person may do with a designation. */
export const storeSteps = [
  'suspend',
  'resume',
  'renew',
  'lapse',
  'close',
  'reopen',
  'strike',
] as const;
export type StoreStep = (typeof storeSteps)[number];

/** What an inspector looks at, twice a year. */
export const checklistPoints = [
  'sign-visible',
  'button-in-reach',
  'button-tested',
  'clerks-know',
  'telephone-right',
  'hours-right',
  'camera-works',
  'door-lit',
] as const;
export type ChecklistPoint = (typeof checklistPoints)[number];

/** What a store lacks; the register can be asked for each. */
export const storeNeeds = [
  'no-button',
  'untrained',
  'test-overdue',
  'inspection-overdue',
  'inspection-failed',
  'designation-ending',
  'false-alarms',
] as const;
export type StoreNeed = (typeof storeNeeds)[number];

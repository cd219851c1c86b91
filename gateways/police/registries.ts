// The programme's words in the words of the EIDO registries (NENA-STA-021.1b, chapter 3).

export type EidoDoor = 'store' | 'sos' | 'hotline' | 'walk' | 'home' | 'report' | 'patrol';
export type EidoState =
  | 'counting-down'
  | 'raised'
  | 'acknowledged'
  | 'dispatched'
  | 'on-scene'
  | 'closed'
  | 'cancelled';
export type EidoDisposition =
  | 'assisted'
  | 'handed-to-police'
  | 'medical'
  | 'declined'
  | 'nobody-found'
  | 'staff-emergency'
  | 'accidental'
  | 'test'
  | 'false'
  | 'merged';

const panic = 'ALMH';
const silentPanic = 'ALRPANS';
const unknownTrouble = 'TROUBLE';

/** EIDO-IncidentType-Common (3.2, from APCO ANS 2.103.2). A silent alarm must not be answered by telephone. */
export function incidentType(door: EidoDoor, silent: boolean): string {
  if (door === 'hotline' || door === 'report') return unknownTrouble;
  return silent ? silentPanic : panic;
}

/** What the door is called in `incidentTypeInternalText`. */
export const doorTexts: Readonly<Record<EidoDoor, string>> = {
  store: 'Panic button of a safe house',
  sos: 'Call for help of a resident',
  hotline: 'Call to the city hotline',
  walk: 'Call for help on an escorted walk',
  home: 'Alarm of a protected home',
  report: 'Online report: someone is in danger',
  patrol: 'Call for help of a patrol',
};

/** EIDO-IncidentStatus-Common (3.3). */
export const commonStatus: Readonly<Record<EidoState, string>> = {
  'counting-down': 'Active',
  raised: 'Active',
  acknowledged: 'Active',
  dispatched: 'ResourcesAssigned',
  'on-scene': 'ResourcesOnscene',
  closed: 'Closed',
  cancelled: 'Cancelled',
};

/** EIDO-CommonDispositionCode (3.5, from APCO ANS 1.111.2): the nearest code; our own word goes along as text. */
export const commonDisposition: Readonly<Record<EidoDisposition, string>> = {
  assisted: '18',
  'handed-to-police': '15',
  medical: '15',
  declined: '02',
  'nobody-found': '14',
  'staff-emergency': '18',
  accidental: '17',
  test: '13',
  false: '17',
  merged: '22',
};

/** `incidentCommonPriorityNumber` runs to 10 for the highest (2.9); our urgency from 1 to 5. */
export function commonPriority(urgency: number): number {
  return Math.min(10, Math.max(0, Math.round(urgency * 2)));
}

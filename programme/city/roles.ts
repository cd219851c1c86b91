// Who works for the programme: the roles, and which of them see the whole city.

/** Every role a member of staff or a service token can hold. */
export const roles = [
  'operator',
  'city-operator',
  'hotline-agent',
  'manager',
  'police',
  'crisis-team',
  'adviser',
  'auditor',
  'administrator',
] as const;
export type Role = (typeof roles)[number];

/** Those who answer calls for help. */
export const responders: readonly Role[] = ['operator', 'city-operator'];

/** Those who may see a live incident: the desks, the hotline and whoever checks them. */
export const incidentReaders: readonly Role[] = [
  'operator',
  'city-operator',
  'hotline-agent',
  'manager',
  'auditor',
];

/** Roles that see every district whatever district they were given. */
export const cityWideRoles: readonly Role[] = [
  'city-operator',
  'hotline-agent',
  'auditor',
  'administrator',
];

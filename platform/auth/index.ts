// Who is there: passkeys, the city's own OpenID provider, passwords of a demo city, sessions and service tokens.
export {
  type Authenticator,
  answerLife,
  type Credentials,
  createAuthenticator,
} from './authenticate.ts';
export { ceremonyCookie, openCeremony, sweepAccess, takeCeremony } from './ceremonies.ts';
export {
  createEnrolment,
  type EnrollingStaff,
  enrolmentLink,
  findEnrolment,
  useEnrolment,
} from './enrolments.ts';
export {
  type OpenIdProvider,
  type OpenIdSettings,
  openIdProvider,
  readOpenIdSettings,
} from './openid.ts';
export { bindOpenId, type OpenIdPorts, openIdContract } from './openid-routes.ts';
export { type Arrival, refuseForeignOrigin, type Site, siteOf } from './origin.ts';
export { checkPasskey, keepPasskey, passkeyOffer, passkeyQuestion } from './passkeys.ts';
export { fitsPassword, hashPassword, hashSecret, newSecret, sameSecret } from './secrets.ts';
export {
  createToken,
  endSession,
  findSession,
  findToken,
  keepAttempt,
  openSession,
  revokeToken,
  sessionCookie,
  signInByPassword,
} from './sessions.ts';
export {
  activeStaff,
  changeStaff,
  disableStaff,
  enableStaff,
  type StaffEntry,
  selectStaff,
  selectStillAllowed,
} from './staff.ts';

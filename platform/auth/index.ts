// Who is there: passwords of a demo city, sessions and service tokens.
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

// Signing in and enrolling with a passkey; its library is fetched only when somebody presses.
import { request } from '#platform/ui/client.ts';
import { tell } from '#platform/ui/notices.ts';
import { sayProblem } from '#platform/ui/problems.ts';
import { start } from './session.ts';
import { t } from './words.ts';

type Options = Record<string, unknown>;

/** Asks the browser for a passkey of this city and signs in with it. */
export async function signInWithPasskey(): Promise<void> {
  const options = await request<Options>('POST /api/session/passkey/options', { body: {} });
  if (!options.ok) return tell(sayProblem(options.problem), 'refused');
  try {
    const { startAuthentication } = await import('@simplewebauthn/browser');
    const response = await startAuthentication({ optionsJSON: options.value as never });
    const answer = await request('POST /api/session/passkey', { body: { response } });
    if (answer.ok) await start();
    else tell(sayProblem(answer.problem), 'refused');
  } catch {
    tell(t('signIn.passkeyFailed'), 'refused');
  }
}

/** Makes a passkey on this machine for whoever is signed in. */
export async function addPasskey(): Promise<void> {
  const options = await request<Options>('POST /api/passkeys/options', { body: {} });
  if (!options.ok) return tell(sayProblem(options.problem), 'refused');
  try {
    const { startRegistration } = await import('@simplewebauthn/browser');
    const response = await startRegistration({ optionsJSON: options.value as never });
    const answer = await request('POST /api/passkeys', { body: { response } });
    if (answer.ok) tell(t('signIn.passkeyAdded'));
    else tell(sayProblem(answer.problem), 'refused');
  } catch {
    tell(t('signIn.passkeyFailed'), 'refused');
  }
}

// Signing in and enrolling with a passkey; its library is fetched only when somebody presses.
import { signal } from '@preact/signals';
import { request } from '#platform/ui/client.ts';
import { tell } from '#platform/ui/notices.ts';
import { sayProblem } from '#platform/ui/problems.ts';
import { start } from './session.ts';
import { t } from './words.ts';

type Options = Record<string, unknown>;

/** The secret of an enrolment link, while its page is shown; kept nowhere else. */
export const enrolment = signal<string | null>(null);

/**
 * Reads what a link or the OpenID provider's way back left in the address, `#enrol=` or `#refused=`, and removes it
 * there, so that neither history nor a screenshot keeps a secret.
 */
export function readAddress(): void {
  const left = new URLSearchParams(location.hash.slice(1));
  const token = left.get('enrol');
  const refused = left.get('refused');
  if (token === null && refused === null) return;
  history.replaceState(null, '', location.pathname);
  enrolment.value = token;
  if (refused !== null) tell(sayProblem({ status: 403, code: refused }), 'refused');
}

/** Asks for a passkey that can also lock keys of sealed reports (PRF): some authenticators decide that when it is made. */
function withSecret(options: Options): Options {
  return { ...options, extensions: { ...(options.extensions as object), prf: {} } };
}

/** Whose link it is, asked before anybody presses; null with the reason shown when it is not good any more. */
export async function askEnrolment(
  token: string,
): Promise<{ name: string; options: Options } | null> {
  const answer = await request<{ name: string; options: Options }>('POST /api/enrolments/options', {
    body: { token },
  });
  if (answer.ok) return answer.value;
  tell(sayProblem(answer.problem), 'refused');
  return null;
}

/** Makes the first passkey by the link and signs in. */
export async function enrol(token: string): Promise<void> {
  // Asked again: between opening the page and pressing, the first question may have grown old.
  const asked = await askEnrolment(token);
  if (asked === null) return;
  try {
    const { startRegistration } = await import('@simplewebauthn/browser');
    const response = await startRegistration({ optionsJSON: withSecret(asked.options) as never });
    const answer = await request('POST /api/enrolments', { body: { token, response } });
    if (!answer.ok) return tell(sayProblem(answer.problem), 'refused');
    enrolment.value = null;
    await start();
  } catch {
    tell(t('signIn.passkeyFailed'), 'refused');
  }
}

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
    const response = await startRegistration({ optionsJSON: withSecret(options.value) as never });
    const answer = await request('POST /api/passkeys', { body: { response } });
    if (answer.ok) tell(t('signIn.passkeyAdded'));
    else tell(sayProblem(answer.problem), 'refused');
  } catch {
    tell(t('signIn.passkeyFailed'), 'refused');
  }
}

// Passkeys: enrolling one and signing in with it, by WebAuthn with user verification and no attestation.
import {
  type AuthenticationResponseJSON,
  generateAuthenticationOptions,
  generateRegistrationOptions,
  type PublicKeyCredentialCreationOptionsJSON,
  type PublicKeyCredentialRequestOptionsJSON,
  type RegistrationResponseJSON,
  verifyAuthenticationResponse,
  verifyRegistrationResponse,
} from '@simplewebauthn/server';
import type { Tx } from '#platform/db/index.ts';
import { Refused } from '#platform/http/index.ts';
import type { Site } from './origin.ts';

export type { AuthenticationResponseJSON, RegistrationResponseJSON };

/** EdDSA, ES256 and RS256 (IANA COSE Algorithms): what authenticators in use can do. */
const algorithms = [-8, -7, -257];

/** What the browser needs to ask for a passkey of this site; no name is asked for, so none can be tried out. */
export function passkeyQuestion(site: Site): Promise<PublicKeyCredentialRequestOptionsJSON> {
  return generateAuthenticationOptions({ rpID: site.name, userVerification: 'required' });
}

/** What the browser needs to make a passkey for a member of staff. */
export async function passkeyOffer(
  tx: Tx,
  site: Site,
  staff: { id: string; login: string; name: string },
  cityName: string,
): Promise<PublicKeyCredentialCreationOptionsJSON> {
  const known = await tx.sql<{ id: string }>`
    select id from platform.passkeys where staff_id = ${staff.id}`;
  return generateRegistrationOptions({
    rpName: cityName,
    rpID: site.name,
    userName: staff.login,
    userDisplayName: staff.name,
    userID: new TextEncoder().encode(staff.id),
    attestationType: 'none',
    excludeCredentials: known,
    supportedAlgorithmIDs: algorithms,
    authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
  });
}

/** Checks what the authenticator made and keeps its public key; answers the passkey's id. Refuses with `passkey-refused`. */
export async function keepPasskey(
  tx: Tx,
  site: Site,
  staffId: string,
  challenge: string,
  response: RegistrationResponseJSON,
): Promise<string> {
  const checked = await verifyRegistrationResponse({
    response,
    expectedChallenge: challenge,
    expectedOrigin: site.origin,
    expectedRPID: site.name,
    requireUserVerification: true,
    supportedAlgorithmIDs: algorithms,
  }).catch(refused);
  if (!checked.verified) throw refusal();
  const { credential } = checked.registrationInfo;
  const kept = await tx.sql`
    insert into platform.passkeys (id, staff_id, public_key, counter, transports)
    values (${credential.id}, ${staffId}, ${Buffer.from(credential.publicKey)}, ${credential.counter},
      ${(response.response.transports ?? []).slice(0, 8)})
    on conflict (id) do nothing returning id`;
  if (kept.length === 0) throw refusal();
  return credential.id;
}

type PasskeyRow = {
  staff_id: string;
  public_key: Buffer;
  counter: string;
  transports: string[];
};

/**
 * Checks a sign-in; answers whose passkey it is. Refuses with `passkey-refused`, also when the signature counter went
 * back, which is how a copied authenticator shows (W3C Web Authentication Level 3, 6.1.1).
 */
export async function checkPasskey(
  tx: Tx,
  site: Site,
  challenge: string,
  response: AuthenticationResponseJSON,
): Promise<string> {
  const [passkey] = await tx.sql<PasskeyRow>`
    select p.staff_id, p.public_key, p.counter, p.transports
    from platform.passkeys p join platform.staff s on s.id = p.staff_id
    where p.id = ${response.id} and s.active for update of p`;
  if (!passkey) throw refusal();
  const { verified, authenticationInfo } = await verifyAuthenticationResponse({
    response,
    expectedChallenge: challenge,
    expectedOrigin: site.origin,
    expectedRPID: site.name,
    requireUserVerification: true,
    credential: {
      id: response.id,
      publicKey: new Uint8Array(passkey.public_key),
      counter: Number(passkey.counter),
    },
  }).catch(refused);
  if (!verified) throw refusal();
  await tx.sql`
    update platform.passkeys set counter = ${authenticationInfo.newCounter}, used_at = now() where id = ${response.id}`;
  return passkey.staff_id;
}

/** The library says in its own words what an authenticator sent wrong; nothing of that helps the person. */
function refused(): never {
  throw refusal();
}

function refusal(): Refused {
  return new Refused(
    'passkey-refused',
    401,
    'This passkey does not open this city. Use the one you enrolled, or ask your administrator for a new link.',
  );
}

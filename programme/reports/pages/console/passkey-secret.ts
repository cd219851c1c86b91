// The secret that a passkey gives for a salt (WebAuthn Level 3, PRF extension): it never leaves this browser, and the server is not asked.
import type { Bytes } from '#platform/sealing/index.ts';

/** 32 bytes, or `null` from a passkey that cannot. Throws what the browser throws when nobody confirms. */
export async function askPasskey(salt: Bytes): Promise<Bytes | null> {
  const credential = await navigator.credentials.get({
    publicKey: {
      // Nothing is signed in with this: the answer matters, not who may see it.
      challenge: crypto.getRandomValues(new Uint8Array(32)),
      userVerification: 'required',
      extensions: { prf: { eval: { first: salt } } },
    },
  });
  const first = (credential as PublicKeyCredential | null)?.getClientExtensionResults().prf?.results
    ?.first;
  return first === undefined ? null : new Uint8Array(first as ArrayBuffer);
}

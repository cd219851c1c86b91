// Posts an EIDO to the police and brings back their receipt, or a failure that says whether to try again.
import { z } from 'zod';
import type { Eido } from './eido-schema.ts';

/** What a desk answers with, in any 2xx reply: its own id for the hand-over, and when it had it. */
export const receiptSchema = z.object({
  id: z.string().min(1).max(200),
  receivedAt: z.iso.datetime({ offset: true }),
});

export type Delivery = { receipt: { id: string; receivedAt: Date } } | { failure: DeliveryFailure };

export type DeliveryFailure = {
  /**
   * `unreachable`: no connection, or it broke. `timeout`: no whole answer in time. `busy`: the desk asks to come again (408,
   * 425, 429, 5xx). `refused`: it will not take this (other 4xx, or a redirect, which is never followed). `no-receipt`: it
   * took something but did not confirm in words that we understand. `misconfigured`: the endpoint itself.
   */
  kind: 'unreachable' | 'timeout' | 'busy' | 'refused' | 'no-receipt' | 'misconfigured';
  /** For operators; never the document. */
  detail: string;
  retryable: boolean;
};

/** A receipt is small; a desk that sends more is not believed to be one. Bytes. */
export const maxReceiptBytes = 16_384;

const loopback = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])$/;

/**
 * Posts once. `sign` gives the headers for the body (`signRequest`); `timeoutMs` covers everything up to the receipt. A retry of
 * the same version is harmless to the desk: same `$id`, same `lastUpdateTimeStamp`. HTTPS only, except to this machine itself:
 * the document says where a woman is. Never throws.
 */
export async function postEido(request: {
  endpoint: string;
  eido: Eido;
  sign: (message: { method: string; url: string; body: string }) => Record<string, string>;
  timeoutMs: number;
}): Promise<Delivery> {
  const wrong = whatIsWrongWith(request.endpoint);
  if (wrong !== null) return failure('misconfigured', wrong, false);
  const body = JSON.stringify(request.eido);
  const url = new URL(request.endpoint).href;
  let headers: Record<string, string>;
  try {
    headers = request.sign({ method: 'POST', url, body });
  } catch {
    return failure(
      'misconfigured',
      'The document could not be signed. Check the city’s signing key.',
      false,
    );
  }
  const signal = AbortSignal.timeout(request.timeoutMs);
  try {
    const response = await fetch(url, {
      method: 'POST',
      body,
      headers: { 'content-type': 'application/json', accept: 'application/json', ...headers },
      redirect: 'manual',
      signal,
    });
    if (!response.ok) {
      await response.body?.cancel().catch(() => undefined);
      return failureOf(response.status);
    }
    return readReceipt(await readBounded(response));
  } catch {
    return signal.aborted
      ? failure('timeout', `The desk did not answer within ${request.timeoutMs} ms.`, true)
      : failure('unreachable', 'The desk could not be reached, or the connection broke.', true);
  }
}

function whatIsWrongWith(endpoint: string): string | null {
  if (!URL.canParse(endpoint)) return 'The endpoint is not an address. Set it to an https address.';
  const url = new URL(endpoint);
  if (url.username !== '' || url.password !== '') {
    return 'The endpoint contains a password. Take it out: requests are signed.';
  }
  if (url.protocol === 'https:') return null;
  return url.protocol === 'http:' && loopback.test(url.hostname)
    ? null
    : 'The endpoint is not https. Places of people go over encrypted connections only.';
}

function failureOf(status: number): Delivery {
  if (status === 408 || status === 425 || status === 429 || status >= 500) {
    return failure('busy', `The desk answered ${status} and asks to come again.`, true);
  }
  return status >= 300 && status < 400
    ? failure(
        'refused',
        `The desk answered ${status} with another address. Set the endpoint to it.`,
        false,
      )
    : failure('refused', `The desk answered ${status} and did not take the document.`, false);
}

function readReceipt(text: string | null): Delivery {
  let value: unknown = null;
  try {
    value = text === null ? null : JSON.parse(text);
  } catch {
    // Falls through to the sentence below.
  }
  const receipt = receiptSchema.safeParse(value);
  return receipt.success
    ? { receipt: { id: receipt.data.id, receivedAt: new Date(receipt.data.receivedAt) } }
    : failure('no-receipt', 'The desk answered without a receipt {id, receivedAt}.', true);
}

/** The answer as text; `null` when it is over the bound, after which no more of it is read. */
async function readBounded(response: Response): Promise<string | null> {
  if (response.body === null) return '';
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const part of response.body) {
    size += part.byteLength;
    // Leaving the loop cancels the rest of the body.
    if (size > maxReceiptBytes) return null;
    parts.push(part);
  }
  return Buffer.concat(parts).toString('utf8');
}

function failure(kind: DeliveryFailure['kind'], detail: string, retryable: boolean): Delivery {
  return { failure: { kind, detail, retryable } };
}

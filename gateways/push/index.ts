// Web Push: a short message to a phone's push service, encrypted so that the service reads nothing of it (RFC 8030, 8291, 8292).
import webPush from 'web-push';

export type PushMessage = {
  to: { endpoint: string; p256dh: string; auth: string };
  /** Ids and states only: whoever holds the phone's screen may see that something came, never what. */
  payload: Record<string, string>;
  /** Seconds for which the message is worth delivering. */
  forSeconds: number;
};

/** `gone`: the service says that this phone is not there any more. */
export type PushAnswer = 'taken' | 'gone' | { failed: string };

export type PushSender = {
  key: { publicKey: string; privateKey: string };
  /** How a push service reaches the city's people: an https or mailto address. */
  contact: string;
  timeoutMs: number;
};

/** Sends one message with urgency high. Never throws; answers what the service said. */
export async function sendPush(sender: PushSender, message: PushMessage): Promise<PushAnswer> {
  const { endpoint, p256dh, auth } = message.to;
  try {
    const request = webPush.generateRequestDetails(
      { endpoint, keys: { p256dh, auth } },
      JSON.stringify(message.payload),
      {
        vapidDetails: { subject: sender.contact, ...sender.key },
        TTL: Math.max(0, Math.round(message.forSeconds)),
        urgency: 'high',
        contentEncoding: 'aes128gcm',
      },
    );
    const answer = await fetch(request.endpoint, {
      method: request.method,
      headers: request.headers as Record<string, string>,
      body: new Uint8Array(request.body),
      signal: AbortSignal.timeout(sender.timeoutMs),
      redirect: 'manual',
    });
    await answer.body?.cancel();
    if (answer.status === 404 || answer.status === 410) return 'gone';
    return answer.ok ? 'taken' : { failed: `status-${answer.status}` };
  } catch (error) {
    return { failed: (error as Error).name === 'TimeoutError' ? 'timeout' : 'unreachable' };
  }
}

/**
 * Whether a push address may be sent to: a named host over TLS, so that a phone cannot make the city knock at machines
 * of its own network. A demo city may also speak to this machine, as its tests do.
 */
export function isPushService(endpoint: string, isDemo: boolean): boolean {
  const url = URL.parse(endpoint);
  if (!url || url.username || url.password) return false;
  if (isDemo && ['127.0.0.1', 'localhost'].includes(url.hostname)) return true;
  const named = /^[a-z0-9-]+(\.[a-z0-9-]+)*\.[a-z]{2,}$/.test(url.hostname);
  return (
    url.protocol === 'https:' && named && !/\.(?:local|internal|localhost|lan)$/.test(url.hostname)
  );
}

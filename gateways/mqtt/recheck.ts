// A connection outlives its secret by a minute at most: whoever is logged in is asked about again, one after the other.
import type { MqttLimits } from './limits.ts';
import { within } from './message.ts';
import type { Roll, Session } from './sessions.ts';

/**
 * Asks again about every open session, `recheckMs` after the last time it had asked about all of them, and closes those whose secret was
 * renewed or revoked. Where it cannot be checked the session stays: a database that is away must not silence a button. Returns how to stop it.
 */
export function recheckSessions(open: Roll, limits: MqttLimits): () => void {
  let stopped = false;
  let timer = setTimeout(round, limits.recheckMs);

  async function round(): Promise<void> {
    for (const session of open.all()) {
      if (stopped) return;
      if (!(await mayStay(session, limits))) session.close();
    }
    if (!stopped) timer = setTimeout(round, limits.recheckMs);
  }

  return () => {
    stopped = true;
    clearTimeout(timer);
  };
}

function mayStay(session: Session, limits: MqttLimits): Promise<boolean> {
  return within(session.isKnown(), limits.authenticateTimeoutMs, 'Checking a login again').catch(
    () => true,
  );
}

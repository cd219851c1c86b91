// The connections that are logged in now, and which of them has to go when a login opens too many.
import type { AckLine } from './ack-line.ts';
import type { IncomingPacket, Sender } from './intake.ts';
import type { PacketGate } from './packet-gate.ts';

export type Item = {
  packet: IncomingPacket;
  receivedAt: Date;
  callback: (error?: Error | null) => void;
};
export type Session = {
  sender: Sender;
  gate: PacketGate;
  line: AckLine<Item>;
  filters: Set<string>;
  /** Whether name and password would still be let in. */
  isKnown(): Promise<boolean>;
  close(): void;
};

export type Roll = { enter(session: Session): void; all(): Session[] };

/** The roll of open sessions; one more than `perLogin` of the same login closes the oldest of them. */
export function createRoll(perLogin: number): Roll {
  const byLogin = new Map<string, Set<Session>>();
  return {
    enter(session) {
      const { username } = session.sender;
      const same = byLogin.get(username) ?? new Set();
      byLogin.set(username, same.add(session));
      session.gate.stream.once('close', () => {
        same.delete(session);
        if (same.size === 0 && byLogin.get(username) === same) byLogin.delete(username);
      });
      if (same.size > perLogin) [...same][0]?.close();
    },
    all: () => [...byLogin.values()].flatMap((same) => [...same]),
  };
}

// The whole server over a small city that is no demo city, for tests that come in by its public doors.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createToken } from '#platform/auth/index.ts';
import { system } from '#platform/db/index.ts';
import { type Keyring, openKeyring } from '#platform/keys/index.ts';
import { openSmallCity, type SmallCity } from '#platform/testing/small-city.ts';
import { cityConfigSchema, foundCity } from '#programme/city/index.ts';
import { type RunningServer, startServer } from './server.ts';

export type ServedCity = {
  city: SmallCity;
  server: RunningServer;
  /** Where its keys and files lie. */
  dataDir: string;
  /** The keys of the city, from which its devices have their secrets. */
  keyring: Keyring;
  /** Entries of the log with level error: an answer of 500 writes one. */
  errors: string[];
  /** A service token of a role; of some districts, or of all. */
  token(role: string, districts?: readonly string[]): Promise<string>;
  close(): Promise<void>;
};

/** Opens it; call `close` afterwards. `cityBroker` is the address of a broker of the city's own, listened to as well. */
export async function serveSmallCity(cityBroker?: string): Promise<ServedCity> {
  const city = await openSmallCity();
  const dataDir = await mkdtemp(join(tmpdir(), 'ansim-served-'));
  const config = cityConfigSchema.parse({ name: { ko: '보기시' }, bounds: [126, 37, 127, 38] });
  await city.db.transaction(system, (tx) => foundCity(tx, config));
  const errors: string[] = [];
  const server = await startServer(
    {
      host: '127.0.0.1',
      port: 0,
      mqttPort: 0,
      dataDir,
      databaseUrl: city.ownerUrl,
      origin: undefined,
      openid: undefined,
      cityBroker: cityBroker
        ? {
            url: cityBroker,
            username: '',
            password: '',
            protocolVersion: 4,
            topics: ['zigbee2mqtt/#', 'shellies/#', 'ansim/#'],
          }
        : undefined,
    },
    {
      say: () => {},
      log: (entry) => void (entry.level === 'error' && errors.push(JSON.stringify(entry))),
    },
  );
  return {
    city,
    server,
    dataDir,
    keyring: openKeyring(join(dataDir, 'keys')),
    errors,
    async token(role, districts = ['*']) {
      const made = await city.db.transaction(system, (tx) =>
        createToken(tx, { name: role, role, districts, days: 1 }),
      );
      return made.token;
    },
    async close() {
      await server.stop();
      await city.close();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

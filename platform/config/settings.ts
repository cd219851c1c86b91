// Settings from the environment, each with a sentence when it cannot be used.
import { resolve } from 'node:path';
import { type OpenIdSettings, readOpenIdSettings } from '#platform/auth/index.ts';
import { StartError } from '#platform/db/index.ts';

export type Settings = {
  host: string;
  port: number;
  mqttPort: number;
  /** Folder of the embedded database, the keys and files. */
  dataDir: string;
  databaseUrl: string | undefined;
  /** Address under which browsers reach the server, for passkeys and links. */
  origin: string | undefined;
  /** The city's OpenID provider, when staff sign in there. */
  openid: OpenIdSettings | undefined;
  cityBroker:
    | { url: string; username: string; password: string; protocolVersion: 4 | 5; topics: string[] }
    | undefined;
};

/** Reads the settings; throws `StartError` naming the one that is wrong. */
export function readSettings(env: NodeJS.ProcessEnv): Settings {
  return {
    host: env.HOST || '127.0.0.1',
    port: readPort(env, 'PORT', 8080),
    mqttPort: readPort(env, 'MQTT_PORT', 1883),
    dataDir: resolve(env.ANSIM_DATA || '.data'),
    databaseUrl: env.DATABASE_URL || undefined,
    origin: readOrigin(env.ANSIM_ORIGIN),
    openid: readOpenIdSettings(env),
    cityBroker: env.CITY_BROKER_URL
      ? {
          url: env.CITY_BROKER_URL,
          username: env.CITY_BROKER_USERNAME ?? '',
          password: env.CITY_BROKER_PASSWORD ?? '',
          protocolVersion: env.CITY_BROKER_VERSION === '5' ? 5 : 4,
          topics: (env.CITY_BROKER_TOPICS || 'zigbee2mqtt/#,shellies/#,ansim/#').split(','),
        }
      : undefined,
  };
}

function readOrigin(text: string | undefined): string | undefined {
  if (!text) return undefined;
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (!url || !['http:', 'https:'].includes(url.protocol) || url.pathname !== '/' || url.search)
    throw new StartError(
      `ANSIM_ORIGIN=${text} is not the address of a site. Use for example https://ansim.example.city`,
    );
  return url.origin;
}

function readPort(env: NodeJS.ProcessEnv, name: string, otherwise: number): number {
  const text = env[name];
  if (!text) return otherwise;
  const port = Number(text);
  if (!Number.isInteger(port) || port < 0 || port > 65535) {
    throw new StartError(
      `${name}=${text} is not a port. Use a whole number from 0 to 65535 (0 lets the system choose).`,
    );
  }
  return port;
}

// Founds the demo city of a run once; every journey opens a copy of it.
import { execFile } from 'node:child_process';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { TestProject } from 'vitest/node';
import type { Settings } from '#platform/config/index.ts';
import { startServer } from '../apps/server/server.ts';
import { ensurePages } from '../scripts/pages.mjs';

declare module 'vitest' {
  interface ProvidedContext {
    /** The data folder of a demo city that was founded, served for a moment and stopped. */
    foundedCity: string;
  }
}

/** Vitest's global set-up; returns the tear-down. The pages are built here, so that no two journeys build them at once. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  if (!(await ensurePages(process.execPath))) throw new Error('The pages could not be built.');
  const folder = await openFolder('ansim-founded-');
  const remove = () => rm(folder, { recursive: true, force: true });
  try {
    const server = await startServer(settingsIn(folder), { say: () => {}, log: () => {} });
    await server.stop();
  } catch (error) {
    await remove();
    throw error;
  }
  project.provide('foundedCity', folder);
  return remove;
}

/** A new folder for a city's data. */
export async function openFolder(prefix: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), prefix));
  // The database server runs as another user when we are root, and must be able to enter.
  await chmod(folder, 0o755);
  return folder;
}

/** Copies the founded city into a folder, which afterwards is a city of its own with the same keys, people and stores. */
export async function copyCity(founded: string, folder: string): Promise<void> {
  // Node's own `cp` would give the database's files to whoever copies them.
  await promisify(execFile)('cp', ['-pR', `${founded}/.`, folder]);
  // The port that the database had: two copies that start at once would want the same.
  await rm(join(folder, 'postgres', 'port'), { force: true });
}

/** Settings of a demo city's server with everything of its own in that folder. */
export function settingsIn(dataDir: string): Settings {
  return {
    host: '127.0.0.1',
    port: 0,
    mqttPort: 0,
    dataDir,
    databaseUrl: undefined,
    origin: undefined,
    openid: undefined,
    cityBroker: undefined,
  };
}

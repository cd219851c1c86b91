// `ansim openapi`: prints the description of the API as the running server gives it.
import { StartError } from '#platform/db/index.ts';
import type { CommandContext } from './command.ts';

/** Prints the OpenAPI document. */
export async function openapiCommand({ settings, print }: CommandContext): Promise<boolean> {
  const url = `http://${settings.host}:${settings.port}/api/openapi.json`;
  const answer = await fetch(url).catch(() => {
    throw new StartError(`No server answers at ${url}. Start it first: npm start`);
  });
  print(JSON.stringify(await answer.json(), null, 2));
  return true;
}

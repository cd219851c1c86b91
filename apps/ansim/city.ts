// `ansim city`: shows and changes the city's configuration, or founds a real city in an empty database.
import { mark } from '#platform/audit/index.ts';
import { StartError, system } from '#platform/db/index.ts';
import { cityConfigSchema, foundCity, readConfig, saveConfig } from '#programme/city/index.ts';
import type { CommandContext } from './command.ts';

/** Shows, sets one key (dotted), or founds. */
export async function cityCommand({ db, words, flags, print }: CommandContext): Promise<boolean> {
  const [verb, key, value] = words;
  const config = await db.transaction(system, readConfig);
  if (verb === 'found') {
    if (config) throw new StartError('This database has its city already.');
    const founded = cityConfigSchema.parse({
      name: { ko: String(flags.name ?? '도시') },
      bounds: [124, 33, 132, 39],
    });
    await db.transaction(system, (tx) => foundCity(tx, founded));
    print(JSON.stringify(founded, null, 2));
    return true;
  }
  if (!config)
    throw new StartError(
      'There is no city yet. Start the server for a demo city, or import a real one: npm run ansim -- import all FOLDER',
    );
  if (verb === 'show' || verb === undefined) {
    print(JSON.stringify(config, null, 2));
    return true;
  }
  if (verb !== 'set' || !key || value === undefined)
    throw new StartError(
      'Say: city set KEY VALUE, for instance city set police.endpoint https://…',
    );
  const changed = cityConfigSchema.safeParse(withKey(config, key.split('.'), readValue(value)));
  if (!changed.success)
    throw new StartError(
      `${key} cannot be ${value}: ${changed.error.issues[0]?.message}. See: npm run -s ansim -- city show`,
    );
  await db.transaction(system, async (tx) => {
    await saveConfig(tx, changed.data);
    await mark(tx, 'city.changed', key);
  });
  print(`${key} is ${value} now; running servers follow within two seconds.`);
  return true;
}

function readValue(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

function withKey(whole: object, path: readonly string[], value: unknown): object {
  const [first, ...rest] = path as [string, ...string[]];
  if (!Object.hasOwn(whole, first))
    throw new StartError(`There is no setting "${first}". See: npm run -s ansim -- city show`);
  const inner = (whole as Record<string, unknown>)[first];
  return {
    ...whole,
    [first]:
      rest.length > 0 && typeof inner === 'object' && inner !== null
        ? withKey(inner, rest, value)
        : value,
  };
}

// The operators' command line: one command a file, JSON on standard output where asked, sentences on standard error.
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { verifyCommand } from '#platform/audit/index.ts';
import { readSettings } from '#platform/config/index.ts';
import { openCityDatabase, StartError } from '#platform/db/index.ts';
import { Refused } from '#platform/http/index.ts';
import { openKeyring } from '#platform/keys/index.ts';
import { cityCommand } from './city.ts';
import type { CommandContext } from './command.ts';
import { desksCommand } from './desks.ts';
import { listDevices } from './devices.ts';
import { drillCommand } from './drill.ts';
import { enrolCommand } from './enrol.ts';
import { keysCommand } from './keys.ts';
import { openapiCommand } from './openapi.ts';
import { peopleCommand } from './people.ts';
import { runImport } from './run-import.ts';
import { staffCommand } from './staff.ts';
import { tokenCommand } from './token.ts';
import { unitsCommand } from './units.ts';

// A reader such as `head` may close early; what the command does is finished all the same.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
});

type Command = (context: CommandContext) => Promise<boolean>;

const commands: Record<string, { run: Command; usage: string }> = {
  devices: {
    run: (context) => (context.words.length > 0 ? enrolCommand(context) : listDevices(context)),
    usage:
      'devices [--json] [--networks] | enrol | renew ID | retire ID | show ID | set ID KEY VALUE | models | model NAME MAPPING',
  },
  units: {
    run: unitsCommand,
    usage:
      'units [--json] | add --call-sign TEXT --kind KIND --district CODE [--organisation TEXT] | enrol|revoke|retire|restore UNIT',
  },
  people: {
    run: peopleCommand,
    usage: 'people [--district CODE] [--json] | enrol|revoke STAFF-NUMBER',
  },
  token: {
    run: tokenCommand,
    usage:
      'token create --role ROLE [--district CODE] [--name TEXT] [--days N] [--login WHO] [--json] | list | revoke ID',
  },
  staff: {
    run: staffCommand,
    usage:
      'staff add|change|enrol|disable|enable --login NAME [--name TEXT] [--role ROLE] [--district CODE] | list [--json]',
  },
  desks: {
    run: desksCommand,
    usage: 'desks list | add --kind KIND [--district CODE] | join|leave DESK --login NAME',
  },
  keys: {
    run: keysCommand,
    usage:
      'keys ceremony|install FOLDER | list | verify | sign ID…|--all --key FILE | end ID --key FILE | recover DESK --for ID --share FILE… --reason TEXT | override ID --share FILE…',
  },
  city: {
    run: cityCommand,
    usage: 'city show | set KEY VALUE | found --name TEXT       e.g. set police.endpoint https://…',
  },
  import: {
    run: runImport,
    usage:
      'import districts|police-offices|safe-houses|walk-baseline FILE… | all FOLDER  [--dry-run] [--partial] [--all] [--json] [--en]',
  },
  verify: {
    run: verifyCommand,
    usage:
      'verify [--root POSITION:HASH] [--json]  checks the audit log and names the first broken link',
  },
  drill: {
    run: drillCommand,
    usage:
      'drill [--fast]                          plays a scripted night against the running server',
  },
  openapi: {
    run: openapiCommand,
    usage: 'openapi                                 prints the description of the API',
  },
};

const options = {
  json: { type: 'boolean' },
  networks: { type: 'boolean' },
  role: { type: 'string' },
  district: { type: 'string', multiple: true },
  name: { type: 'string' },
  login: { type: 'string' },
  days: { type: 'string' },
  openid: { type: 'string' },
  root: { type: 'string' },
  store: { type: 'string' },
  protocol: { type: 'string' },
  label: { type: 'string' },
  'call-sign': { type: 'string' },
  kind: { type: 'string' },
  organisation: { type: 'string' },
  key: { type: 'string' },
  share: { type: 'string', multiple: true },
  item: { type: 'string' },
  for: { type: 'string' },
  reason: { type: 'string' },
  silent: { type: 'boolean' },
  hold: { type: 'boolean' },
  training: { type: 'boolean' },
  'dry-run': { type: 'boolean' },
  partial: { type: 'boolean' },
  all: { type: 'boolean' },
  en: { type: 'boolean' },
  fast: { type: 'boolean' },
  help: { type: 'boolean' },
} as const;

async function main(): Promise<number> {
  const { values: flags, positionals } = parse();
  const [name, ...words] = positionals;
  const command = name ? commands[name] : undefined;
  if (!command || flags.help) {
    const usage = Object.values(commands).map((one) => `  npm run -s ansim -- ${one.usage}`);
    process.stderr.write(
      `${name && !command ? `There is no command "${name}".\n` : ''}Usage:\n${usage.join('\n')}\n`,
    );
    return flags.help ? 0 : 2;
  }
  const settings = readSettings(process.env);
  const database = await openCityDatabase({
    dataDir: settings.dataDir,
    databaseUrl: settings.databaseUrl,
    migrations: join(import.meta.dirname, '../../migrations'),
    connections: 4,
    applicationName: 'ansim-cli',
    log: (sentence) => process.stderr.write(`${sentence}\n`),
  });
  try {
    const keyring = openKeyring(join(settings.dataDir, 'keys'));
    const fine = await command.run({
      db: database.db,
      keyring,
      settings,
      words,
      flags,
      print: (text) => process.stdout.write(`${text}\n`),
    });
    return fine ? 0 : 1;
  } finally {
    await database.close();
  }
}

function parse() {
  try {
    return parseArgs({ args: process.argv.slice(2), options, allowPositionals: true });
  } catch (error) {
    throw new StartError(`${(error as Error).message} Run: npm run -s ansim -- --help`);
  }
}

try {
  process.exitCode = await main();
} catch (error) {
  const known = error instanceof StartError || error instanceof Refused;
  process.stderr.write(`${known ? error.message : (error as Error).stack}\n`);
  process.exitCode = 1;
}

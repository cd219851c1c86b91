// `ansim devices set|show|model|models`: how a device behaves, and how a model of LoRaWAN button speaks.
import { readFile } from 'node:fs/promises';
import { StartError, system } from '#platform/db/index.ts';
import {
  devicePolicySchema,
  keepModel,
  type Mapping,
  mappingSchema,
  readDevicePolicy,
  selectModels,
  setDevicePolicy,
} from '#programme/devices/index.ts';
import type { CommandContext } from './command.ts';

/** What people type, and what it is called inside. */
const keys: Readonly<Record<string, keyof typeof devicePolicySchema.shape>> = {
  label: 'label',
  silent: 'silent',
  hold: 'holdOnly',
  training: 'training',
  countdown: 'countdownSeconds',
  interval: 'intervalSeconds',
  model: 'model',
  mapping: 'mapping',
};

const examples = `For instance:
  devices set ID silent yes            operators must not telephone the place
  devices set ID hold yes              only a long or a multiple press is a call
  devices set ID training yes          it may raise drills in a real city
  devices set ID countdown 10          seconds in which a press may be taken back; 0 for none
  devices set ID interval 3600         seconds after which it counts as silent
  devices set ID model WB-7            how it speaks; "none" for the known layouts
  devices model WB-7 '{"from":"bytes","fPort":5,"at":0,"presses":{"1":"single","2":"long"},"battery":1}'`;

/** Sets or shows the policy of a device, keeps a model's mapping, or lists the models. */
export async function policyCommand(context: CommandContext): Promise<boolean> {
  const { db, words, print } = context;
  const [verb, name = '', ...rest] = words;
  switch (verb) {
    case 'models': {
      const models = await db.transaction(system, selectModels);
      print(JSON.stringify(models, null, 2));
      return true;
    }
    case 'model': {
      const mapping = await readMappingText(rest.join(' '));
      await db.transaction(system, (tx) => keepModel(tx, name, mapping));
      print(`${name} is kept; its devices are read so from the next message on.`);
      return true;
    }
    case 'show': {
      const policy = await db.transaction(system, (tx) => readDevicePolicy(tx, name));
      print(JSON.stringify(policy, null, 2));
      return true;
    }
    default:
      return set(context, name, rest);
  }
}

async function set({ db, print }: CommandContext, id: string, rest: string[]): Promise<boolean> {
  const [key = '', ...value] = rest;
  const field = keys[key];
  const text = value.join(' ');
  if (!field || text === '')
    throw new StartError(
      `Say: devices set ID KEY VALUE. Keys: ${Object.keys(keys).join(', ')}.\n${examples}`,
    );
  const policy = devicePolicySchema.safeParse({ [field]: await readValue(field, text) });
  if (!policy.success)
    throw new StartError(
      `${key} cannot be ${text}: ${policy.error.issues[0]?.message}.\n${examples}`,
    );
  const label = await db.transaction(system, (tx) => setDevicePolicy(tx, id, policy.data));
  print(`${label}: ${key} is ${text} now.`);
  return true;
}

async function readValue(field: string, text: string): Promise<unknown> {
  if (field === 'label') return text;
  if (text === 'none' && (field === 'model' || field === 'mapping')) return null;
  if (field === 'model') return text;
  if (field === 'mapping') return readMappingText(text);
  if (/^(yes|on|true)$/i.test(text)) return true;
  if (/^(no|off|false)$/i.test(text)) return false;
  return /^\d+$/.test(text) ? Number(text) : text;
}

/** A mapping as JSON, or the name of a file that holds it. */
async function readMappingText(text: string): Promise<Mapping> {
  let value: unknown;
  try {
    value = JSON.parse(text.trimStart().startsWith('{') ? text : await readFile(text, 'utf8'));
  } catch {
    throw new StartError(`A mapping is JSON, or a file that holds it. ${examples}`);
  }
  const mapping = mappingSchema.safeParse(value);
  if (mapping.success) return mapping.data;
  const [issue] = mapping.error.issues;
  throw new StartError(
    `That mapping cannot be used: ${issue?.path.join('.') || 'it'}: ${issue?.message}.\n${examples}`,
  );
}

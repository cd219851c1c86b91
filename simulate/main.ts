// npm run simulate -- night: evenings of walks under the programme's own matching and under first come, nearest, the figures side by side.
import { parseArgs } from 'node:util';
import { walksPolicySchema } from '#programme/city/index.ts';
import { drawEvening } from './evening.ts';
import { type Outcome, type Policy, playEvening, type Rules } from './play.ts';
import { exactBatches, firstComeNearest } from './policies.ts';

const usage =
  'npm run simulate -- night [--seed 1] [--nights 5] [--requests N --pairs N]   evenings are seeds seed, seed + 1 …\n';

const { values, positionals } = parseArgs({
  args: process.argv.slice(2),
  allowPositionals: true,
  options: {
    seed: { type: 'string', default: '1' },
    nights: { type: 'string', default: '5' },
    requests: { type: 'string' },
    pairs: { type: 'string' },
  },
});
const numbers = Object.values(values).map(Number);
if (positionals.join() !== 'night' || numbers.some((n) => !Number.isSafeInteger(n) || n < 1)) {
  process.stderr.write(`Usage: ${usage}`);
  process.exit(2);
}

// Seoul's 78,380 walks of 2024 are some 313 an evening, its 334 scouts some 165 pairs.
const evenings =
  values.requests || values.pairs
    ? [
        {
          name: 'as asked',
          requests: Number(values.requests ?? 313),
          pairs: Number(values.pairs ?? 165),
        },
      ]
    : [
        { name: 'usual evening', requests: 313, pairs: 165 },
        { name: 'crowded evening', requests: 600, pairs: 165 },
        { name: 'twice the pairs', requests: 313, pairs: 330 },
      ];

const policy = walksPolicySchema.parse({});

function play(of: { requests: number; pairs: number }, by: Policy): Outcome {
  const first = Number(values.seed);
  const outcomes = Array.from({ length: Number(values.nights) }, (_, index) => {
    const seed = first + index;
    const rules: Rules = {
      seed,
      weights: policy.matching,
      pace: policy.pace,
      reachMetres: 3000,
      offerAheadSeconds: policy.matching.aheadMinutes * 60,
    };
    return playEvening(drawEvening({ seed, ...of }), by, rules);
  });
  const keys = Object.keys(outcomes[0]!) as (keyof Outcome)[];
  const means = keys.map((key) => [
    key,
    outcomes.reduce((sum, outcome) => sum + outcome[key], 0) / outcomes.length,
  ]);
  return Object.fromEntries(means) as Outcome;
}

const minutes = (seconds: number) => `${(seconds / 60).toFixed(1)} min`;
const rows: readonly [string, (outcome: Outcome) => string, ((outcome: Outcome) => number)?][] = [
  ['asked', (o) => o.asked.toFixed(0)],
  ['cancelled by her', (o) => o.cancelled.toFixed(1)],
  ['walked', (o) => o.walked.toFixed(1)],
  ['never met', (o) => o.unserved.toFixed(1)],
  ['mean wait', (o) => minutes(o.meanWait), (o) => o.meanWait],
  ['mean lateness (beyond 5 min)', (o) => minutes(o.meanLate), (o) => o.meanLate],
  ['wait of the slowest tenth, at least', (o) => minutes(o.p90Wait), (o) => o.p90Wait],
  ['met within 5 min', (o) => `${(100 * o.onTimeShare).toFixed(1)} %`],
  ['mean way of the pair to her', (o) => minutes(o.meanApproach), (o) => o.meanApproach],
  ['most walks of one pair', (o) => o.mostWalks.toFixed(1)],
];

for (const evening of evenings) {
  const usual = play(evening, firstComeNearest);
  const ours = play(evening, exactBatches);
  process.stdout.write(
    `\n${evening.name}: ${evening.requests} requests, ${evening.pairs} pairs, 25 districts, ${values.nights} evenings from seed ${values.seed}\n\n`,
  );
  process.stdout.write(
    `| Figure | ${firstComeNearest.name} | ${exactBatches.name} | Less |\n| --- | --- | --- | --- |\n`,
  );
  for (const [label, tell, value] of rows) {
    const before = value?.(usual) ?? 0;
    const less = value && before > 0 ? `${((1 - value(ours) / before) * 100).toFixed(0)} %` : '–';
    process.stdout.write(`| ${label} | ${tell(usual)} | ${tell(ours)} | ${less} |\n`);
  }
}

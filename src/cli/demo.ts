import { processEnv, typedIn } from '../env/settings.ts';
import { wrap } from '../words/wrap.ts';
import { printResult } from './shared/print.ts';
import { readArguments } from './shared/read-arguments.ts';
import { demoArguments, sharedFlags, type DemoArguments } from './story/arguments.ts';
import { fail } from './story/fail.ts';
import { readGivenPolicy } from './story/set-up/given-policy.ts';
import { modelFor } from './story/set-up/model-for.ts';
import { onboard } from './story/set-up/onboard.ts';
import type { Scenario } from './story/scenario.ts';
import { scenarios } from './story/scenarios.ts';
import { tellStory } from './story/tell-story.ts';

const branch = 'main';

/** `cadence demo`: tells a story on a local GitHub; the exit code says how it ended. */
export async function run(argv: readonly string[]): Promise<number> {
  const options = { ...sharedFlags, scenario: 'text', list: 'flag' } as const;
  const read = readArguments('demo', argv, options, { least: 0, most: 0 });
  if (read.kind === 'exit') return read.code;
  if (read.options.list) {
    printResult(scenarios.map(listed).join('\n'));
    return 0;
  }
  const names = scenarios.map(({ name }) => name);
  const given = demoArguments(read.options, names);
  if (given.kind === 'wrong') return fail(given.message);
  const scenario = scenarios.find(({ name }) => name === given.scenario);
  if (!scenario) throw new Error(`the scenario ${given.scenario} was listed and is not there`);
  return demo(given, scenario);
}

/** A story in the list: its name, how it ends, what happens. */
function listed({ name, ends, summary }: Scenario): string {
  const [first = '', ...more] = wrap(summary, 76);
  return [
    `${name.padEnd(12)}${ends.padEnd(11)} ${first}`,
    ...more.map((line) => `${' '.repeat(24)}${line}`),
  ].join('\n');
}

async function demo(given: DemoArguments, scenario: Scenario): Promise<number> {
  const env = processEnv();
  const model = modelFor(given.model, env, scenario.script);
  if (model.kind === 'wrong') return fail(model.message);
  const policy = await readGivenPolicy(given.policy, typedIn(env));
  if (policy.kind === 'wrong') return fail(policy.message);
  const nothing = { policy: null, has: () => false, branch };
  const { files, label } = onboard(nothing, policy.text, model.kind === 'none' ? 'no model' : 'model');
  return tellStory(
    {
      repo: { owner: 'octo', name: 'demo', branch },
      source: { kind: 'files', files: scenario.files },
      onboarding: files,
      label,
      issue: scenario.issue,
      model,
      happening: scenario.happening,
      approves: 'nothing',
    },
    { ...given, opening: [`scenario ${scenario.name}: ${scenario.summary}`], ends: scenario.ends },
  );
}

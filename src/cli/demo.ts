import { typedIn, processEnv } from '../env.ts';
import { scenarios } from './story/scenarios.ts';
import { checkGivenPolicy } from './story/given-policy.ts';
import { parseDemoArguments, type DemoArguments } from './story/arguments.ts';
import { modelFor } from './story/model-for.ts';
import { onboard } from './story/onboard.ts';
import type { Scenario } from './story/scenario.ts';
import type { Story } from './story/story.ts';
import { tellStory } from './story/tell-story.ts';
import { say } from './story/say.ts';

const usage = `cadence demo: the whole loop on this machine, with no account and no key

  --scenario NAME   the story to tell (--list names them; default: add)
  --list            list the stories
  --keep DIR        leave repo.git, record.jsonl with its key and checkpoint, and requests.jsonl in DIR
  --policy FILE     take this .github/cadence.yml
  --model WHICH     scripted (default), openai (OPENAI_API_KEY, OPENAI_BASE_URL) or none
  --json            no progress: the JSON line alone
`;

/** `cadence demo`: tells a story on a local GitHub; the exit code says how it ended. */
export async function run(argv: string[]): Promise<number> {
  const parsed = parseDemoArguments(
    argv,
    scenarios.map(({ name }) => name),
  );
  switch (parsed.kind) {
    case 'help':
      process.stdout.write(usage);
      return 0;
    case 'list':
      for (const { name, summary } of scenarios) process.stdout.write(`${name.padEnd(12)} ${summary}\n`);
      return 0;
    case 'wrong':
      return say(parsed.message);
    case 'run': {
      const scenario = scenarios.find(({ name }) => name === parsed.scenario);
      return scenario ? demo(parsed, scenario) : say(`There is no scenario "${parsed.scenario}".`);
    }
    default: {
      const never: never = parsed;
      throw new Error(`unknown arguments ${JSON.stringify(never)}`);
    }
  }
}

async function demo(given: DemoArguments, scenario: Scenario): Promise<number> {
  const env = processEnv();
  const model = modelFor(given.model, env, scenario.script);
  if (model.kind === 'wrong') return say(model.message);
  const policy = await checkGivenPolicy(given.policy, typedIn(env));
  if (policy.kind === 'wrong') return say(policy.message);
  const branch = 'main';
  const needsModel = scenario.script.length > 0 && model.kind !== 'none' ? 'model' : 'no model';
  const { files, label } = onboard({ policy: null, has: () => false, branch }, policy.text, needsModel);
  const story: Story = {
    repo: { owner: 'octo', name: 'demo', branch },
    source: { kind: 'files', files: scenario.files },
    onboarding: files,
    label,
    issue: scenario.issue,
    model,
    happening: scenario.happening,
  };
  return tellStory(story, { ...given, opening: [`scenario ${scenario.name}: ${scenario.summary}`] });
}

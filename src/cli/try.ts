import { readFile } from 'node:fs/promises';
import { isAbsolute, relative, resolve } from 'node:path';
import { processEnv, typedIn } from '../env/settings.ts';
import { readArguments } from './shared/read-arguments.ts';
import { sharedFlags, tryArguments, type TryArguments } from './story/arguments.ts';
import { copiedStory } from './story/set-up/copied-story.ts';
import { fail } from './story/fail.ts';
import { readGivenPolicy } from './story/set-up/given-policy.ts';
import { hasTests, lookAtRepository, type Repository } from './story/set-up/look-at-repository.ts';
import { modelFor } from './story/set-up/model-for.ts';
import { readIssueFile } from './story/set-up/read-issue-file.ts';
import type { StoryModel } from './story/story.ts';
import { tellStory } from './story/tell-story.ts';

/** `cadence try`: the same loop on a copy of a repository of yours, which is only read. */
export async function run(argv: readonly string[]): Promise<number> {
  const options = { ...sharedFlags, repo: 'text', issue: 'text', branch: 'text', approve: 'flag' } as const;
  const read = readArguments('try', argv, options, { least: 0, most: 0 });
  if (read.kind === 'exit') return read.code;
  const given = tryArguments(read.options);
  return given.kind === 'wrong' ? fail(given.message) : tryOn(given);
}

async function tryOn(given: TryArguments): Promise<number> {
  const env = processEnv();
  const cwd = typedIn(env);
  const repository = await lookAtRepository(resolve(cwd, given.repo), given.branch);
  if (repository.kind === 'wrong') return fail(repository.message);
  // What an earlier run left is removed: never where the repository itself is.
  if (given.keep !== null && touches(resolve(cwd, given.keep), repository.dir))
    return fail(
      `--keep ${given.keep} touches the repository, which is only read: name a directory apart from it.`,
    );
  const text = await readFile(resolve(cwd, given.issue), 'utf8').catch(() => null);
  if (text === null) return fail(`The issue file ${given.issue} cannot be read.`);
  const issue = readIssueFile(text);
  if (issue.kind === 'wrong') return fail(`The issue file ${given.issue} ${issue.message}`);
  const model = modelFor(given.model, env, []);
  if (model.kind === 'wrong') return fail(model.message);
  const policy = await readGivenPolicy(given.policy, cwd);
  if (policy.kind === 'wrong') return fail(policy.message);

  const story = await copiedStory(repository, issue, model, policy.text, given.approves);
  return tellStory(story, {
    ...given,
    opening: opening(repository, Object.keys(story.onboarding), model),
    ends: 'merged',
  });
}

/** What somebody must know before it starts: what was taken, what was added, who writes. */
function opening(repository: Repository, added: readonly string[], model: StoryModel): string[] {
  const { dir, branch, commit, state, paths } = repository;
  return [
    `a copy of ${dir} at ${branch} (${commit.slice(0, 7)}); the repository itself is only read`,
    ...(state === 'dirty' ? ['it has changes that are not committed: they are left out'] : []),
    ...(added.length > 0
      ? [`in the copy only, one commit adds what an onboarding would: ${added.join(', ')}`]
      : []),
    ...(hasTests(paths) ? [] : ['it has no tests yet: the issue must bring some, or nothing can be proved']),
    model.kind === 'server'
      ? `the model at ${new URL(model.baseUrl).host} writes the change`
      : 'no model: the issue must hold the change itself (a diff, search/replace blocks, a V4A patch or JSON)',
  ];
}

function touches(one: string, other: string): boolean {
  return isWithin(one, other) || isWithin(other, one);
}

function isWithin(inner: string, outer: string): boolean {
  const path = relative(outer, inner);
  return path !== '..' && !path.startsWith('../') && !isAbsolute(path);
}

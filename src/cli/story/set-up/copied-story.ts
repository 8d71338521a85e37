import type { Repository } from './look-at-repository.ts';
import { onboard, policyPath } from './onboard.ts';
import type { IssueText } from './read-issue-file.ts';
import type { Story, StoryModel } from '../story.ts';

/** The story of an issue on a copy of a repository, where one commit adds what an onboarding would. */
export async function copiedStory(
  { dir, name, branch, paths, read }: Repository,
  issue: IssueText,
  model: StoryModel,
  policy: string | null,
  approves: Story['approves'],
): Promise<Story> {
  const present = { policy: await read(policyPath), has: (path: string) => paths.includes(path), branch };
  const { files, label } = onboard(present, policy, model.kind === 'none' ? 'no model' : 'model');
  return {
    repo: { owner: 'local', name, branch },
    source: { kind: 'git', dir, ref: `refs/heads/${branch}` },
    onboarding: files,
    label,
    issue,
    model,
    happening: null,
    approves,
  };
}

import { expect, it } from 'vitest';
import { onboard } from '../../../src/cli/story/set-up/onboard.ts';
import { directive } from '../../../src/cli/story/scenarios/lands-directive.ts';
import { approval } from '../../../src/cli/story/script-replies.ts';
import { tellStory } from '../../../src/cli/story/tell-story.ts';
import { captured } from '../captured.ts';

const branch = 'main';

it('does not pass off a story that went otherwise than written: exit code 3 and no JSON', async () => {
  const { files, label } = onboard({ policy: null, has: () => false, branch }, null, 'no model');
  const story = {
    ...directive,
    repo: { owner: 'octo', name: 'demo', branch },
    source: { kind: 'files', files: directive.files },
    onboarding: files,
    label,
    approves: 'nothing',
    // Nobody is to ask for this review: the policy names no reviewer that would.
    model: { kind: 'script', conversations: [approval] },
  } as const;
  const { code, out, err } = await captured(() =>
    tellStory(story, { progress: 'silent', keep: null, opening: ['not shown'], ends: 'merged' }),
  );
  expect({ code, out, err }).toEqual({
    code: 3,
    out: '',
    err: 'The scripted model was never asked for review, reply 1.\n',
  });
});

it('breaks in one sentence where the local GitHub cannot be made', async () => {
  const { code, out, err } = await captured(() =>
    tellStory(
      {
        ...directive,
        repo: { owner: 'octo', name: 'demo', branch },
        source: { kind: 'git', dir: '/nowhere', ref: 'refs/heads/main' },
        onboarding: {},
        label: 'cadence',
        approves: 'nothing',
        model: { kind: 'none' },
      },
      { progress: 'silent', keep: null, opening: [], ends: 'merged' },
    ),
  );
  expect({ code, out }).toEqual({ code: 3, out: '' });
  expect(err).toMatch(/^Something is broken here: .*\/nowhere/);
});

import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { readGivenPolicy } from '../../../../src/cli/story/set-up/given-policy.ts';

async function given(text: string): ReturnType<typeof readGivenPolicy> {
  const dir = await mkdtemp(join(tmpdir(), 'given-policy-'));
  onTestFinished(() => rm(dir, { recursive: true }));
  await writeFile(join(dir, 'p.yml'), text);
  return readGivenPolicy('p.yml', dir);
}

it('is read from where the command was typed', async () => {
  expect(await given('mode: active\n')).toEqual({ kind: 'policy', text: 'mode: active\n' });
});

it('is nothing where none is given', async () => {
  expect(await readGivenPolicy(null, '/')).toEqual({ kind: 'policy', text: null });
});

it('is refused with line and column of what is wrong', async () => {
  expect(await given('mode: active\ntests:\n  jobb: x\n')).toEqual({
    kind: 'wrong',
    message: expect.stringMatching(/^The policy cannot be used: p\.yml:3:3: /),
  });
  expect(await given('a: 1\nb: 2\n')).toMatchObject({ message: expect.stringContaining('and 1 more') });
});

it('is refused where it cannot be read', async () => {
  expect(await readGivenPolicy('none.yml', '/')).toEqual({
    kind: 'wrong',
    message: 'The policy none.yml cannot be read.',
  });
});

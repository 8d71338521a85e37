import { describe, expect, it } from 'vitest';
import { closingNumbers, closingNumbersInMarkdown } from '../../../src/simulator/ops/conversation/closing.ts';
import { scene } from './core-world.ts';

// docs.github.com/issues/tracking-your-work-with-issues/using-issues/linking-a-pull-request-to-an-issue
describe('closing keywords', () => {
  it.each([
    ['Closes #3', [3]],
    ['fixes: #3 and RESOLVED #4', [3, 4]],
    ['close octo/demo#5', [5]],
    ['closes other/demo#5', []],
    ['see #3', []],
    ['encloses #3', []],
    ['closes#3', []],
    ['Fix #12 (#13)', [12]],
  ])('%s', async (text, numbers) => {
    const { repository } = await scene();
    expect(closingNumbers(repository, text)).toEqual(numbers);
  });

  it.each([
    ['`closes #3`', []],
    ['<!-- closes #3 -->', []],
    ['```\ncloses #3\n```', []],
    ['<!-- x --> closes #3', [3]],
  ])('in Markdown: %s', async (text, numbers) => {
    const { repository } = await scene();
    expect(closingNumbersInMarkdown(repository, text)).toEqual(numbers);
  });

  it('link nothing from a pull request into another branch than the default one', async () => {
    const { owner } = await scene();
    owner.openIssue({ title: 'bug' });
    await owner.push({ branch: 'next', files: { 'n.txt': 'n' } });
    await owner.push({ branch: 'topic', from: 'next', files: { 't.txt': 't' } });
    const pull = await owner.openPull({ title: 'x', body: 'Closes #1', head: 'topic', base: 'next' });
    expect(pull.closingIssues).toEqual([]);
    await owner.editPull(pull.number, { base: 'main' });
    expect(pull.closingIssues).toEqual([1]);
  });
});

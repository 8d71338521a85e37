import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  formatBranch,
  formatTaskId,
  issueOfBranch,
  parseTaskId,
  repoName,
  slugOf,
  splitRepo,
} from '../../src/task/names.ts';

const part = fc.stringMatching(/^[A-Za-z0-9._-]{1,20}$/);
const issue = fc.integer({ min: 1, max: 9_999_999 });
const generation = fc.integer({ min: 1, max: 99 });

describe('task ids', () => {
  it('come back as they went', () => {
    fc.assert(
      fc.property(part, part, issue, generation, (owner, name, number, nth) => {
        const repo = repoName(`${owner}/${name}`);
        expect(parseTaskId(formatTaskId(repo, number, nth))).toEqual({
          repo,
          issue: number,
          generation: nth,
        });
        expect(splitRepo(repo)).toEqual({ owner, name });
      }),
    );
  });

  it('name the generation from the second on', () => {
    const repo = repoName('octo/cat');
    expect(formatTaskId(repo, 7, 1)).toBe('octo/cat#7');
    expect(formatTaskId(repo, 7, 2)).toBe('octo/cat#7-2');
  });

  it.each([
    '',
    'octo/cat',
    'octo/cat#',
    'octo#7',
    'octo/cat#7x',
    'a/b/c#7',
    'octo/cat#7-',
    ' octo/cat#7',
    'octo/cat#7\n',
  ])('are not %j', (text) => {
    expect(parseTaskId(text)).toBeNull();
  });

  it.each(['octo', 'octo/', '/cat', 'a/b/c', 'octo/ca t', 'octo/cat\n'])(
    'are of no repository called %j',
    (text) => {
      expect(() => repoName(text)).toThrow('is not owner/repo');
    },
  );
});

describe('branches', () => {
  it('tell their issue', () => {
    fc.assert(
      fc.property(issue, fc.string(), generation, (number, title, nth) => {
        expect(issueOfBranch(formatBranch(number, slugOf(title), nth))).toBe(number);
      }),
    );
  });

  it.each([
    [7, 'add() subtracts', 1, 'cadence/7-add-subtracts'],
    [7, 'Ünïcode Größe', 1, 'cadence/7-u-ni-code-gro-e'],
    [7, '日本語', 1, 'cadence/7'],
    [7, '日本語', 2, 'cadence/7-2'],
    [7, 'again', 2, 'cadence/7-again-2'],
  ])('of issue %i, "%s", generation %i are called %s', (number, title, nth, branch) => {
    expect(formatBranch(number, slugOf(title), nth)).toBe(branch);
  });

  it.each(['main', 'cadence/', 'cadence/x-7', 'cadence/7x', 'other/cadence/7', 'feature/cadence/7-a'])(
    '%s belongs to no issue',
    (branch) => {
      expect(issueOfBranch(branch)).toBeNull();
    },
  );
});

describe('slugs', () => {
  it('are short, plain, and start and end with a letter or digit, whatever the title is', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), (title) => {
        expect(slugOf(title)).toMatch(/^(?:|[a-z0-9]|[a-z0-9](?:[a-z0-9]|-(?!-)){0,38}[a-z0-9])$/);
      }),
    );
  });
});

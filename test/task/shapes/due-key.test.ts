import { describe, expect, it } from 'vitest';
import { formatDueKey, parseDueKey, type DueKey } from '../../../src/task/shapes/due-key.ts';
import { repoName } from '../../../src/task/names.ts';

const repo = repoName('octo/cat.py');

describe('a due key', () => {
  it.each<[string, DueKey]>([
    ['inbox:72d3-a:b', { kind: 'inbox', delivery: '72d3-a:b' }],
    ['issue:octo/cat.py#7', { kind: 'issue', repo, issue: 7 }],
    ['repository:octo/cat.py@5', { kind: 'repository', repo, installation: 5 }],
    ['sweep', { kind: 'sweep' }],
  ])('%s is written and read alike', (text, key) => {
    expect(formatDueKey(key)).toBe(text);
    expect(parseDueKey(text)).toEqual(key);
  });

  it.each([
    '',
    'inbox:',
    'issue:octo/cat',
    'issue:octo#7',
    'issue:octo/cat#x',
    'repository:octo/cat',
    'sweeps',
  ])('"%s" is none', (text) => {
    expect(parseDueKey(text)).toBeNull();
  });
});

import { describe, expect, it } from 'vitest';
import { askTools, missingTool } from '../../../../src/cli/story/set-up/check-tools.ts';

const git = 'git version 2.38.0';

describe('missingTool', () => {
  it.each([
    ['nothing missing', { python: '3.11.7', git }, /^nothing$/],
    ['a newer git', { python: '3.9.0', git: 'git version 3.0.1' }, /^nothing$/],
    ['no Python', { python: null, git }, /^Python 3 was not found/],
    ['Python 2', { python: '2.7.18', git }, /^Python 3 was not found/],
    ['no pytest', { python: '3.11.7 without pytest', git }, /^pytest was not found/],
    ['no git', { python: '3.11.7', git: null }, /^git was not found/],
    ['an old git', { python: '3.11.7', git: 'git version 2.37.9' }, /^git version 2\.37\.9 is too old/],
    ['an ancient git', { python: '3.11.7', git: 'git version 1.99.0' }, /is too old/],
  ])('says %s', (_what, tools, said) => {
    expect(missingTool(tools) ?? 'nothing').toMatch(said);
  });

  it('finds what this machine has', async () => {
    expect(missingTool(await askTools())).toBeNull();
  });
});

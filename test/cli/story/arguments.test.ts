import { describe, expect, it } from 'vitest';
import { demoArguments, tryArguments } from '../../../src/cli/story/arguments.ts';

const none = { json: false, keep: null, policy: null, model: null };
const names = ['add', 'second-try'];

describe('arguments of demo', () => {
  it('tells the first story with the scripted model unless asked otherwise', () => {
    expect(demoArguments({ ...none, scenario: null }, names)).toEqual({
      kind: 'run',
      progress: 'shown',
      keep: null,
      policy: null,
      scenario: 'add',
      model: 'scripted',
    });
  });

  it('takes what it is given', () => {
    const flags = { json: true, keep: 'out', policy: 'p.yml', model: 'none', scenario: 'second-try' };
    expect(demoArguments(flags, names)).toEqual({
      kind: 'run',
      progress: 'silent',
      keep: 'out',
      policy: 'p.yml',
      scenario: 'second-try',
      model: 'none',
    });
  });

  it.each([
    [{ scenario: 'ad' }, 'There is no scenario "ad": did you mean add?'],
    [{ scenario: 'xyzzy' }, 'There is no scenario "xyzzy": there are add, second-try.'],
    [{ scenario: null, model: 'opnai' }, 'There is no model "opnai": did you mean openai?'],
    [{ scenario: null, keep: '--json' }, '--keep needs a value.'],
  ])('refuses %j in one sentence', (flags, message) => {
    expect(demoArguments({ ...none, ...flags }, names)).toEqual({ kind: 'wrong', message });
  });
});

describe('arguments of try', () => {
  const needed = { ...none, repo: 'r', issue: 'i.md', branch: null, approve: false };

  it('leaves the model to the environment', () => {
    expect(tryArguments(needed)).toMatchObject({ kind: 'run', repo: 'r', issue: 'i.md', model: null });
  });

  it('approves only what it is told to', () => {
    expect(tryArguments(needed)).toMatchObject({ approves: 'nothing' });
    expect(tryArguments({ ...needed, approve: true })).toMatchObject({ approves: 'everything' });
  });

  it.each([
    [{ repo: null }, /^try needs --repo DIR/],
    [{ issue: null }, /^try needs --issue FILE\.md/],
    [{ model: 'scripted' }, /no script for an issue of yours/],
    [{ model: 'non' }, /did you mean none\?$/],
    [{ branch: '--json' }, /^--branch needs a value\.$/],
  ])('refuses %j in one sentence', (flags, message) => {
    expect(tryArguments({ ...needed, ...flags })).toEqual({
      kind: 'wrong',
      message: expect.stringMatching(message),
    });
  });
});

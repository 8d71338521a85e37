import { describe, expect, it } from 'vitest';
import { archive } from '../../../src/acts/record/archive.ts';
import { at, repo } from '../../task/build.ts';
import { fakeGitHub, turn } from '../fakes.ts';

describe('archiving', () => {
  it('seals the log of the repository and writes down what was sealed', async () => {
    const sealed: string[] = [];
    const seal = async (of: string) => {
      sealed.push(of);
      return { size: 21, root: 'cm9vdA==', trailer: 'Cadence-Record: 21' };
    };
    const given = turn(at('Record done'), fakeGitHub(), undefined, { seal });
    expect(await archive.run(given, { kind: 'archive' })).toMatchObject({
      draft: { kind: 'archived', data: { size: 21, root: 'cm9vdA==' } },
    });
    expect(sealed).toEqual([repo]);
  });
});

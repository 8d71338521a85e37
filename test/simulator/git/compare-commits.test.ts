import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { listCommits } from '../../../src/simulator/git/commit-object.ts';
import { compare, isAncestor } from '../../../src/simulator/git/compare-commits.ts';
import { bareRepository, commitOf, otherGit } from './git-world.ts';

it('says of two commits what git says, in histories with branches and merges', async () => {
  const gitDir = await bareRepository();
  const parentsOf = fc.array(fc.tuple(fc.nat(2), fc.option(fc.nat(3))), { minLength: 3, maxLength: 6 });
  let serial = 0;
  await fc.assert(
    fc.asyncProperty(parentsOf, async (plan) => {
      const oids = [await commitOf(gitDir, [], { root: `${(serial += 1)}` })];
      for (const [back, other] of plan) {
        const picked = [back, other].flatMap((at) =>
          at === null ? [] : [oids.at(-1 - at) ?? oids[0] ?? ''],
        );
        oids.push(await commitOf(gitDir, [...new Set(picked)], { file: `${(serial += 1)}` }));
      }
      const [base = '', head = ''] = [oids.at(-2), oids.at(-1)];
      for (const [one, two] of [
        [base, head],
        [oids[0] ?? '', head],
        [head, base],
      ] as const) {
        const found = await compare(gitDir, one, two);
        const counts = otherGit(gitDir, ['rev-list', '--left-right', '--count', `${one}...${two}`]);
        expect(`${found.behind}\t${found.ahead}`).toBe(counts);
        expect(otherGit(gitDir, ['merge-base', '--all', one, two]).split('\n')).toContain(found.mergeBase);
        expect(await isAncestor(gitDir, one, two)).toBe(found.behind === 0);
        const listed = otherGit(gitDir, ['rev-list', '--reverse', '--topo-order', two, `^${one}`]);
        expect((await listCommits(gitDir, [one], two)).join('\n')).toBe(listed);
      }
    }),
    { numRuns: 12 },
  );
});

it('asks git again where a ref is named, for refs move', async () => {
  const gitDir = await bareRepository();
  const first = await commitOf(gitDir, [], { a: '1' });
  const second = await commitOf(gitDir, [first], { a: '2' });
  otherGit(gitDir, ['update-ref', 'refs/heads/main', first]);
  expect((await compare(gitDir, first, 'refs/heads/main')).ahead).toBe(0);
  otherGit(gitDir, ['update-ref', 'refs/heads/main', second]);
  expect((await compare(gitDir, first, 'refs/heads/main')).ahead).toBe(1);
});

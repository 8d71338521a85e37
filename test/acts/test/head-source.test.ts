import { describe, expect, it } from 'vitest';
import type { ActDeps } from '../../../src/acts/act.ts';
import { headSource } from '../../../src/acts/test/read-tests.ts';
import { storeChange } from '../../../src/acts/artefacts/stored-change.ts';
import { changeBetween } from '../../../src/patch/change/change.ts';
import type { OnBranch } from '../../../src/task/task.ts';
import { filesOf } from '../../agents/support.ts';
import { at, base, head } from '../../task/build.ts';
import { fakeGitHub, shelf, turn } from '../fakes.ts';

const before = filesOf({ 'a.py': 'one\ntwo\n', 'b.py': 'b\n', 'gone.py': 'x\n' });
const patched = filesOf({ 'a.py': 'one\nTWO\n', 'b.py': 'b\n', 'tests/t.py': 't\n' });
const kept = shelf();
const { ref } = storeChange(kept, changeBetween(before, patched), []);
const branch: OnBranch = { headSha: head, base, tests: null, change: ref };
const tree: ActDeps['tree'] = async (_github, _repo, sha) =>
  sha === base ? { kind: 'tree', files: before } : { kind: 'unreadable', message: 'not asked for' };

describe('the source of a head', () => {
  it('is the base with our patches over it', async () => {
    const source = await headSource(turn(at('Review'), fakeGitHub(), undefined, { ...kept, tree }), branch);
    expect(
      ['a.py', 'b.py', 'tests/t.py', 'gone.py', 'no.py'].map((path) => source(path)?.join('|') ?? null),
    ).toEqual(['one|TWO|', 'b|', 't|', null, null]);
  });

  it('knows no line where the base or a patch cannot be read: the failure is told all the same', async () => {
    const blind = await headSource(turn(at('Review'), fakeGitHub(), undefined, kept), branch);
    const erased = await headSource(turn(at('Review'), fakeGitHub(), undefined, { tree }), branch);
    expect([blind('a.py'), erased('a.py')]).toEqual([null, null]);
  });
});

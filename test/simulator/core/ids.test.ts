import { assert, nat, property, string } from 'fast-check';
import { expect, it } from 'vitest';
import { createIds, gitNodeId, parseGitNodeId } from '../../../src/simulator/ids.ts';

function draw(): { id: number; nodeId: string }[] {
  const ids = createIds();
  return ['I', 'PR', 'I'].map((prefix) => ids.next(prefix));
}

it('the same acts give the same ids, and no id is given twice', () => {
  expect(draw()).toEqual(draw());
  expect(new Set(draw().map(({ id }) => id)).size).toBe(3);
  expect(draw()[1]?.nodeId).toMatch(/^PR_kwDO/);
});

it('a git node id tells repository and name again', () => {
  assert(
    property(nat(), string({ minLength: 1, unit: 'grapheme' }), (repositoryId, name) => {
      const node = { type: 'Ref' as const, repositoryId, name };
      expect(parseGitNodeId(gitNodeId(node))).toEqual(node);
    }),
  );
});

it.each(['', 'I_kwDOMTAwMDAwMQ', 'REF_kwDO', 'C_kwDOMTIz'])('%j is no git node id', (id) => {
  expect(parseGitNodeId(id)).toBeNull();
});

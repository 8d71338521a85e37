import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { controls, type Control } from './controls.ts';
import { broken, copyTree, root } from './run-controls.ts';

describe('the negative controls', () => {
  it('each take out a guard that stands in the source as they say', () => {
    const wrong = controls.flatMap((control) => {
      const patched = broken(readFileSync(join(root, control.file), 'utf8'), control);
      return patched.kind === 'wrong' ? [`${control.name}: ${patched.message}`] : [];
    });
    expect(wrong).toEqual([]);
  });

  it('each change what they take out, and have a name of their own', () => {
    expect(controls.filter(({ from, to }) => from === to)).toEqual([]);
    expect(new Set(controls.map(({ name }) => name)).size).toBe(controls.length);
  });
});

describe('the machinery of the controls', () => {
  const copy = copyTree();
  afterAll(copy.remove);
  const cheap = controls.filter(({ test }) =>
    ['test/task/gates/merge-gate.test.ts', 'test/acts/commit/finish.test.ts'].includes(test),
  );

  it.each(cheap.slice(0, 2).map((control) => [control.name, control] as const))(
    'sees its test go red when %s',
    async (_name, control) => {
      expect(await copy.judge(control)).toMatchObject({ kind: 'red' });
    },
  );

  const [real] = cheap;
  if (!real) throw new Error('no cheap control');
  const harmless: Control = {
    ...real,
    from: "return { kind: 'open' };",
    to: "return { kind: 'open' } as const;",
  };

  it('sees a control stay green that breaks nothing', async () => {
    const file = 'src/task/gates/merge-gate.ts';
    const test = 'test/task/gates/merge-gate.test.ts';
    const goesRed = 'the merge gate is open when all is well';
    expect(await copy.judge({ ...harmless, file, test, goesRed })).toEqual({
      kind: 'stayed-green',
      failed: [],
    });
  });

  it('takes a name that no test has for a mistake of the control', async () => {
    expect(await copy.judge({ ...real, goesRed: 'no such test' })).toMatchObject({ kind: 'wrong' });
  });
});

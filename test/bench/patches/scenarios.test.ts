import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { benchScenarios, scenariosIn, type ScenarioResult } from './scenarios.ts';

const update = '*** Update File: a.txt\n@@\n-one\n+two\n';
const add = '*** Add File: n/new.txt\n+new\n';
type Scenario = {
  readonly patch: string;
  readonly files: Readonly<Record<string, string>>;
  readonly result: ScenarioResult;
};
const scenarios: Readonly<Record<string, Scenario>> = {
  '001_lands': {
    patch: update + add,
    files: { 'input/a.txt': 'one\n', 'expected/a.txt': 'two\n', 'expected/n/new.txt': 'new\n' },
    result: 'passes',
  },
  '002_is_refused': {
    patch: update,
    files: { 'input/a.txt': 'x\n', 'expected/a.txt': 'x\n' },
    result: 'passes',
  },
  '003_leaves_a_half': {
    patch: add + update,
    files: { 'expected/n/new.txt': 'new\n' },
    result: 'refused whole',
  },
  '004_takes_the_first_of_two': {
    patch: update,
    files: { 'input/a.txt': 'one\none\n', 'expected/a.txt': 'two\none\n' },
    result: 'differs',
  },
  '005_wants_another_byte': {
    patch: update,
    files: { 'input/a.txt': 'one\n', 'expected/a.txt': 'two' },
    result: 'differs',
  },
};

describe('the scenarios of a patch format', () => {
  let folder = '';
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'scenarios-'));
    for (const [name, { patch, files }] of Object.entries(scenarios)) {
      const all = { ...files, 'patch.txt': `*** Begin Patch\n${patch}*** End Patch\n` };
      for (const [path, text] of Object.entries(all)) {
        await mkdir(dirname(join(folder, name, path)), { recursive: true });
        await writeFile(join(folder, name, path), text);
      }
    }
    await writeFile(join(folder, 'README.md'), 'no scenario\n');
  });
  afterAll(() => rm(folder, { recursive: true }));

  it('pass, are refused whole where half is expected, or differ; each is told', async () => {
    const said: string[] = [];
    const lines = await benchScenarios(folder, scenariosIn(folder), (text) => said.push(text));
    expect(said).toEqual(Object.entries(scenarios).map(([name, { result }]) => `${name}: ${result}`));
    expect(lines.map(({ own }) => own)).toEqual([[2], [1], [2]]);
  });

  it('are looked for, and may be none', () => {
    expect(scenariosIn(join(folder, '001_lands'))).toEqual([]);
    expect(scenariosIn(join(folder, 'nowhere'))).toEqual([]);
  });
});

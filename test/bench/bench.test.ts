import { readdirSync } from 'node:fs';
import { basename } from 'node:path';
import { describe, expect, it } from 'vitest';
import { alternate } from './alternate.ts';
import { packWithBm25 } from './context/bm25.ts';
import { benches } from './benches.ts';
import { judge } from './models/judge.ts';
import type { Limit } from './line.ts';
import { readBenchArguments } from './read-bench-arguments.ts';
import { renderTable } from './render-table.ts';
import { mean, median, percentile } from './statistics.ts';

const read = (...argv: readonly string[]) => readBenchArguments(argv, benches);
const namesOf = (found: readonly { readonly name: string }[]): string[] => found.map(({ name }) => name);

describe('the benchmarks', () => {
  it('are named like their files', () => {
    const files = readdirSync(import.meta.dirname, { recursive: true, encoding: 'utf8' });
    const missing = benches.filter(({ name }) => !files.some((path) => basename(path) === `${name}.ts`));
    expect(namesOf(missing)).toEqual([]);
    expect(benches).toHaveLength(9);
  });

  it('that need a corpus or may cost money are left out, and told, where nobody asks for them', () => {
    const given = read();
    if (given.kind !== 'run') throw new Error(given.kind);
    expect(namesOf(given.left)).toEqual(['patches', 'context', 'screen', 'models']);
    expect(namesOf(given.chosen)).toEqual(['requests', 'ingress', 'wake', 'tarball', 'cycle']);
  });

  it('all run where a corpus is given, and those alone that are named', () => {
    const all = read('--corpus', 'DIR');
    const some = read('--corpus', 'DIR', 'context', 'wake', 'wake', '--budget', '500,16000');
    if (all.kind !== 'run' || some.kind !== 'run') throw new Error('refused');
    expect(namesOf(all.left)).toEqual(['screen', 'models']);
    expect(namesOf(all.chosen)).toEqual(namesOf(benches).slice(0, -2));
    expect(namesOf(some.chosen)).toEqual(['context', 'wake']);
    expect([all.asked, some.asked]).toEqual(['for all', 'by name']);
    expect(some).toMatchObject({ left: [], corpus: 'DIR', budgets: [500, 16_000], results: null });
  });

  it('run the scenarios of patches with a corpus or without', () => {
    const alone = read('patches', '--scenarios', 'S');
    const both = read('patches', '--scenarios', 'S', '--corpus', 'DIR');
    if (alone.kind !== 'run' || both.kind !== 'run') throw new Error('refused');
    expect([alone.scenarios, namesOf(alone.chosen)]).toEqual(['S', []]);
    expect([both.scenarios, namesOf(both.chosen)]).toEqual(['S', ['patches']]);
  });

  it('measure a tree with a corpus or without, beside others that are named', () => {
    const alone = read('context', '--tree', 'DIR');
    const all = read(
      'context',
      'wake',
      '--tree',
      'DIR',
      '--question',
      'FILE',
      '--repomix',
      'R',
      '--corpus',
      'C',
    );
    if (alone.kind !== 'run' || all.kind !== 'run') throw new Error('refused');
    expect([alone.tree, namesOf(alone.chosen)]).toEqual([{ dir: 'DIR', question: null, repomix: null }, []]);
    expect(all.tree).toEqual({ dir: 'DIR', question: 'FILE', repomix: 'R' });
    expect(namesOf(all.chosen)).toEqual(['context', 'wake']);
  });

  it('screen the commits of clones, where those are given', () => {
    const given = read('screen', '--clones', 'DIR', '--results', 'FILE');
    expect(given).toMatchObject({
      kind: 'run',
      chosen: [{ name: 'screen' }],
      clones: 'DIR',
      results: 'FILE',
    });
    const all = read('--clones', 'DIR');
    if (all.kind !== 'run') throw new Error('refused');
    expect(namesOf(all.left)).toEqual(['patches', 'context', 'models']);
  });

  it('take what models are asked for', () => {
    const given = read('models', '--tasks', 'DIR', '--only', 'one', '--model', 'openai', '--results', 'FILE');
    expect(given).toMatchObject({
      kind: 'run',
      chosen: [{ name: 'models' }],
      results: 'FILE',
      models: { tasks: 'DIR', only: 'one', model: 'openai', policy: null },
    });
  });

  it.each<[argv: string[], says: RegExp]>([
    [['wake', '--tasks', 'DIR'], /belong to models/],
    [['--model', 'openai'], /belong to models/],
    [['models', '--model', 'gpt'], /no model "gpt"/],
    [['models', '--only', ''], /lacks its value/],
    [['screen'], /^screen needs clones: say --clones DIR/],
    [['patches'], /^patches needs a corpus: .*patches\.jsonl\.gz\) or, by name, --scenarios DIR$/],
    [['context'], /^context needs a corpus: .*tasks\.jsonl\) or, by name, --tree DIR$/],
    [['--tree', 'DIR'], /--tree takes the benchmark context/],
    [['--tree', 'DIR', 'patches'], /^patches needs a corpus/],
    [['--tree', 'DIR', 'wake'], /--tree takes the benchmark context/],
    [['context', '--tree='], /lacks its value/],
    [['context', '--tree', 'DIR', '--left-out'], /--left-out takes/],
    [['wake', '--corpus', 'DIR', '--left-out'], /--left-out takes/],
    [['context', '--repomix', 'DIR'], /belong to --tree/],
    [['context', '--corpus', 'DIR', '--question', 'FILE'], /belong to --tree/],
    [['context', '--tree', 'DIR', '--results', 'FILE'], /--results takes one/],
    [['patchs'], /did you mean patches\?/],
    [['nothing-like-it'], /patches, context, requests/],
    [['--corpsu', 'DIR'], /--corpsu/],
    [['--corpus'], /--corpus/],
    [['--corpus='], /lacks its value/],
    [['--budget', '8k'], /"8k"/],
    [['--budget', '0'], /"0"/],
    [['--scenarios', 'DIR'], /--scenarios takes the benchmark patches/],
    [['--scenarios', 'DIR', '--corpus', 'DIR', 'patches', 'wake'], /--scenarios takes/],
    [['--scenarios=', 'patches'], /lacks its value/],
    [['--results', 'FILE', 'wake'], /--results takes one/],
    [['--results', 'FILE', '--scenarios', 'DIR', 'patches'], /--results takes one/],
    [['--results', 'FILE', '--corpus', 'DIR'], /--results takes one/],
    [['--results', 'FILE', '--corpus', 'DIR', 'context', 'patches'], /--results takes one/],
  ])('refuse %j in a sentence', (argv, says) => {
    expect(read(...argv)).toMatchObject({ kind: 'wrong', message: expect.stringMatching(says) as string });
  });

  it('take turns in both orders', async () => {
    const order: string[] = [];
    const contender = (name: string) => ({ name, run: async () => order.push(name) });
    const figures = await alternate(3, new AbortController().signal, [contender('a'), contender('b')]);
    expect(order).toEqual(['a', 'b', 'b', 'a', 'a', 'b']);
    expect([...figures]).toEqual([
      ['a', [1, 4, 5]],
      ['b', [2, 3, 6]],
    ]);
  });
});

describe('figures', () => {
  it('have a middle, a mean and percentiles by nearest rank', () => {
    expect(median([10, 9, 1])).toBe(9);
    expect(median([4, 1, 2, 3])).toBe(2.5);
    expect(mean([1, 2, 6])).toBe(3);
    const hundred = Array.from({ length: 100 }, (_, index) => 100 - index);
    expect([0, 0.5, 0.95, 0.99, 1].map((share) => percentile(hundred, share))).toEqual([1, 50, 95, 99, 100]);
    expect([median([]), percentile([], 0.5)]).toEqual([Number.NaN, Number.NaN]);
  });

  const peers = [{ name: 'peer', values: [9, 10, 30] }];
  it.each<[limit: Limit, verdicts: string[]]>([
    [{ kind: 'none' }, ['none', 'none', 'none']],
    [{ kind: 'at-most', value: 5 }, ['met', 'met', 'missed']],
    [{ kind: 'at-least', value: 5 }, ['missed', 'met', 'met']],
    [{ kind: 'times-at-most', value: 0.5, of: 'peer' }, ['met', 'met', 'missed']],
    [{ kind: 'times-at-least', value: 0.5, of: 'peer' }, ['missed', 'met', 'met']],
    [{ kind: 'times-at-least', value: 0.5, of: 'absent' }, ['none', 'none', 'none']],
  ])('are held against %j', (limit, verdicts) => {
    expect([4, 5, 6].map((value) => judge({ own: [value, 0, 100], limit, peers }))).toEqual(verdicts);
  });

  it('stand in a table with their limits, above those of their peers', () => {
    const table = renderTable([
      {
        name: 'speed',
        lines: [
          {
            what: 'time',
            unit: 'ms',
            own: [3, 1, 2.5],
            limit: { kind: 'times-at-most', value: 0.5, of: 'other' },
            peers: [{ name: 'other', values: [5, 4, 6] }],
            elsewhere: 'a third took 9',
          },
          { what: 'lost', unit: '', own: [1], limit: { kind: 'at-most', value: 0 }, peers: [] },
        ],
      },
    ]);
    expect(`\n${table}`).toMatchInlineSnapshot(`
      "
      | bench | what     | median (min–max) | Cadence / peer | limit         |        |
      | ----- | -------- | ---------------- | -------------- | ------------- | ------ |
      | speed | time, ms | 2.5 (1–3)        |                | ≤ 0.5 × other | met    |
      |       |   other  | 5 (4–6)          | 0.50 ×         |               |        |
      | speed | lost     | 1                |                | ≤ 0           | MISSED |

      speed, not measured here: a third took 9
      "
    `);
  });
});

describe('the baseline', () => {
  it('shows the function that speaks of what is asked, within its budget', () => {
    const text = 'import os\n\ndef read_cookie(jar):\n    return jar\n\ndef send_mail(to):\n    return to\n';
    const files = new Map([['mail.py', { mode: 'file' as const, bytes: Buffer.from(text) }]]);
    const [small] = packWithBm25(files, 'sending mail fails', [22]);
    expect([...(small ?? [])]).toEqual([['mail.py', [[6, 8]]]]);
  });
});

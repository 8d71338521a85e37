import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readManifest } from '../../../../src/patch/screen/manifests/read-manifest.ts';

type Value = string | readonly Value[] | { readonly [key: string]: Value };
type Table = { readonly [key: string]: Value };

const name = fc.stringMatching(/^[a-z][a-z0-9]{1,8}$/).filter((one) => one !== 'python');
const names = fc.uniqueArray(name, { minLength: 1, maxLength: 3 });
const lines = names.map((some) => some.map((one) => `${one}>=1`));

/** What is to be found of a document that asks for packages in all the ways that there are. */
const documents = fc.record({
  project: fc.record({ name, dependencies: lines, 'optional-dependencies': fc.dictionary(name, lines) }),
  'build-system': fc.record({ requires: lines }),
  'dependency-groups': fc.dictionary(name, lines),
  tool: fc.record({
    poetry: fc.record({ dependencies: fc.dictionary(name, fc.constant('^1')) }),
    uv: fc.record({ 'dev-dependencies': lines }),
  }),
});

type Document = typeof documents extends fc.Arbitrary<infer Made> ? Made : never;

function isTable(value: Value): value is Table {
  return typeof value === 'object' && !Array.isArray(value);
}

/** Writes a document as TOML. Each table takes its spelling from `choose`: below a header, inline, or with dotted keys. */
function written(table: Table, choose: () => number): string {
  const below: string[] = [];
  const body = rows(table, [], [], choose, below);
  return `${body}\n${below.join('\n')}`;
}

function rows(
  table: Table,
  path: readonly string[],
  prefix: readonly string[],
  choose: () => number,
  below: string[],
): string {
  return Object.entries(table)
    .map(([key, value]) => {
      const dotted = [...prefix, quoted(key, choose)];
      if (!isTable(value)) return `${dotted.join('.')} = ${inline(value, choose)}\n`;
      const way = choose();
      if (way === 0 || Object.keys(value).length === 0)
        return `${dotted.join('.')} = ${inline(value, choose)}\n`;
      const here = [...path, key];
      if (way === 1) return rows(value, here, dotted, choose, below);
      const at = below.length;
      below.push('');
      const body = rows(value, here, [], choose, below);
      below[at] = `[ ${here.map((one) => quoted(one, choose)).join(' . ')} ]\n${body}`;
      return '';
    })
    .join('');
}

function inline(value: Value, choose: () => number): string {
  if (typeof value === 'string') return text(value, choose);
  if (Array.isArray(value)) {
    const space = choose() === 0 ? '\n  # a comment, "x"\n  ' : ' ';
    return `[${value.map((one: Value) => `${space}${inline(one, choose)}`).join(',')}${space}]`;
  }
  const items = Object.entries(value).map(([key, one]) => `${quoted(key, choose)} = ${inline(one, choose)}`);
  return `{ ${items.join(', ')} }`;
}

function quoted(key: string, choose: () => number): string {
  return [key, `"${key}"`, `'${key}'`][choose()] ?? key;
}

function text(value: string, choose: () => number): string {
  const escaped = `\\u${value.charCodeAt(0).toString(16).padStart(4, '0')}${value.slice(1)}`;
  return [`'${value}'`, `"${value}"`, `"${escaped}"`, `"""\\\n  ${value}"""`][choose()] ?? `"${value}"`;
}

function found(source: string): string[] | string {
  const read = readManifest('pyproject.toml', source);
  if (read.kind === 'unreadable') return read.why;
  return read.requirements.map((one) => (one.kind === 'unclear' ? one.text : one.name)).toSorted();
}

function asked({ project, tool, ...rest }: Document): string[] {
  const lists = [
    project.dependencies,
    ...Object.values(project['optional-dependencies']),
    rest['build-system'].requires,
    ...Object.values(rest['dependency-groups']),
    tool.uv['dev-dependencies'],
  ];
  return [
    ...lists.flat().map((one) => one.replace('>=1', '')),
    ...Object.keys(tool.poetry.dependencies),
  ].toSorted();
}

describe('a pyproject.toml', () => {
  it('asks for the same packages however it is written', () => {
    const choices = fc.array(fc.nat({ max: 3 }), { minLength: 1, maxLength: 40 });
    fc.assert(
      fc.property(documents, choices, (document, some) => {
        let at = 0;
        const choose = (): number => some[(at += 1) % some.length] ?? 0;
        expect(found(written(document, choose))).toEqual(asked(document));
      }),
      { numRuns: 500 },
    );
  });
});

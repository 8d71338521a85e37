import { describe, expect, it } from 'vitest';
import { readModule, type Use } from './read-module.ts';

function own(to: string, names: Use['names']): Use {
  return { to, kind: 'own', names };
}

const b = 'src/x/b.ts';

describe('the reader of a module', () => {
  it.each<[string, readonly Use[]]>([
    [`import { a } from './b.ts';`, [own(b, ['a'])]],
    [`import { a as c, type D } from '../b.ts';`, [own('src/b.ts', ['a', 'D'])]],
    [`import {\n  a,\n  c,\n} from './b.ts';`, [own(b, ['a', 'c'])]],
    [`import type { A } from './b.ts';`, [own(b, ['A'])]],
    [`import a from './b.ts';`, [own(b, ['default'])]],
    [`import a, { c } from './b.ts';`, [own(b, ['default', 'c'])]],
    [`import a, * as c from './b.ts';`, [own(b, 'all')]],
    [`import * as a from './b.ts';`, [own(b, 'all')]],
    [`import './b.ts';`, [own(b, [])]],
    [`const { a, c: d } = await import('./b.ts');`, [own(b, ['a', 'c'])]],
    [`const { a, ...rest } = await import('./b.ts');`, [own(b, 'all')]],
    [`const b = await import('./b.ts');`, [own(b, 'all')]],
    [`const load = () => import('./b.ts');`, [own(b, 'all')]],
    [`type A = import('./b.ts').A;`, [own(b, ['A'])]],
    [`type B = typeof import('./b.ts');`, [own(b, 'all')]],
    [`export { a, c as d } from './b.ts';`, [own(b, ['a', 'c'])]],
    [`export type { A } from './b.ts';`, [own(b, ['A'])]],
    [`export * from './b.ts';`, [own(b, 'all')]],
    [`export * as all from './b.ts';`, [own(b, 'all')]],
    [`const thread = new URL('./b.ts', import.meta.url).href;`, [own(b, 'all')]],
    [`const url = import.meta.resolve('./b.ts');`, [own(b, 'all')]],
    [`fork(join(import.meta.dirname, 'b.ts'));`, [own(b, [])]],
    [`spawn(join(root, 'src/main.ts'));`, [{ to: 'src/main.ts', kind: 'program', names: [] }]],
    [`import { z } from 'zod';`, [{ to: 'zod', kind: 'library', names: ['z'] }]],
    [`const file = import.meta.resolve('zod');`, [{ to: 'zod', kind: 'library', names: 'all' }]],
    ['const text = `\nimport { a } from "./b.ts";\n`;', []],
    [`// import { a } from './b.ts';\n/*\nimport './b.ts';\n*/`, []],
    [`const folder = join(root, 'src');`, []],
  ])('finds what is used by %j', (text, uses) => {
    expect(readModule('src/x/y.ts', text).uses).toEqual(uses);
  });

  it.each<[string, readonly string[]]>([
    [`export function a(): void {}`, ['a']],
    [`export async function* a() {}`, ['a']],
    [`export const a = 1, c = 2;`, ['a', 'c']],
    [`export const { a, b: c, ...d } = one, [e, f = 1] = two;`, ['a', 'c', 'd', 'e', 'f']],
    [`export type A<T> = T;`, ['A']],
    [`export interface A {}`, ['A']],
    [`export class A {}`, ['A']],
    [`const a = 1;\nexport { a, a as c };`, ['a', 'c']],
    [`type A = 1;\nexport type { A };`, ['A']],
    [`export { a as c } from './b.ts';`, ['c']],
    [`export * as c from './b.ts';`, ['c']],
    [`export default {};`, ['default']],
    ['const text = `\nexport const a = 1;\n`;', []],
  ])('finds what is exported by %j', (text, names) => {
    expect(readModule('src/x/y.ts', text).exported.map(({ name }) => name)).toEqual(names);
  });

  it.each([
    [`export const a = 1;\nuse(a);`, true],
    [`export type A = 1;\nconst b: A = 1;`, true],
    [`const a = 1;\nuse(a);\nexport { a };`, true],
    [`export const a = 1;\nuse({ a });`, true],
    [`export const a = 1;`, false],
    [`const a = 1;\nexport { a };`, false],
    [`export function a() {\n  a();\n}`, false],
    [`export const a = 1;\nuse(b.a, { a: 1 });`, false],
    [`export const a = 1;\n// a\nuse('a');`, false],
  ])('says of %j that the file uses its own export: %s', (text, used) => {
    expect(readModule('src/x/y.ts', text).exported.map(({ usedHere }) => usedHere)).toEqual([used]);
  });

  it('knows a program by its question whether it was started', () => {
    expect(readModule('a.ts', `if (import.meta.main) run();`).isProgram).toBe(true);
    expect(readModule('a.ts', `run(import.meta.dirname);`).isProgram).toBe(false);
  });

  it.each([`import a = require('a');`, `export = a;`])('refuses the form %j', (text) => {
    expect(() => readModule('src/x/y.ts', text)).toThrow('a form that nobody here reads');
  });
});

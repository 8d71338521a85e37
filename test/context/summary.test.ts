import { describe, expect, it } from 'vitest';
import { outlinePython } from '../../src/python/outline.ts';
import { summarise } from '../../src/context/summary.ts';

const purpose = (text: string): string | null => summarise(text)?.purpose ?? null;

const kept = (index: number): string => `kept_${index} = 1\n`;

describe('summarise', () => {
  it.each<[name: string, text: string, said: string | null]>([
    ['the first sentence', '"""Adds prices. And taxes."""\n', 'Adds prices.'],
    [
      'over lines, after comments',
      "#!/usr/bin/python\n# -*- x -*-\n\nr'''\nAdds\n  prices\n'''\n",
      'Adds prices',
    ],
    [
      'below its name',
      '"""\n    shop.cart\n    ~~~~~~~~~\n\n    Adds e.g. prices.\n\n    More.\n"""\n',
      'Adds e.g. prices.',
    ],
    ['of no docstring', 'x = "Adds prices."\n', null],
    ['of one that says nothing', '""" """\n', null],
    ['cut where it is endless', `"""a ${'b'.repeat(3_000)}."""`, `a ${'b'.repeat(198)}`],
  ])('says what a module is for: %s', (_, text, said) => {
    expect(purpose(text)).toBe(said);
  });

  it('reads an unchanged text once, and a changed one again', () => {
    let times = 0;
    const read = (text: string): ReturnType<typeof outlinePython> => {
      times += 1;
      return outlinePython(text);
    };
    const text = 'def once_only():\n    pass\n';
    const first = summarise(text, read);
    expect(summarise(`${text}`, read)).toEqual(first);
    expect(times).toBe(1);
    expect(summarise(`${text}\n`, read)?.symbols.map(({ name }) => name)).toEqual(['once_only']);
    expect(times).toBe(2);
  });

  it('keeps a thousand, and forgets first what was not asked for', () => {
    let times = 0;
    const read = (): [] => {
      times += 1;
      return [];
    };
    for (let index = 0; index < 1_000; index += 1) summarise(kept(index), read);
    summarise(kept(0), read);
    expect(times).toBe(1_000);
    summarise(kept(1_000), read);
    summarise(kept(0), read);
    expect(times).toBe(1_001);
    summarise(kept(1), read);
    expect(times).toBe(1_002);
  });

  it('leaves out what takes long to parse', () => {
    expect(summarise('x = 1\n'.repeat(20_000))).toBe(null);
  });
});

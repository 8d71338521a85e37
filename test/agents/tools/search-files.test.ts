import { describe, expect, it } from 'vitest';
import { searchCaps, searchFiles, type Searched } from '../../../src/agents/tools/search-files.ts';
import { filesOf } from '../support.ts';

const texts = {
  'blob.bin': 'b2\0',
  'a.py': 'a1\nb2\n',
  'b.py': '\ufeffb2 \u00e9\r\n',
};

function search(files: Readonly<Record<string, string>>, searched: Searched, caps = searchCaps) {
  return searchFiles(filesOf(files), searched, caps);
}

describe('a search', () => {
  it.each<Searched>([
    { text: 'b2', kind: 'literal' },
    { text: '^b\\d', kind: 'regexp' },
  ])('finds the lines of texts: %j', async (searched) => {
    expect(await search(texts, searched)).toEqual({
      kind: 'hits',
      hits: [
        { path: 'a.py', line: 2, text: 'b2' },
        { path: 'b.py', line: 1, text: 'b2 \u00e9' },
      ],
      complete: true,
    });
  });

  it.each([
    ['(', 'no regular expression'],
    ['b(?!2)', 'look-ahead and look-behind'],
    ['(b)\\1', 'back references'],
    ['(((a{100}){100}){100})', 'too large'],
  ])('says why %s is no pattern', async (text, why) => {
    expect(await search(texts, { text, kind: 'regexp' })).toEqual({
      kind: 'refused',
      message: expect.stringContaining(why),
    });
  });

  it('gives the server its turn while it goes on', async () => {
    let turns = 0;
    let isRunning = true;
    const turn = (): void => {
      turns += 1;
      if (isRunning) setImmediate(turn);
    };
    setImmediate(turn);
    const result = await search(
      { 'a.py': 'abc\n'.repeat(2_000) },
      { text: 'x', kind: 'literal' },
      { ...searchCaps, turnMs: 0, searchMs: 60_000 },
    );
    isRunning = false;
    expect(result).toEqual({ kind: 'hits', hits: [], complete: true });
    expect(turns).toBeGreaterThan(1_000);
  });

  it('stops after its time', async () => {
    const result = await search(
      { 'a.py': 'a\n' },
      { text: 'x', kind: 'literal' },
      { ...searchCaps, turnMs: 0, searchMs: 0 },
    );
    expect(result).toEqual({ kind: 'stopped', message: 'The search took more than 0 ms; make it simpler' });
  });
});

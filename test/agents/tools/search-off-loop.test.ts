import { describe, expect, it } from 'vitest';
import { searchCaps, searchOffLoop } from '../../../src/agents/tools/search-off-loop.ts';
import { filesOf } from '../support.ts';

/** What came of a search, and the milliseconds that it took of this thread's processor. */
async function search(
  texts: Readonly<Record<string, string>>,
  text: string,
  kind: 'literal' | 'regexp',
  searchMs = searchCaps.searchMs,
) {
  const before = process.threadCpuUsage();
  const result = await searchOffLoop([...filesOf(texts)], { text, kind }, { ...searchCaps, searchMs });
  const { user, system } = process.threadCpuUsage(before);
  return { result, ownMs: (user + system) / 1_000 };
}

describe('a search off the loop', () => {
  it.each([
    ['to match', '^(a+)+$', ['stopped']],
    ['to compile', `(${'(a)|'.repeat(100)}b){9000}`, ['stopped', 'hits', 'refused']],
  ])(
    'holds this thread up for next to nothing when a pattern takes long %s',
    async (_what, pattern, ends) => {
      // In this thread it would take some seconds.
      const { result, ownMs } = await search({ 'a.txt': `${'a'.repeat(28)}!\n` }, pattern, 'regexp', 50);
      expect(ends).toContain(result.kind);
      expect(ownMs).toBeLessThan(200);
    },
  );

  it('finds the same in a thread as here, in the texts alone', async () => {
    const texts = {
      'blob.bin': 'b2\0',
      'a.py': 'a1\nb2\n',
      'b.py': '\ufeffb2 \u00e9\r\n',
      'c.py': 'x'.repeat(2_000_000),
    };
    const hits = [
      { path: 'a.py', line: 2, text: 'b2' },
      { path: 'b.py', line: 1, text: 'b2 \u00e9' },
    ];
    const [large, pattern] = [await search(texts, 'b2', 'literal'), await search(texts, '^b\\d', 'regexp')];
    const here = await search({ ...texts, 'c.py': '' }, 'b2', 'literal');
    for (const { result } of [large, pattern, here])
      expect(result).toEqual({ kind: 'hits', hits, complete: true });
  });

  it('says what is no pattern', async () => {
    const { result } = await search({ 'a.py': 'a' }, '(', 'regexp');
    expect(result).toMatchObject({
      kind: 'refused',
      message: expect.stringContaining('no regular expression'),
    });
  });
});

import { describe, expect, it } from 'vitest';
import { meaningOf, type Meaning } from '../../../src/github/transport/sentences.ts';
import { filesUnder, read } from '../../rules/house.ts';

describe('a sentence of GitHub', () => {
  it.each<[string, readonly Meaning[], Meaning | null]>([
    ['You have exceeded a secondary rate limit.', ['limit'], 'limit'],
    ['API rate limit exceeded for installation ID 1.', ['limit'], 'limit'],
    ['You have triggered an abuse detection mechanism.', ['limit'], 'limit'],
    ['was submitted too quickly', ['limit'], 'limit'],
    ['Something went wrong while executing your query.', ['broken'], 'broken'],
    ['Timeout on validation of query', ['broken'], 'broken'],
    ['A title that says something went wrong', ['broken'], null],
    ['Base branch was modified. Review and try the merge again.', ['base-moved', 'head-moved'], 'base-moved'],
    ['Base branch was modified. Review and try the merge again.', ['head-moved'], null],
    ['merge conflict between base and head', ['conflict'], 'conflict'],
    ['A sentence that nobody has seen.', ['base-moved', 'draft', 'conflict', 'exists'], null],
    ['', ['limit', 'broken'], null],
  ])('"%s", where it may mean %j, means %s', (message, possible, means) => {
    expect(meaningOf(message, possible)).toBe(means);
  });

  it('is read in one file: nobody else asks what GitHub’s English means', () => {
    const rooms = ['src/github', 'src/acts', 'src/engine'].flatMap((room) => filesUnder(room, ['.ts']));
    const readers = rooms.filter((path) => /\/i?\.(?:test|exec)\(\s*(?:\w+\.)?message\b/.test(read(path)));
    expect(readers).toEqual([]);
    const table = read('src/github/transport/sentences.ts');
    expect(table.match(/\{\s*means:/g)?.length).toBe(table.match(/\bwhere: '/g)?.length);
  });
});

import { describe, expect, it } from 'vitest';
import { filesUnder, read } from './house.ts';

const rooms = ['src/engine', 'src/acts'].flatMap((room) => filesUnder(room, ['.ts']));

function found(pattern: RegExp): string[] {
  return rooms.filter((path) => pattern.test(read(path)));
}

describe('what passes between the engine and the acts', () => {
  it('is known by its type: nothing is declared to be another type by force', () => {
    expect(found(/\bas\s+(?:unknown|never)\s+as\b/)).toEqual([]);
  });

  it('is read from an intent by the names of its schema, never by a key that anybody may have misspelt', () => {
    expect(found(/String\(\s*(?:intent|open)\.data\b|\b(?:intent|open)\.data\[/)).toEqual([]);
  });
});

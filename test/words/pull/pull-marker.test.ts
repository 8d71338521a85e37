import { describe, expect, it } from 'vitest';
import { pullKeyIn, shortHash, withPullMarker } from '../../../src/words/pull/pull-marker.ts';

const key = shortHash('what it shows');
const body = withPullMarker('acme/calc#7', key, 'Text.\n\nCloses #7');

describe('the marker of a pull request', () => {
  it('gives its key back, whatever GitHub does to spaces and line ends', () => {
    expect(pullKeyIn('acme/calc#7', body)).toBe(key);
    expect(pullKeyIn('acme/calc#7', `${body.replaceAll('\n', '\r\n')}\n`)).toBe(key);
  });

  it.each([
    ['a text that a person has edited', body.replace('Text.', 'My text.')],
    ['a text that a person has added to', `${body}\n\nNote to self`],
    ['a text of another task', body.replace('calc#7', 'calc#8')],
    ['a text without a marker', 'Text.\n\nCloses #7'],
    ['a marker that is not at the beginning', ` ${body}`],
  ])('gives none of %s', (_what, text) => {
    expect(pullKeyIn('acme/calc#7', text)).toBeNull();
  });
});

import { expect, it } from 'vitest';
import { parseBaseReport } from '../../../../src/task/results/base/base-report.ts';
import { baseReport } from './reports.ts';

const bytes = (value: unknown): Uint8Array => new TextEncoder().encode(JSON.stringify(value));

it('a report is read as it was written', () => {
  expect(parseBaseReport(bytes(baseReport()))).toEqual(baseReport());
});

it.each<[string, unknown]>([
  ['another version', { ...baseReport(), version: 2 }],
  ['a field that nobody knows', { ...baseReport(), approved: true }],
  ['a field too few', { ...baseReport(), newOnBase: undefined }],
  [
    'an outcome that pytest does not have',
    { ...baseReport(), baseTests: { cases: [{ id: 'a', outcome: 'fine' }] } },
  ],
  ['nothing', null],
])('%s is no report', (_, value) => {
  expect(parseBaseReport(bytes(value))).toBeNull();
});

it('bytes that are no text, and text that is no JSON, are no report', () => {
  expect(parseBaseReport(Uint8Array.of(0x7b, 0xff, 0x7d))).toBeNull();
  expect(parseBaseReport(new TextEncoder().encode('{'))).toBeNull();
});

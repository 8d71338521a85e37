/**
 * What stands between the patches of a series: the ends of mails, and the words that git, Mercurial, Subversion and GNU
 * diff put above a patch or a file. No line of a hunk looks like one, so a hunk ends there, whatever it counts.
 */

/** `patch`: another commit or mail follows. `file`: another file of the same. Words may stand above either. */
export type Border = 'patch' | 'file';

const patch: readonly RegExp[] = [
  /^From \S+ (?:Mon|Tue|Wed|Thu|Fri|Sat|Sun) [A-Z][a-z]{2} [ \d]\d \d\d:\d\d/,
  /^commit [0-9a-f]{7,64}\b/,
  /^# HG changeset patch$/,
  /^changeset: +\d+:[0-9a-f]{12,40}$/,
];
const file = /^(?:diff -|Index: \S|=== (?:modified|added|removed|renamed) |Property changes on: \S)/;
/** A log of one line for each commit. */
const subject = /^[0-9a-f]{7,64} \S/;
const version = /^\d+\.\d+\S*(?: \(.*\))?\s*$/;

export function borderAt(lines: readonly string[], at: number): Border | null {
  const line = lines[at] ?? '';
  if (patch.some((one) => one.test(line))) return 'patch';
  const next = lines[at + 1] ?? '';
  if (/^-- ?$/.test(line) && version.test(next)) return 'patch';
  if (/^-{70,}$/.test(line) && /^r\d+ \| /.test(next)) return 'patch';
  if (/^tag \S+$/.test(line) && next.startsWith('Tagger: ')) return 'patch';
  if (subject.test(line) && (next.startsWith('diff --git ') || subject.test(next))) return 'patch';
  return file.test(line) ? 'file' : null;
}

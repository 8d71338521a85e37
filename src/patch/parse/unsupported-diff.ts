/** What diffs can say and Cadence does not carry out, with what to do instead. */

type Row = readonly [RegExp, string];

/** Below a file's header. */
const inFile: readonly Row[] = [
  [/^(?:old|new) mode /, 'Cadence changes no file modes; leave the mode out.'],
  [
    /^new file mode (?!100644)/,
    'Cadence creates plain files only (mode 100644), no links and no executables.',
  ],
  [/^copy (?:from|to) /, 'copies are not understood; give the new file in full, against /dev/null.'],
  [/^(?:Binary files |GIT binary patch)/, 'binary files cannot be changed by a patch.'],
];

/** Wherever it stands: passed over, a part of the change would be missing. Words of a commit do not look like it. */
const anywhere: readonly Row[] = [
  [
    /^(?:Binary files .+ and .+ differ|Cannot display: file marked as a binary type\.)$/,
    'binary files cannot be changed by a patch.',
  ],
  [/^Only in [^:]+: \S/, 'of this file nothing is shown; make the diff with "diff -ruN".'],
  [
    /^diff --(?:cc|combined) /,
    'the diff of a merge has several old sides; give it against one of them ("git diff A B").',
  ],
  [
    /^Content-Transfer-Encoding: *(?:quoted-printable|base64)/i,
    'this mail is encoded; give the patch as "git format-patch" writes it.',
  ],
];

export function unsupported(line: string, place: 'in a file' | 'between files'): string | null {
  const rows = place === 'in a file' ? [...inFile, ...anywhere] : anywhere;
  return rows.find(([pattern]) => pattern.test(line))?.[1] ?? null;
}

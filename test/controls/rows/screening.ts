import type { Control } from '../controls.ts';

/** What no published patch may hold. */
export const screeningControls: readonly Control[] = [
  {
    name: 'added lines are not scanned for secrets',
    file: 'src/patch/screen.ts',
    from: '...(await screenSecrets(path, added)), ',
    to: '',
    test: 'test/patch/screen-catalogue.test.ts',
    goesRed: 'a patch with keys and tokens',
  },
  {
    name: "a comment in the change switches the scanner's rules off",
    file: 'src/patch/run-secretlint.ts',
    from: "rules.filter(({ meta }) => !meta.id.endsWith('/secretlint-rule-filter-comments'))",
    to: 'rules',
    test: 'test/patch/screen-secrets.test.ts',
    goesRed: 'screening for secrets does not hear a comment that switches the scanner off',
  },
  {
    name: 'a removed test is not missed',
    file: 'src/patch/screen-tests.ts',
    from: "  return [testFinding('test-removed', one.path, null, message)];",
    to: '  return message === null ? [testFinding(message, one.path, null, message)] : [];',
    test: 'test/patch/screen-weakened.test.ts',
    goesRed: 'a weakened test is found when a test is removed',
  },
  {
    name: 'a looser assertion passes for the same',
    file: 'src/patch/judge-check.ts',
    from: "  if (after < before || isWider(was, now)) return 'assertion-loosened';\n",
    to: '',
    test: 'test/patch/screen-weakened.test.ts',
    goesRed: 'a weakened test is found when == becomes truth',
  },
  {
    name: 'a new dependency is not looked for',
    file: 'src/patch/screen.ts',
    from: '    ...screenDependencies(files, change),\n',
    to: '',
    test: 'test/patch/screen-catalogue.test.ts',
    goesRed: 'a patch with new dependencies',
  },
  {
    name: 'protected paths are protected only where the policy says so',
    file: 'src/patch/protected-paths.ts',
    from: 'return isAlwaysProtected(plain) || isNamed(path)',
    to: 'return isNamed(path)',
    test: 'test/patch/screen-catalogue.test.ts',
    goesRed: 'a patch with .github/workflows/ci.yml: edit, delete, rename into or out of',
  },
  {
    name: 'a person may allow what no guard has read',
    file: 'src/patch/sort-findings.ts',
    from: "unread.has(reason) ? 'refuse' : policy.size",
    to: 'policy.size',
    test: 'test/patch/sort-findings.test.ts',
    goesRed: 'sorting findings never hands over what was not read: too-many-bytes',
  },
];

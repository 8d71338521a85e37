import type { Control } from '../controls.ts';

const catalogue = 'test/patch/screen/screen-catalogue.test.ts';
const table = 'test/patch/screen/weakened/weakened.test.ts';

/** What is a person's unless a list says otherwise, and whose a patch is. */
export const defaultDenyControls: readonly Control[] = [
  {
    name: 'what a workflow runs may be edited',
    file: 'src/patch/screen/paths.ts',
    from: '      : isNamed(path)\n',
    to: '      : isNamed(path) && rules.protect.length > 1_000\n',
    test: catalogue,
    goesRed: 'a patch with scripts that the workflow calls, a Makefile, local actions',
  },
  {
    name: 'a file may become the configuration of pytest',
    file: 'src/patch/screen/paths.ts',
    from: '        : becomesConfiguration(file)\n',
    to: '        : becomesConfiguration(file) && rules.protect.length > 1_000\n',
    test: catalogue,
    goesRed:
      'a patch with a section for pytest in a file that had none: tests/tox.ini "[pytest]\\naddopts = -k nothing\\n"',
  },
  {
    name: 'a plug-in may be installed by its metadata',
    file: 'src/patch/screen/protected-paths.ts',
    from: '[...alwaysProtected, ...packaging, ',
    to: '[...alwaysProtected, ',
    test: catalogue,
    goesRed: 'a patch with calc.egg-info/entry_points.txt: edit, delete, rename into or out of',
  },
  {
    name: 'a name may be written so that no search finds it',
    file: 'src/patch/screen/screen.ts',
    from: '  findings.push(...screenIdentifiers(file, added).filter(({ line }) => !told.has(line)));\n',
    to: '  void told;\n',
    test: catalogue,
    goesRed: 'a patch with identifiers that are not NFKC: "ｓkip"',
  },
  {
    name: 'a new file may stand before an installed package',
    file: 'src/patch/screen/stands-before.ts',
    from: "return installed.has(name) ? [{ path, name, of: 'installed', hides: null }] : [];",
    to: 'return [];',
    test: 'test/patch/screen/shadows.test.ts',
    goesRed:
      'a new file is refused that Python finds before a package of others that the base imports: in the root',
  },
  {
    name: 'a person may publish a secret',
    file: 'src/patch/screen/sort-findings.ts',
    from: "    case 'paths':\n      return false;",
    to: "    case 'paths':\n      return true;",
    test: 'test/patch/screen/sort-findings.test.ts',
    goesRed: 'sorting findings shows of what a person wrote what nobody could see, whatever the policy says',
  },
  {
    name: "a stranger's directive is a person's",
    file: 'src/task/gates/text-author.ts',
    from: "mayAct(roleOf(situation, login), 'write')",
    to: "mayAct(roleOf(situation, login), 'none')",
    test: 'test/task/gates/text-author.test.ts',
    goesRed:
      'a text by somebody who may triage is the text of a [{"login":"tess","kind":"person"}]: stranger',
  },
  {
    name: "a stranger's directive is published where nothing is found",
    file: 'src/acts/execute/screen-change.ts',
    from: "  if (!concern && author !== 'stranger') return { kind: 'clean' };",
    to: "  if (!concern) return { kind: 'clean' };",
    test: 'test/acts/execute/screen-change.test.ts',
    goesRed: 'a change of a stranger waits for a person although nothing is found',
  },
  {
    name: 'an executable file is published as a plain one',
    file: 'src/acts/execute/screen-change.ts',
    from: ' ?? lostMode(change)',
    to: ' ?? lostMode([])',
    test: 'test/acts/execute/screen-change.test.ts',
    goesRed: 'a change of an executable file is not published: its mode would be lost',
  },
  {
    name: 'sys may be another thing than sys',
    file: 'src/python/skip-marks.ts',
    from: "  return imported?.from === module && imported.original === '';",
    to: '  return imported !== null;',
    test: table,
    goesRed: 'a weakened test is found when it is skipped where sys is another thing',
  },
  {
    name: 'a context manager is trusted by its name',
    file: 'src/patch/screen/weakened/test-doubts.ts',
    from: '(disguised.has(firstPart(one)) || !harmless.test(one))',
    to: '!harmless.test(one)',
    test: table,
    goesRed: 'a weakened test is found when a manager is defined under a known name',
  },
  {
    name: 'an expected output may get a line',
    file: 'src/patch/screen/weakened/more-cases.ts',
    from: ' || answers.test(path)) return false;',
    to: ') return false;',
    test: table,
    goesRed: 'a weakened test is found when the expected output gets a line',
  },
  {
    name: 'what a test names elsewhere is no data',
    file: 'src/patch/screen/weakened/test-data.ts',
    from: '  if (!folders.test(path) && !isNamed(path)) return [];',
    to: '  if (!folders.test(path) || isNamed(path)) return [];',
    test: table,
    goesRed: 'a weakened test is found when a file named by a test is edited',
  },
  {
    name: 'what tests assert with is judged only where it stands among them',
    file: 'src/patch/screen/weakened/compare-sides.ts',
    from: ' || isHelper(file, isImported))',
    to: ' || (isHelper(file, isImported) && file.path === ""))',
    test: table,
    goesRed: 'a weakened test is found when helpers elsewhere are emptied',
  },
  {
    name: 'a class of tests may be made of anything',
    file: 'src/patch/screen/weakened/weakened-tests.ts',
    from: '(known.has(one.path) ? [] : screenBases(one))',
    to: '(known.has(one.path) ? screenBases(one) : [])',
    test: table,
    goesRed: 'a weakened test is found when a class gets a metaclass',
  },
  {
    name: 'a generator that is only called asserts',
    file: 'src/python/read-checks.ts',
    from: ' || isNeverRun(helper.node, expression)) return',
    to: ') return',
    test: table,
    goesRed: 'a weakened test is found when a helper becomes a generator',
  },
];

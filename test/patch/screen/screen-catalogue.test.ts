import { describe, expect, it } from 'vitest';
import { changeBetween, type FileMode, type Files } from '../../../src/patch/change/change.ts';
import { screen } from '../../../src/patch/screen/screen.ts';
import { sortFindings } from '../../../src/patch/screen/sort-findings.ts';
import { policySchema } from '../../../src/policy/policy.ts';
import { filesOf } from '../support.ts';

const policy = policySchema.parse({});
const rules = { ...policy.paths, maxBytes: 2_000_000, maxFiles: 300, maxLines: 50_000 };

/** What is refused and what waits for a person, as `gate reason`. */
async function judged(before: Files, after: Files): Promise<{ refused: string[]; person: string[] }> {
  const findings = await screen(before, changeBetween(before, after), rules);
  const { refused, person } = sortFindings(findings, policy.screen, 'agent');
  const said = (some: typeof refused): string[] => [
    ...new Set(some.map(({ gate, reason }) => `${gate} ${reason}`)),
  ];
  return { refused: said(refused), person: said(person) };
}

async function refusalsOf(before: Files, after: Files): Promise<string[]> {
  return (await judged(before, after)).refused;
}

const text = (path: string, body = 'x\n'): Files => filesOf({ [path]: body });
const none = filesOf({});
const entry = (path: string, mode: FileMode, body = 'x\n'): Files => filesOf({ [path]: body }, mode);

/** The family "Patches" of what must be survived, row by row; landing has its rows beside it. */
describe('a patch with', () => {
  it.each([
    '../x',
    'a/../../x',
    '/etc/passwd',
    'C:\\x',
    'C:/x',
    '\\\\host\\share',
    '//host/share',
    '.git/config',
    '.GIT/hooks/x',
    '.git./config',
    'git~1/config',
    '.g\u200cit/config',
    '.git::$INDEX_ALLOCATION/x',
    'a/.git /x',
    'x.',
    'x ',
  ])('../x, absolute, drive and UNC paths, .git in its disguises, trailing dots: %j', async (path) => {
    expect(await refusalsOf(none, text(path))).toEqual([expect.stringMatching(/^paths /)]);
  });

  it.each([
    '.github/workflows/ci.yml',
    '.github/actions/x/action.yml',
    '.github/CODEOWNERS',
    'CODEOWNERS',
    '.github/cadence.yml',
    '.github/cadence-rules.json',
    'AGENTS.md',
    'docs/CLAUDE.md',
    '.cursor/rules/a.mdc',
    '.github/copilot-instructions.md',
    '.claude/settings.json',
    'GEMINI.md',
    '.mcp.json',
    'sub/.roo/rules/a.md',
    'setup.py',
    'calc.egg-info/entry_points.txt',
    'src/calc-1.0.dist-info/entry_points.txt',
    '.pytest.ini',
    'pytest.toml',
    'tests/.pytest.toml',
    '.gitlab-ci.yml',
    '.travis.yml',
    '.circleci/config.yml',
    'Jenkinsfile',
    'azure-pipelines.yml',
    '.readthedocs.yaml',
  ])('%s: edit, delete, rename into or out of', async (path) => {
    const there = text(path);
    const elsewhere = text('docs/notes.md');
    for (const [before, after] of [
      [there, text(path, 'y\n')],
      [there, none],
      [elsewhere, there],
      [there, elsewhere],
    ] as const)
      expect(await refusalsOf(before, after)).toEqual(['protected-paths protected']);
  });

  it('symlinks and writing through them, submodules, .gitattributes filters, mode flips', async () => {
    const link = entry('dir', 'symlink', 'src');
    expect(await refusalsOf(none, link)).toEqual(['paths link']);
    expect(await refusalsOf(link, new Map([...link, ...text('dir/x')]))).toEqual(['paths through-link']);
    expect(await refusalsOf(none, entry('sub', 'submodule', '0'.repeat(40)))).toEqual(['paths link']);
    expect(await refusalsOf(none, text('.gitattributes', '*.py filter=evil\n'))).toEqual([
      'protected-paths protected',
    ]);
    expect(await refusalsOf(none, text('.gitmodules'))).toEqual(['protected-paths protected']);
    expect(await refusalsOf(text('run.sh'), entry('run.sh', 'executable'))).toEqual(['paths mode']);
  });

  it('binary, 50 MB, 5,000 files, one 10 MB line', async () => {
    const binary: Files = new Map([['a.bin', { mode: 'file', bytes: Uint8Array.from([0, 1, 2]) }]]);
    expect(await refusalsOf(none, binary)).toEqual(['content binary']);
    expect(await refusalsOf(none, text('a', 'x\n'.repeat(25_000_000)))).toEqual(['size too-many-bytes']);
    const many = Object.fromEntries(Array.from({ length: 5_000 }, (_value, index) => [`f${index}`, 'x\n']));
    expect(await refusalsOf(none, filesOf(many))).toEqual(['size too-many-files']);
    expect(await refusalsOf(none, text('a', 'x'.repeat(10_000_000)))).toEqual(['size too-many-bytes']);
    expect(await refusalsOf(none, text('a', 'ab '.repeat(300_000)))).toEqual(['size long-line']);
  });

  it('odd file names', async () => {
    for (const path of ['a\0b', 'a\nb', 'a\tb', 'a\u202eb.py', 'a\ud800', 'a//b', '', `${'x'.repeat(256)}`])
      expect(await refusalsOf(none, text(path))).toEqual([
        expect.stringMatching(/^paths (?:characters|name)$/),
      ]);
    for (const path of ['a b.py', 'ünï/日本.py', "it's.py", '-x.py', '#x', '$(x).txt'])
      expect(await refusalsOf(none, text(path))).toEqual([]);
  });

  it.each([
    ['bidi', 'x = "a\u202eb"'],
    ['zero-width', 'pass\u200bword = 1'],
    ['tag characters', 'x = "\u{e0041}"'],
    ['homoglyphs', 'p\u0430ssword = 1'],
  ])('%s', async (_what, line) => {
    expect(await refusalsOf(none, text('a.py', `${line}\n`))).toEqual([expect.stringMatching(/^content /)]);
  });

  it('new dependencies', async () => {
    const before = filesOf({ 'requirements.txt': 'requests\n', 'a.py': 'import requests\n' });
    const after = filesOf({
      'requirements.txt': 'requests\nleftpad\n',
      'a.py': 'import requests\nimport padleft\n',
    });
    expect(await judged(before, after)).toEqual({
      refused: [],
      person: ['dependencies new-dependency', 'dependencies new-import'],
    });
  });

  it.each([
    'conftest.py',
    'tests/conftest.py',
    'pytest.ini',
    'tox.ini',
    'setup.cfg',
    'pyproject.toml',
    'sitecustomize.py',
    'src/usercustomize.py',
    'a.pth',
    'lib/B.PTH',
  ])('conftest.py, pytest options, sitecustomize.py, *.pth: %s', async (path) => {
    expect(await refusalsOf(none, text(path))).toEqual(['protected-paths protected']);
  });

  it.each([
    ['tests/tox.ini', '[pytest]\naddopts = -k nothing\n'],
    ['tests/setup.cfg', '[tool:pytest]\naddopts = -k nothing\n'],
    ['tests/pyproject.toml', '[tool.pytest.ini_options]\naddopts = "-k nothing"\n'],
    ['tests/pyproject.toml', '["tool"."pytest".ini_options]\naddopts = "-k nothing"\n'],
    ['tests/pyproject.toml', 'tool.pytest.ini_options.addopts = "-k nothing"\n'],
  ])('a section for pytest in a file that had none: %s %j', async (path, section) => {
    const refused = ['protected-paths protected'];
    const open = { ...rules, protect: [] };
    for (const before of [none, text(path, '# x\n')]) {
      const findings = await screen(before, changeBetween(before, text(path, section)), open);
      expect(findings.map(({ gate, reason }) => `${gate} ${reason}`)).toEqual(
        expect.arrayContaining(refused),
      );
    }
    const plain = await screen(none, changeBetween(none, text(path, '# x\n')), open);
    expect(plain.filter(({ gate }) => gate === 'protected-paths')).toEqual([]);
  });

  it('scripts that the workflow calls, a Makefile, local actions', async () => {
    const before = filesOf({
      '.github/workflows/ci.yml': 'jobs: {a: {steps: [{run: "./ci/test.sh && make"}, {uses: "./ci/act"}]}}\n',
      'ci/test.sh': 'pytest\n',
    });
    for (const path of ['ci/test.sh', 'Makefile', 'ci/act/action.yml'])
      expect(await refusalsOf(before, new Map([...before, ...text(path, 'true\n')]))).toEqual([
        'protected-paths protected',
      ]);
  });

  it.each(['\uff53kip', 'a\u017f', '\u210cello'])('identifiers that are not NFKC: %j', async (name) => {
    const lines = [`${name} = 1`, `x.${name}()`, `from x import ${name}`, `f(${name}=1)`, `y = f"{${name}}"`];
    for (const line of lines)
      expect(await refusalsOf(none, text('a.py', `${line}\n`))).toEqual(['content disguised-name']);
    expect(await refusalsOf(none, text('a.py', `x = "${name}"  # ${name}\n`))).toEqual([]);
    expect(await refusalsOf(text('a.py', `${name} = 1\n`), text('a.py', `${name} = 1\nx = 2\n`))).toEqual([]);
  });

  it('identifiers of other alphabets in their plain form', async () => {
    expect(await refusalsOf(none, text('a.py', 'größe = 1\nπ = 3\n名前 = 2\n'))).toEqual([]);
  });

  it('keys and tokens', async () => {
    const key = `-----BEGIN ${'PRIVATE KEY'}-----\n`;
    expect(await refusalsOf(none, text('a.py', key))).toEqual(['secrets secret']);
    expect(await refusalsOf(none, text('deploy/id_ed25519', 'x\n'))).toEqual(['secrets secret-file']);
    expect(await refusalsOf(text('a.py', key), none)).toEqual([]);
  });

  it('a weakened test is refused, and another expectation waits for a person', async () => {
    const before = text('tests/test_a.py', 'def test_a():\n    assert f() == 1\n');
    expect(await judged(before, text('tests/test_a.py', 'def test_a():\n    assert f()\n'))).toEqual({
      refused: ['weakened-tests assertion-loosened'],
      person: [],
    });
    expect(await judged(before, text('tests/test_a.py', 'def test_a():\n    assert f() == 2\n'))).toEqual({
      refused: [],
      person: ['weakened-tests expected-data-edited'],
    });
  });
});

/** What pytest's configuration says a test is. Null where a file configures nothing of pytest's. */
import { parse } from 'smol-toml';
import { readIni } from './ini.ts';

export type PytestConfig = {
  /** Globs of file names, or of paths where they have a slash. */
  readonly files: readonly string[];
  /** Beginnings of names, or globs. */
  readonly classes: readonly string[];
  readonly functions: readonly string[];
  /** Folders that tests are looked for in, relative to the configuration; none: everywhere. */
  readonly testPaths: readonly string[];
  /** Globs of folders that are passed by. */
  readonly ignored: readonly string[];
};

export const defaultConfig: PytestConfig = {
  files: ['test_*.py', '*_test.py'],
  classes: ['Test'],
  functions: ['test'],
  testPaths: [],
  ignored: ['*.egg', '.*', '_darcs', 'build', 'CVS', 'dist', 'node_modules', 'venv', '{arch}'],
};

/** In pytest's order: the first of a folder that configures pytest is the one that counts. */
export const configNames = [
  'pytest.toml',
  '.pytest.toml',
  'pytest.ini',
  '.pytest.ini',
  'pyproject.toml',
  'tox.ini',
  'setup.cfg',
] as const;
export type ConfigName = (typeof configNames)[number];

type Value = (key: string) => readonly string[] | null;

export function readPytestConfig(name: ConfigName, source: string): PytestConfig | null {
  const value = name.endsWith('.toml') ? ofToml(name, source) : ofIni(name, source);
  return (
    value && {
      files: value('python_files') ?? defaultConfig.files,
      classes: value('python_classes') ?? defaultConfig.classes,
      functions: value('python_functions') ?? defaultConfig.functions,
      testPaths: value('testpaths') ?? defaultConfig.testPaths,
      ignored: value('norecursedirs') ?? defaultConfig.ignored,
    }
  );
}

function ofIni(name: string, source: string): Value | null {
  const section = name === 'setup.cfg' ? 'tool:pytest' : 'pytest';
  const options = new Map(
    readIni(source)
      .filter((option) => option.section === section)
      .map(({ key, values }) => [key, wordsOf(values.map(({ text }) => text).join('\n'))]),
  );
  // A pytest.ini counts though it is empty, the others only with a section of pytest's.
  const isOwn = name.endsWith('pytest.ini');
  return isOwn || options.size > 0 ? (key) => options.get(key) ?? null : null;
}

function ofToml(name: string, source: string): Value | null {
  let document: unknown;
  try {
    document = parse(source);
  } catch {
    return null;
  }
  const tool = at(at(document, 'tool'), 'pytest');
  const table = name === 'pyproject.toml' ? (at(tool, 'ini_options') ?? tool) : at(document, 'pytest');
  if (table === null) return name === 'pyproject.toml' ? null : () => null;
  return (key) => {
    const value = at(table, key);
    if (typeof value === 'string') return wordsOf(value);
    return Array.isArray(value) ? value.filter((one) => typeof one === 'string') : null;
  };
}

function at(value: unknown, key: string): unknown {
  const isTable = typeof value === 'object' && value !== null && Object.hasOwn(value, key);
  return isTable ? (value as Record<string, unknown>)[key] : null;
}

/** Words as a shell takes them apart; a comment ends its line. */
function wordsOf(text: string): string[] {
  return text
    .replaceAll(/(?<=^|\s)[#;].*$/gmu, '')
    .split(/\s+/u)
    .map((word) => word.replaceAll(/["']/gu, ''))
    .filter((word) => word !== '');
}

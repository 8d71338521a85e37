import { parse as parseToml } from 'smol-toml';
import { isMap, parseDocument } from 'yaml';
import { readCondaEnvironment } from './conda.ts';
import { readLock, readPipfileLock } from './locks.ts';
import type { Manifest } from './manifest.ts';
import { readRequirementLines } from './requirement-lines.ts';
import { readSetupCfg } from './setup-cfg.ts';
import { readSetupPy } from './setup-py.ts';
import { readPipfile, readPyproject } from './toml-requirements.ts';
import { isTable, type Table } from './values.ts';

type Reader = (path: string, source: string) => Manifest;
type ReadDocument = (document: Table, source: string, path: string) => Manifest;
type Format = {
  readonly pattern: RegExp;
  readonly read: Reader;
  /** Longer ones are not read: a parser's time may grow faster than the text. */
  readonly maxCharacters: number;
  /** A lock names what is installed, no matter who asked for it. */
  readonly kind: 'lock' | 'declared';
};

const lines = { read: readRequirementLines, maxCharacters: 1_000_000, kind: 'declared' } as const;
const short = { maxCharacters: 200_000, kind: 'declared' } as const;
/** The reader of YAML is slow, and slower than the length of what it reads. */
const maxYaml = 50_000;
const lock = { maxCharacters: 2_000_000, kind: 'lock' } as const;

const formats: readonly Format[] = [
  { pattern: /(?:^|\/)(?:[\w.-]*requirements[\w.-]*|constraints[\w.-]*)\.(?:txt|in)$/i, ...lines },
  { pattern: /(?:^|\/)(?:requirements|reqs?)\/[^/]+\.(?:txt|in)$/i, ...lines },
  { pattern: /(?:^|\/)pyproject\.toml$/, read: documents('TOML', toml, readPyproject), ...short },
  { pattern: /(?:^|\/)Pipfile$/, read: documents('TOML', toml, readPipfile), ...short },
  {
    pattern: /(?:^|\/)(?:(?:uv|poetry|pdm)\.lock|pylock[\w.-]*\.toml)$/,
    read: documents('TOML', toml, readLock),
    ...lock,
  },
  { pattern: /(?:^|\/)Pipfile\.lock$/, read: documents('JSON', JSON.parse, readPipfileLock), ...lock },
  { pattern: /(?:^|\/)setup\.cfg$/, read: (_, source) => readSetupCfg(source), ...short },
  { pattern: /(?:^|\/)setup\.py$/, read: (_, source) => readSetupPy(source), ...short },
  {
    pattern: /(?:^|\/)conda-lock\.ya?ml$/,
    read: documents('YAML', yaml, readLock),
    maxCharacters: maxYaml,
    kind: 'lock',
  },
  {
    pattern: /(?:^|\/)(?:environment|conda)[\w.-]*\.ya?ml$/,
    read: documents('YAML', yaml, readCondaEnvironment),
    maxCharacters: maxYaml,
    kind: 'declared',
  },
];

/** Of a line, in all formats but JSON, which may be one line. */
const maxLine = 20_000;

export function isManifest(path: string): boolean {
  return formatOf(path) !== null;
}

export function isLock(path: string): boolean {
  return formatOf(path)?.kind === 'lock';
}

function formatOf(path: string): Format | null {
  return formats.find(({ pattern }) => pattern.test(path)) ?? null;
}

/** What a file asks a package index for. A file that is none by its name is read as a file of requirement lines. */
export function readManifest(path: string, source: string): Manifest {
  const { read, maxCharacters } = formatOf(path) ?? lines;
  if (source.length > maxCharacters) return unreadable('is too large to be read');
  if (!path.endsWith('Pipfile.lock') && hasLongLine(source)) return unreadable('has a line that is too long');
  try {
    return read(path, source.replace(/^\ufeff/, ''));
  } catch {
    // It is nested more deeply than the stack is high.
    return unreadable('cannot be read');
  }
}

function hasLongLine(source: string): boolean {
  for (let from = 0; from < source.length;) {
    const end = source.indexOf('\n', from);
    if ((end === -1 ? source.length : end) - from > maxLine) return true;
    if (end === -1) return false;
    from = end + 1;
  }
  return false;
}

/** A parser throws on what is wrong, and on what is nested too deeply for it. */
function documents(format: string, parse: (source: string) => unknown, read: ReadDocument): Reader {
  return (path, source) => {
    try {
      const document = parse(source);
      return isTable(document) ? read(document, source, path) : unreadable('does not hold what it should');
    } catch {
      return unreadable(`cannot be read as ${format}`);
    }
  };
}

function toml(source: string): unknown {
  return parseToml(source, { maxDepth: 100, integersAsBigInt: 'asNeeded' });
}

/** conda takes merge keys over. What only warns may be read in two ways by two readers. */
function yaml(source: string): unknown {
  // Its own look for a key that is given twice compares each with each.
  const document = parseDocument(source, { merge: true, uniqueKeys: false, logLevel: 'error' });
  const [fault] = [...document.errors, ...document.warnings];
  if (fault !== undefined) throw fault;
  const keys = isMap(document.contents) ? document.contents.items.map(({ key }) => String(key)) : [];
  if (new Set(keys).size < keys.length) throw new Error('a key is given twice');
  return document.toJS({ maxAliasCount: 100 });
}

function unreadable(why: string): Manifest {
  return { kind: 'unreadable', why };
}

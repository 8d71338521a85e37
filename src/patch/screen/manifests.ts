import { parsePython, textOf } from '../../python/tree.ts';

/** A package that a manifest asks for; `source` where it says from where. */
export type Requirement = { readonly name: string; readonly line: number; readonly source: string | null };

type Reader = (text: string) => Requirement[];

const readers: readonly (readonly [RegExp, Reader])[] = [
  [/(?:^|\/)(?:[\w.-]*requirements[\w.-]*|constraints[\w.-]*)\.(?:txt|in)$/i, readLines],
  [/(?:^|\/)(?:requirements|reqs?)\/[^/]+\.(?:txt|in)$/i, readLines],
  [/(?:^|\/)pyproject\.toml$/, readToml],
  [/(?:^|\/)Pipfile$/, readToml],
  [/(?:^|\/)(?:uv|poetry|pdm|pylock[\w.]*)\.(?:lock|toml)$/, readLock],
  [/(?:^|\/)Pipfile\.lock$/, readJsonLock],
  [/(?:^|\/)setup\.cfg$/, readIni],
  [/(?:^|\/)setup\.py$/, readSetup],
  [/(?:^|\/)(?:environment|conda)[\w.-]*\.ya?ml$/, readConda],
];

/** What a file asks a package index for; null where it is no manifest. */
export function readManifest(path: string, text: string): Requirement[] | null {
  const reader = readers.find(([pattern]) => pattern.test(path));
  return reader === undefined ? null : reader[1](text);
}

/** One name for all spellings of a package. */
export function packageName(name: string): string {
  return name.toLowerCase().replace(/[-_.]+/g, '-');
}

const specification =
  /^\s*([A-Za-z0-9](?:[\w.-]*[A-Za-z0-9])?)\s*(?:\[[\w\s,.-]*\])?\s*(@\s*\S+|[<>=!~;(,^].*|)\s*$/;

function requirement(text: string, line: number): Requirement[] {
  const [, name, rest = ''] = specification.exec(text) ?? [];
  if (name !== undefined)
    return [{ name: packageName(name), line, source: rest.startsWith('@') ? rest : null }];
  // An address, or a path: it installs something, whatever its name is.
  return /^\s*(?:-e\s+|--editable[ =])?(?:\w+\+)?\w+:\/\//.test(text)
    ? [{ name: 'a package by its address', line, source: text.trim() }]
    : [];
}

function numbered(text: string): { line: number; text: string }[] {
  return text.split('\n').map((one, index) => ({ line: index + 1, text: one }));
}

function readLines(text: string): Requirement[] {
  return numbered(text).flatMap(({ line, text: whole }) => {
    const said = whole
      .replace(/(?:^|\s)#.*$/, '')
      .replace(/\s+--hash\S*|\s*\\$/g, '')
      .trim();
    if (/^(?:-i|--index-url|--extra-index-url|-f|--find-links)\b/.test(said))
      return [{ name: 'another package index', line, source: said }];
    return said === '' || /^-(?!e\b|-editable\b)/.test(said) ? [] : requirement(said, line);
  });
}

const listKeys = /^\s*(?:dependencies|requires|dev-dependencies|extra-dependencies|[\w-]+)\s*=\s*(\[.*)?/;
const listSections =
  /^(?:project|build-system|project\.optional-dependencies|dependency-groups|tool\.(?:uv|pdm\.dev-dependencies)|tool\.hatch\.envs\.[\w.-]+)$/;
const keySections =
  /^(?:tool\.poetry(?:\.group\.[\w-]+)?\.(?:dev-)?dependencies|tool\.poetry\.dependencies|packages|dev-packages)$/;
const sourceSections = /^(?:tool\.poetry\.source|tool\.uv\.(?:sources|index)|tool\.pdm\.source|source)$/;

/** Sections, keys and lists as they are laid out line by line; only names are wanted. */
function readToml(text: string): Requirement[] {
  let section = '';
  let list = false;
  return numbered(text).flatMap(({ line, text: whole }): Requirement[] => {
    const said = whole.replace(/(^|\s)#.*$/, '$1');
    const header = /^\s*\[+\s*([^\]]+?)\s*\]+\s*$/.exec(said)?.[1];
    if (header !== undefined) {
      [section, list] = [header.replaceAll(/["'\s]/g, ''), false];
      return [];
    }
    if (sourceSections.test(section) && said.trim() !== '')
      return [{ name: 'another package index', line, source: said.trim() }];
    if (keySections.test(section)) return keyed(said, line);
    if (!listSections.test(section)) return [];
    if (listKeys.test(said)) list = takesRequirements(section, said);
    if (!list) return [];
    const found = [
      ...said
        .replace(/\{[^}]*\}/g, '')
        .replace(/^[^=[\]"']*=/, '')
        .matchAll(/"([^"]*)"|'([^']*)'/g),
    ];
    if (/\]\s*,?\s*$/.test(said)) list = /=\s*$/.test(said);
    return found.flatMap(([, double, single]) => requirement(double ?? single ?? '', line));
  });
}

function takesRequirements(section: string, line: string): boolean {
  if (!/=\s*\[/.test(line)) return false;
  const key = /^\s*"?([\w.-]+)"?\s*=/.exec(line)?.[1] ?? '';
  const isFree = /^(?:project\.optional-dependencies|dependency-groups|tool\.pdm\.dev-dependencies)$/.test(
    section,
  );
  return isFree || /^(?:dependencies|requires|dev-dependencies|extra-dependencies)$/.test(key);
}

function keyed(said: string, line: number): Requirement[] {
  const name = /^\s*"?([A-Za-z0-9][\w.-]*)"?\s*=/.exec(said)?.[1];
  if (name === undefined || name === 'python') return [];
  const source = /\b(?:git|url|path|source|index)\s*=\s*\S+/.exec(said)?.[0] ?? null;
  return [{ name: packageName(name), line, source }];
}

function readLock(text: string): Requirement[] {
  return numbered(text).flatMap(({ line, text: said }) => {
    const name = /^name = "([\w.-]+)"/.exec(said)?.[1];
    return name === undefined ? [] : [{ name: packageName(name), line, source: null }];
  });
}

function readJsonLock(text: string): Requirement[] {
  return numbered(text).flatMap(({ line, text: said }) => {
    const name = /^\s{8}"([\w.-]+)": \{/.exec(said)?.[1];
    return name === undefined || /^(?:hash|requires|sources)$/.test(name)
      ? []
      : [{ name: packageName(name), line, source: null }];
  });
}

/** `install_requires =` and its kin, with the indented lines below. */
function readIni(text: string): Requirement[] {
  let section = '';
  let list = false;
  return numbered(text).flatMap(({ line, text: said }): Requirement[] => {
    const header = /^\[(.+)\]/.exec(said)?.[1];
    if (header !== undefined) [section, list] = [header, false];
    const [, key, rest = ''] = /^([\w.-]+)\s*=\s*(.*)$/.exec(said) ?? [];
    if (key !== undefined)
      list = section === 'options.extras_require' || /^(?:install|setup|tests)_requires?$/.test(key);
    if (!list) return [];
    return (key === undefined ? said : rest).split(';')[0] === ''
      ? []
      : requirement(key === undefined ? said : rest, line);
  });
}

/** Texts below `install_requires` and its kin, or below a name that says that it holds requirements. */
function readSetup(text: string): Requirement[] {
  const found: Requirement[] = [];
  const lines = numbered(text);
  const { node } = parsePython(text);
  node.cursor().iterate((at) => {
    const name = at.node.prevSibling?.name === 'AssignOp' ? at.node.prevSibling.prevSibling : null;
    if (name === null || name === undefined) return true;
    if (!/require|depend|extras/i.test(textOf({ node: name, source: text }))) return true;
    at.node.cursor().iterate((inner) => {
      if (inner.name !== 'String') return true;
      const said = text.slice(inner.from, inner.to).replace(/^\w*["']+|["']+$/g, '');
      const isKey = /^\s*:/.test(text.slice(inner.to));
      const line = text.slice(0, inner.from).split('\n').length;
      if (!isKey && line <= lines.length) found.push(...requirement(said, line));
      return false;
    });
    return false;
  });
  return found;
}

function readConda(text: string): Requirement[] {
  let list = false;
  return numbered(text).flatMap(({ line, text: whole }): Requirement[] => {
    const said = whole.replace(/(?:^|\s)#.*$/, '');
    if (/^\S/.test(said) && !said.startsWith('-')) list = said.startsWith('dependencies:');
    const item = /^\s*-\s*(.+)$/.exec(said)?.[1];
    if (!list || item === undefined || /:\s*$|^(?:python|pip)\b/.test(item)) return [];
    return requirement(
      item
        .replace(/^[\w-]+::/, '')
        .replace(/["']/g, '')
        .replace(/^([\w.-]+)\s*=.*/, '$1'),
      line,
    );
  });
}

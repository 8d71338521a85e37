import picomatch from 'picomatch';
import {
  sameFile,
  type Change,
  type FileChange,
  type FileMode,
  type Files,
  type SourceFile,
} from '../change/change.ts';
import { hiddenCharacter, visibleName } from '../../markdown/invisible.ts';
import { namedByWorkflows } from './named-by-workflows.ts';
import { comparable, protectedBy } from './protected-paths.ts';
import type { ScreenFinding } from './screen-finding.ts';

export type PathRules = { readonly allow: readonly string[]; readonly protect: readonly string[] };

/** Where a change writes: inside the repository, on plain files, on nothing that is protected. */
export function screenPaths(files: Files, change: Change, rules: PathRules): ScreenFinding[] {
  const isAllowed = picomatch([...rules.allow], { dot: true });
  const isProtected = protectedBy(rules.protect);
  const isNamed = namedByWorkflows(files);
  const around = surroundings(files, change);
  const gone = change.flatMap(({ path, kind, before }) =>
    kind === 'deleted' && before.mode === 'executable' ? [{ path, before }] : [],
  );
  return change.flatMap((file): ScreenFinding[] => {
    const { path } = file;
    const bad = badPath(path);
    if (bad !== null) return [{ gate: 'paths', reason: bad, path: shownPath(path), message: sentences[bad] }];
    const why = isProtected(path)
      ? protectedSentences.protected
      : isNamed(path)
        ? protectedSentences['run-by-workflow']
        : becomesConfiguration(file)
          ? protectedSentences['new-configuration']
          : null;
    if (why !== null) return [{ gate: 'protected-paths', reason: 'protected', path, message: why }];
    if (!isAllowed(path)) {
      return [
        {
          gate: 'paths',
          reason: 'not-allowed',
          path,
          message: 'The policy does not allow changes here (paths.allow).',
        },
      ];
    }
    const reason = badEntry(files, file, gone) ?? clash(around, file);
    return reason === null ? [] : [{ gate: 'paths', reason, path, message: sentences[reason] }];
  });
}

const sentences = {
  outside: 'The path leads out of the repository. Write it relative to the root, without "..".',
  'git-folder': "The path is git's own folder, or a disguise of it.",
  characters: 'The path contains a backslash, a control character or an invisible character.',
  name: 'A part of the path is empty, too long, or ends with a dot or a space.',
  'through-link': 'The path goes through a symbolic link or a submodule.',
  link: 'Cadence does not change symbolic links or submodules.',
  mode: 'Cadence does not make a file executable, nor an executable file a plain one.',
  clash: 'The path differs from another only in case, or is a file where a folder is.',
} as const;
type PathReason = keyof typeof sentences;

const protectedSentences = {
  protected: 'This file is protected. Only a person may change it.',
  'run-by-workflow':
    'A workflow runs this file, so it decides what a green run means. Only a person may change it.',
  'new-configuration':
    'pytest would take this file for its configuration, in place of the present one. Only a person may add it.',
} as const;

const sections: readonly (readonly [file: RegExp, section: RegExp])[] = [
  [/(?:^|\/)tox\.ini$/i, /^\s*\[pytest\]/m],
  [/(?:^|\/)setup\.cfg$/i, /^\s*\[tool:pytest\]/m],
  [
    /(?:^|\/)pyproject\.toml$/i,
    /^\s*\[\[?\s*["']?tool["']?\s*\.\s*["']?pytest|^\s*tool\s*\.\s*pytest|^\s*\[\s*["']?tool["']?\s*\]/m,
  ],
];

/** A file that pytest reads where it holds a section for it: new, or with a section that is new. */
function becomesConfiguration({ path, before, after }: FileChange): boolean {
  const section = sections.find(([file]) => file.test(path))?.[1];
  if (section === undefined || after === null) return false;
  const [was, is] = [before, after].map((side) =>
    section.test(side === null ? '' : Buffer.from(side.bytes).toString('utf8')),
  );
  return is === true && was === false;
}

function badPath(path: string): PathReason | null {
  if (/^(?:\/|[A-Za-z]:|\\\\)/.test(path)) return 'outside';
  const parts = path.split('/');
  if (parts.some((part) => part === '..' || part === '.')) return 'outside';
  if (path.split(/[/\\]/).some(isGitFolder)) return 'git-folder';
  if (
    path.includes('\\') ||
    !path.isWellFormed() ||
    hiddenCharacter(path) !== null ||
    /[\t\n\f\r]/.test(path)
  )
    return 'characters';
  return parts.some(isBadName) || Buffer.byteLength(path) > 1_000 ? 'name' : null;
}

function isBadName(part: string): boolean {
  return part === '' || /[. ]$/.test(part) || Buffer.byteLength(part) > 255;
}

function isLink(mode: FileMode | undefined): boolean {
  return mode === 'symlink' || mode === 'submodule';
}

/** `.git` as file systems may read it: any case, 8.3 short name, stream suffix, trailing dots and spaces. */
function isGitFolder(part: string): boolean {
  const name = visibleName(part.normalize('NFKC'))
    .toLowerCase()
    .replace(/:.*$/s, '')
    .replace(/[. ]+$/, '')
    .trimStart();
  return name === '.git' || /^git~\d+$/.test(name);
}

type Gone = { readonly path: string; readonly before: SourceFile };

/** `gone`: executable files that the change deletes; one of them may stand here now, renamed. */
function badEntry(
  files: Files,
  { path, before, after }: FileChange,
  gone: readonly Gone[],
): PathReason | null {
  if (isLink(before?.mode) || isLink(after?.mode)) return 'link';
  if (parentsOf(path).some((folder) => isLink(files.get(folder)?.mode))) return 'through-link';
  if (after === null || after.mode === (before?.mode ?? 'file')) return null;
  const isRenamed =
    before === null &&
    gone.some((other) => nameOf(other.path) === nameOf(path) || sameFile(other.before, after));
  return isRenamed ? null : 'mode';
}

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

type Surroundings = {
  readonly names: ReadonlyMap<string, string>;
  readonly folders: ReadonlySet<string>;
  readonly files: Files;
};

/** What stands after the change, by names as a file system without case compares them. */
function surroundings(files: Files, change: Change): Surroundings {
  if (!change.some(({ kind }) => kind === 'added'))
    return { names: new Map(), folders: new Set(), files: new Map() };
  const after = new Map(files);
  for (const file of change) {
    if (file.after === null) after.delete(file.path);
    else after.set(file.path, file.after);
  }
  const added = new Set(change.filter(({ kind }) => kind === 'added').map(({ path }) => path));
  const names = new Map(
    [...after.keys()].filter((path) => !added.has(path)).map((path) => [comparable(path), path]),
  );
  return { names, folders: new Set([...after.keys()].flatMap(parentsOf)), files: after };
}

function clash({ names, folders, files }: Surroundings, { path, kind }: FileChange): PathReason | null {
  if (kind !== 'added') return null;
  const isTaken =
    names.has(comparable(path)) || folders.has(path) || parentsOf(path).some((folder) => files.has(folder));
  return isTaken ? 'clash' : null;
}

function parentsOf(path: string): string[] {
  return [...path.matchAll(/\//g)].map(({ index }) => path.slice(0, index));
}

function shownPath(path: string): string {
  return JSON.stringify(visibleName(path).slice(0, 200)).slice(1, -1);
}

import type { Files } from '../change/change.ts';
import { isTestPath } from '../change/test-files.ts';
import { readSource } from '../change/text.ts';
import { isManifest } from './manifests/read-manifest.ts';

/** Files that commands read without being told. */
const implied: readonly (readonly [command: RegExp, files: readonly string[]])[] = [
  [command('g?make'), ['Makefile', 'makefile', 'GNUmakefile']],
  [command('nox'), ['noxfile.py']],
  [command('tox'), ['tox.ini', 'tox.toml']],
  [command('just'), ['justfile', 'Justfile', '.justfile']],
  [command('(?:invoke|inv)'), ['tasks.py', 'invoke.yaml', 'invoke.yml']],
  [command('fab'), ['fabfile.py']],
  [command('task'), ['Taskfile.yml', 'Taskfile.yaml']],
  [command('pre-commit'), ['.pre-commit-config.yaml']],
  [
    command('(?:docker|docker-compose|podman)'),
    ['Dockerfile', 'docker-compose.yml', 'compose.yaml', 'compose.yml'],
  ],
];
/** What runs the file that is named next, or the module. */
const running =
  /(?:^|[\s;&|('"=])(?:\S*python[\d.]*|uv run|coverage run|bash|sh|zsh|source|\.|exec|env)\s+(?:-[a-zA-Z]+\s+)*$/;
/** Where a command begins. */
const first = /(?:\brun:\s*["']?|[;&|]\s*|\n\s*|^\s*)$/;
const script = /\.(?:sh|bash|zsh|ps1|bat|cmd|mk|cfg|ini|toml|ya?ml|json|conf|env|rb|js|mjs|pl)$/;
const maxCharacters = 200_000;
const maxDepth = 4;

/**
 * What a repository's workflows run or read by name: scripts, local actions, makefiles, and what those name in turn. Such
 * a file decides what a green run means, so nobody but a person may change it. Tests and manifests have judges of their
 * own. Answers whether a path, there already or new, is one of these.
 */
export function namedByWorkflows(files: Files): (path: string) => boolean {
  const named = new Set<string>();
  const folders = new Set<string>();
  let texts = [...files.keys()].filter((path) => /^\.github\/(?:workflows|actions)\/.+\.ya?ml$/i.test(path));
  const read = new Set<string>();
  for (let depth = 0; depth < maxDepth && texts.length > 0; depth += 1) {
    const next: string[] = [];
    for (const path of texts) {
      if (read.has(path)) continue;
      read.add(path);
      const file = files.get(path);
      const text = file === undefined ? null : readSource(file);
      if (text === null || text.length > maxCharacters) continue;
      const found = namesIn(text);
      for (const folder of found.folders) folders.add(folder);
      for (const one of found.paths) named.add(one);
      next.push(...found.paths.filter((one) => files.has(one)));
    }
    for (const folder of folders)
      next.push(
        ...[...files.keys()].filter((path) => path.startsWith(`${folder}/`) && path.endsWith('.yml')),
      );
    texts = next;
  }
  return (path) =>
    !isTestPath(path) &&
    !isManifest(path) &&
    (named.has(path) || [...folders].some((folder) => path.startsWith(`${folder}/`)));
}

type Names = { readonly paths: readonly string[]; readonly folders: readonly string[] };

function namesIn(text: string): Names {
  const inside = [...text.matchAll(/working-directory:\s*['"]?([\w./-]+)/g)].map(([, folder = '']) =>
    plain(folder),
  );
  const paths = implied.flatMap(([pattern, names]) => (pattern.test(text) ? names : []));
  const folders: string[] = [];
  for (const match of text.matchAll(/(?:\.{0,2}\/)?[\w-][\w.+-]*(?:\/[\w.+-]+)*|\.[\w][\w.-]*/g)) {
    const [said] = match;
    const before = text.slice(Math.max(0, match.index - 40), match.index);
    if (/uses:\s*['"]?$/.test(before)) {
      if (said.startsWith('./')) folders.push(plain(said));
      continue;
    }
    const isRun = said.startsWith('./') || running.test(before) || (said.includes('/') && first.test(before));
    if (isRun || script.test(said)) paths.push(plain(said));
    if (/\s-m\s+$/.test(before)) paths.push(...modulesOf(said));
  }
  const below = inside.flatMap((folder) => paths.map((path) => `${folder}/${path}`));
  return { paths: [...new Set(paths.concat(below))], folders };
}

function modulesOf(name: string): string[] {
  const path = name.replaceAll('.', '/');
  return ['', 'src/'].flatMap((root) => [`${root}${path}.py`, `${root}${path}/__main__.py`]);
}

function plain(path: string): string {
  return path.replace(/^(?:\.\/)+/, '').replace(/\/+$/, '');
}

function command(name: string): RegExp {
  return new RegExp(`(?:^|[\\s;&|(:"'])${name}(?=[\\s;&|)"']|$)`, 'm');
}

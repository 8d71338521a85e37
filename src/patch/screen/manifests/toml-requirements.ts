import { createFindLine, type FindLine } from './find-line.ts';
import { manifestOf, packageName, useOf, type Manifest, type Requirement, type Use } from './manifest.ts';
import { readRequirement } from './plain-requirement.ts';
import { isTable, tableOf, textsIn, type Table } from './values.ts';

/** Keys below which requirements stand, in the tables of every tool: `dev-dependencies`, `requires`, `deps`. */
const asks = /(?:^|[-_])(?:dependenc(?:y|ies)|requires|deps|requirements)$|^requires-(?:extra|plugins|dist)$/;
/** Below these keys the tools that install say where packages come from. */
const installers = ['poetry', 'uv', 'pdm', 'pixi', 'hatch', 'rye', 'pip', 'pip-tools', 'pipenv'];
const places = /^(?:sources?|index|indexes|find-links|channels|(?:default-|extra-)?index-url)$/;
/** A package that says one of these comes from elsewhere. */
const elsewhere = new Set([
  'git',
  'hg',
  'svn',
  'url',
  'path',
  'file',
  'source',
  'index',
  'registry',
  'channel',
]);

const maxDepth = 50;

type Found = { requirements: Requirement[]; includes: string[] };

/**
 * The requirements of a pyproject.toml, wherever a key says that it holds some. Every table is walked, so that a tool
 * which nobody has heard of is read too.
 */
export function readPyproject(document: Table, source: string): Manifest {
  const found: Found = { requirements: [], includes: [] };
  const findLine = createFindLine(source);
  walk(document, [], findLine, found);
  for (const name of installers) sourcesIn(tableOf(tableOf(document['tool'])[name]), findLine, found);
  return manifestOf(found.requirements, found.includes);
}

/** Pipfile: each table but its own four is a group of packages. */
export function readPipfile(document: Table, source: string): Manifest {
  const found: Found = { requirements: [], includes: [] };
  const findLine = createFindLine(source);
  for (const [group, value] of Object.entries(document)) {
    if (group === 'source') addSource(value, findLine, found);
    else if (!/^(?:requires|scripts|pipenv)$/.test(group)) addValue(value, useOf(group), findLine, found);
  }
  return manifestOf(found.requirements);
}

function walk(table: Table, path: readonly string[], findLine: FindLine, found: Found): void {
  if (path.length > maxDepth) throw new Error('it is nested too deeply');
  for (const [key, value] of Object.entries(table)) {
    const here = [...path, key];
    if (path.at(-1) === 'dynamic' || key === 'requirements_txt' || key === 'requirements-txt')
      found.includes.push(
        ...textsIn(value).flatMap(({ key: name, text }) => (/^files?$/.test(name) ? [text] : [])),
      );
    else if (asks.test(key) || here.join('.') === 'dependency-groups')
      addValue(value, useOfPath(here), findLine, found);
    else if (isTable(value)) walk(value, here, findLine, found);
    else if (Array.isArray(value))
      for (const one of value) if (isTable(one)) walk(one, here, findLine, found);
  }
}

/** Groups of `dependency-groups` are for who works on the project, and never come with it. */
function useOfPath(path: readonly string[]): Use {
  return path[0] === 'dependency-groups' ? 'tests' : useOf(path.join(' '));
}

/** A list of requirement lines, a table of packages, or a table of groups that are one of the two. */
function addValue(value: unknown, use: Use, findLine: FindLine, found: Found): void {
  if (Array.isArray(value)) for (const one of value) addItem(one, use, findLine, found);
  if (!isTable(value)) return;
  for (const [key, inner] of Object.entries(value)) {
    const own = useOf(key) === 'runtime' ? use : useOf(key);
    if (
      Array.isArray(inner) &&
      (inner.length === 0 || inner.some((one) => typeof one === 'string' || isGroup(one)))
    )
      addValue(inner, own, findLine, found);
    else addNamed(key, inner, use, findLine, found);
  }
}

function addItem(item: unknown, use: Use, findLine: FindLine, found: Found): void {
  if (isGroup(item)) return;
  if (typeof item === 'string')
    found.requirements.push(readRequirement(item, findLine(item, nameIn(item)), use));
  else
    found.requirements.push({
      kind: 'unclear',
      line: findLine(...textsIn(item).map(({ text }) => text)),
      text: JSON.stringify(item),
    });
}

/** The name of a group that is taken over: its packages are found where they stand. */
function isGroup(item: unknown): boolean {
  return isTable(item) && Object.keys(item).join() === 'include-group';
}

/** `leftpad = "^1"`, or a table that says more of it. */
function addNamed(name: string, value: unknown, use: Use, findLine: FindLine, found: Found): void {
  if (name === 'python') return;
  const line = findLine(name);
  const from = textsIn(value).filter(({ key }) => elsewhere.has(key));
  const known = packageName(name);
  if (from.length === 0) found.requirements.push({ kind: 'package', name: known, line, use });
  for (const { key, text } of from)
    found.requirements.push({ kind: 'source', name: known, line, use, source: `${key} = ${text}` });
}

function sourcesIn(table: Table, findLine: FindLine, found: Found): void {
  for (const [key, value] of Object.entries(table)) {
    if (places.test(key)) addSource(value, findLine, found);
    else if (isTable(value)) sourcesIn(value, findLine, found);
  }
}

function addSource(value: unknown, findLine: FindLine, found: Found): void {
  for (const { key, text } of textsIn(value)) {
    if (/^(?:name|priority|marker|branch|tag|rev)$/.test(key)) continue;
    if (/^https:\/\/pypi\.org\/simple\/?$/.test(text)) continue;
    const source = `${key} = ${text}`;
    found.requirements.push({
      kind: 'source',
      name: 'another package index',
      line: findLine(text),
      use: 'other',
      source,
    });
  }
}

function nameIn(item: string): string {
  return /[\w.-]+/.exec(item)?.[0] ?? item;
}

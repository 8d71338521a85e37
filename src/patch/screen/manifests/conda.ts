import { createFindLine, type FindLine } from './find-line.ts';
import { manifestOf, packageName, useOf, type Manifest, type Requirement, type Use } from './manifest.ts';
import { readRequirementLines } from './requirement-lines.ts';
import { isTable, listOf, type Table } from './values.ts';

const usualChannels = /^(?:defaults|conda-forge|nodefaults)$/;
const spec =
  /^(?:([\w./:-]+)::)?([A-Za-z0-9_][\w.-]*)(?:\s*[=<>!~][\w\s.*=<>!~|,+-]*|\s+[\w.*=-]+(?:\s+[\w.*=-]+)?)?$/;

/** A conda environment: its channels, its packages, and what pip adds to them. */
export function readCondaEnvironment(document: Table, source: string, path: string): Manifest {
  const findLine = createFindLine(source);
  const use = useOf(path);
  const requirements: Requirement[] = listOf(document['channels']).flatMap((channel) =>
    typeof channel === 'string' && usualChannels.test(channel)
      ? []
      : [channelOf(String(channel), use, findLine(String(channel)))],
  );
  const includes: string[] = [];
  const dependencies = document['dependencies'] ?? [];
  if (!Array.isArray(dependencies))
    requirements.push({
      kind: 'unclear',
      line: findLine('dependencies'),
      text: JSON.stringify(dependencies),
    });
  for (const item of listOf(dependencies)) {
    if (typeof item === 'string') requirements.push(...condaSpec(item.trim(), use, findLine(item)));
    else if (isTable(item) && Object.keys(item).join() === 'pip' && Array.isArray(item['pip'])) {
      const pip = readPip(path, item['pip'], findLine);
      requirements.push(...pip.requirements);
      includes.push(...pip.includes);
    } else requirements.push({ kind: 'unclear', line: findLine('dependencies'), text: JSON.stringify(item) });
  }
  return manifestOf(requirements, includes);
}

function condaSpec(text: string, use: Use, line: number): Requirement[] {
  const [, channel, name] = spec.exec(text) ?? [];
  if (name === undefined) return [{ kind: 'unclear', line, text }];
  if (/^(?:python|pip)$/.test(name)) return [];
  const from = channel === undefined || usualChannels.test(channel) ? [] : [channelOf(channel, use, line)];
  return [...from, { kind: 'package', name: packageName(name), line, use }];
}

function channelOf(channel: string, use: Use, line: number): Requirement {
  return { kind: 'source', name: 'another conda channel', line, use, source: channel };
}

/** Each item is a line for pip, of which it is judged as one. */
function readPip(
  path: string,
  items: readonly unknown[],
  findLine: FindLine,
): { requirements: Requirement[]; includes: readonly string[] } {
  const requirements: Requirement[] = [];
  const includes: string[] = [];
  for (const item of items) {
    const text = String(item);
    const line = findLine(text);
    const read = readRequirementLines(path, text);
    if (read.kind === 'unreadable') continue;
    requirements.push(...read.requirements.map((one) => ({ ...one, line })));
    includes.push(...read.includes);
  }
  return { requirements, includes };
}

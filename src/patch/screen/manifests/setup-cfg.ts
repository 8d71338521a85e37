import { readIni, type IniLine } from '../../../python/ini.ts';
import { manifestOf, useOf, type Manifest, type Requirement, type Use } from './manifest.ts';
import { readRequirement } from './plain-requirement.ts';

/** setup.cfg as Python's configparser reads it, and setuptools takes its lists apart. */
export function readSetupCfg(source: string): Manifest {
  const requirements: Requirement[] = [];
  const includes: string[] = [];
  for (const { section, key, values } of readIni(source)) {
    const [first] = values;
    if (first !== undefined && isPlace(key))
      requirements.push({
        kind: 'source',
        name: 'another package index',
        line: first.line,
        use: 'other',
        source: textOf(values),
      });
    if (!asks(section, key)) continue;
    const file = /^file:(.*)$/s.exec(textOf(values));
    if (file !== null) includes.push(...(file[1] ?? '').split(/[,\n]/).map((one) => one.trim()));
    else
      for (const { line, text } of itemsOf(values))
        requirements.push(readRequirement(text, line, useOfOption(section, key)));
  }
  return manifestOf(requirements, includes);
}

function asks(section: string, key: string): boolean {
  return (
    section === 'options.extras_require' || (/requires?(?:_dist)?$/.test(key) && key !== 'python_requires')
  );
}

function isPlace(key: string): boolean {
  return /^(?:(?:extra_)?index_url|find_links|dependency_links)$/.test(key);
}

function useOfOption(section: string, key: string): Use {
  if (section === 'options.extras_require') return useOf(key);
  if (key === 'setup_requires') return 'other';
  return key.startsWith('tests') ? 'tests' : 'runtime';
}

function textOf(values: readonly IniLine[]): string {
  return values
    .map(({ text }) => text)
    .join('\n')
    .trim();
}

/** On one line a semicolon parts the items; over several lines each is one. */
function itemsOf(values: readonly IniLine[]): IniLine[] {
  const lines = values.filter(({ text }) => text !== '');
  const [first] = values;
  const isOneLine = lines.length === 1 && lines[0] === first;
  const items = isOneLine
    ? lines.flatMap(({ line, text }) => text.split(';').map((one) => ({ line, text: one.trim() })))
    : lines;
  return items.filter(({ text }) => text !== '');
}

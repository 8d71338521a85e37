import { manifestOf, useOf, type Manifest, type Requirement, type Use } from './manifest.ts';
import { readRequirement } from './plain-requirement.ts';

type Line = { readonly line: number; readonly text: string };
type Option = { readonly section: string; readonly key: string; readonly values: Line[] };

/** setup.cfg as Python's configparser reads it, and setuptools takes its lists apart. */
export function readSetupCfg(source: string): Manifest {
  const requirements: Requirement[] = [];
  const includes: string[] = [];
  for (const { section, key, values } of optionsOf(source)) {
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

function textOf(values: readonly Line[]): string {
  return values
    .map(({ text }) => text)
    .join('\n')
    .trim();
}

/** On one line a semicolon parts the items; over several lines each is one. */
function itemsOf(values: readonly Line[]): Line[] {
  const lines = values.filter(({ text }) => text !== '');
  const [first] = values;
  const isOneLine = lines.length === 1 && lines[0] === first;
  const items = isOneLine
    ? lines.flatMap(({ line, text }) => text.split(';').map((one) => ({ line, text: one.trim() })))
    : lines;
  return items.filter(({ text }) => text !== '');
}

/** A line that is indented further than its key goes on with the key's value. */
function optionsOf(source: string): Option[] {
  const options: Option[] = [];
  let section = '';
  let open: Option | null = null;
  let depth = 0;
  for (const [index, whole] of source.replaceAll('\r\n', '\n').split('\n').entries()) {
    const text = whole.trim();
    const line = index + 1;
    if (text === '' || /^[#;]/.test(text)) continue;
    const indent = whole.length - whole.trimStart().length;
    if (open !== null && indent > depth) {
      open.values.push({ line, text });
      continue;
    }
    depth = indent;
    open = null;
    const [, header] = /^\[(.+)\]/.exec(text) ?? [];
    if (header !== undefined) {
      section = header.trim();
      continue;
    }
    const sign = text.search(/[=:]/);
    const key = (sign === -1 ? text : text.slice(0, sign)).trim();
    const value = sign === -1 ? '' : text.slice(sign + 1).trim();
    open = { section, key: key.toLowerCase().replaceAll('-', '_'), values: [{ line, text: value }] };
    options.push(open);
  }
  return options;
}

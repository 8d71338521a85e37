import { packageName, type Requirement, type Use } from './manifest.ts';

const name = '([A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?)';
const extras = String.raw`(?:\s*\[[\w\s,.-]*\])?`;
const version = String.raw`(?:===|==|~=|!=|<=|>=|<|>)\s*[\w.*+!-]+`;
const versions = String.raw`${version}(?:\s*,\s*${version})*\s*,?`;
const marker = String.raw`(?:\s*;[\w\s.'"()<>=!~,*+-]*)?`;
const plain = new RegExp(String.raw`^${name}${extras}\s*(?:${versions}|\(\s*${versions}\s*\))?${marker}$`);
const addressed = new RegExp(String.raw`^${name}${extras}\s*(@\s*\S.*)$`);

/** A requirement as PEP 508 has it: a name, extras, versions and a marker, or a name and an address. */
export function readRequirement(written: string, line: number, use: Use): Requirement {
  // In a long run of spaces the patterns would look for a part at each of them.
  const text = written.replace(/\s+/g, ' ').trim();
  const [, known] = plain.exec(text) ?? [];
  if (known !== undefined) return { kind: 'package', name: packageName(known), line, use };
  const [, named, source] = addressed.exec(text) ?? [];
  if (named !== undefined && source !== undefined)
    return { kind: 'source', name: packageName(named), line, use, source };
  if (/^(?:(?:-e|--editable)[\s=]*)?(?:\w+\+)?\w+:\/\//.test(text))
    return { kind: 'source', name: 'a package by its address', line, use, source: text };
  return { kind: 'unclear', line, text };
}

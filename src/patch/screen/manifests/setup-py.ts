import { childrenOf, parsePython, textOf, type Code, type Node } from '../../../python/tree.ts';
import { lineFinder } from '../../../python/line-finder.ts';
import { manifestOf, useOf, type Manifest, type Requirement, type Use } from './manifest.ts';
import { readRequirement } from './plain-requirement.ts';

/** Names below which a setup.py keeps what it asks for. */
const asks = /(?:^|_)reqs?(?:_|$)|require|depend|extras/i;
const adds = /^(.*)\.(?:append|extend|insert|add|update)$/s;

type Found = {
  readonly requirements: Requirement[];
  readonly lineOf: (at: number) => number;
  /** Names that are given a value in this file: they are read there. */
  readonly assigned: ReadonlySet<string>;
};

/** The literals below `install_requires` and its kin. What is put together otherwise is a person's to read. */
export function readSetupPy(source: string): Manifest {
  const code = parsePython(source);
  const requirements: Requirement[] = [];
  const found = { requirements, lineOf: lineFinder(source), assigned: assignedIn(code) };
  code.node.cursor().iterate((at) => {
    const named = namedValue(at.node, source) ?? addedTo(at.node, source);
    if (named === null || !asks.test(named) || named === 'python_requires') return true;
    addLiterals({ node: at.node, source }, useOfName(named), found);
    return false;
  });
  return manifestOf(requirements);
}

function assignedIn({ node, source }: Code): ReadonlySet<string> {
  const names = new Set<string>();
  node.cursor().iterate((at) => {
    if (at.node.parent?.name !== 'AssignStatement') return;
    const named = namedValue(at.node, source);
    if (named !== null) names.add(named);
  });
  return names;
}

/** The name that a value is given by `name = value`, `f(name=value)` or `{"name": value}`; null for other nodes. */
function namedValue(node: Node, source: string): string | null {
  const sign = node.prevSibling;
  const before = sign?.prevSibling ?? null;
  const name = before?.name === 'TypeDef' ? before.prevSibling : before;
  if (sign === null || name === null) return null;
  if (/^(?:AssignOp|UpdateOp)$/.test(sign.name)) return textOf({ node: name, source });
  return sign.name === ':' && name.name === 'String' ? literal(textOf({ node: name, source })) : null;
}

/** The name of the list to which a call like `name.append(value)` adds its arguments; null for other nodes. */
function addedTo(node: Node, source: string): string | null {
  if (node.name !== 'ArgList' || node.prevSibling === null) return null;
  return adds.exec(textOf({ node: node.prevSibling, source }))?.[1] ?? null;
}

function useOfName(name: string): Use {
  return name === 'setup_requires' ? 'other' : useOf(name);
}

function addLiterals(code: Code, use: Use, found: Found): void {
  const { node } = code;
  const line = found.lineOf(node.from);
  switch (node.name) {
    case 'String':
      for (const text of literal(textOf(code)).split('\n'))
        if (text.trim() !== '') found.requirements.push(readRequirement(text, line, use));
      return;
    case 'DictionaryExpression':
    case 'ArrayExpression':
    case 'TupleExpression':
    case 'SetExpression':
    case 'ParenthesizedExpression':
    case 'ArgList':
      addParts(code, use, found);
      return;
    case 'None':
    case 'Boolean':
    case 'Number':
      return;
    default: {
      const text = textOf(code);
      if (node.name === 'VariableName' && asks.test(text) && found.assigned.has(text)) return;
      found.requirements.push({ kind: 'unclear', line, text });
    }
  }
}

/** Keys of a dictionary name groups; what stands behind them counts. */
function addParts({ node, source }: Code, use: Use, found: Found): void {
  for (const part of childrenOf(node)) {
    if (/^[()[\]{},:]$/.test(part.name) || part.nextSibling?.name === ':') continue;
    const group = namedValue(part, source);
    addLiterals({ node: part, source }, group === null ? use : useOf(group), found);
  }
}

function literal(text: string): string {
  return text.replace(/^\w*["']+|["']+$/g, '');
}

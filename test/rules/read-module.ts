/**
 * What a module brings in and what it gives out, name by name. The parser is the one that Prettier brings along: it
 * knows the whole language, so that text in a template or a comment is never taken for an import.
 */
import { posix } from 'node:path';
import { parsers } from 'prettier/plugins/babel';

/** `names`: what is taken of it; `all` where the whole of it is taken, and nobody can say which names are used. */
export type Use = {
  readonly to: string;
  /** `program`: a path below a folder that only the running program knows. */
  readonly kind: 'own' | 'library' | 'program';
  readonly names: readonly string[] | 'all';
};

export type Module = {
  readonly uses: readonly Use[];
  readonly exported: readonly { readonly name: string; readonly usedHere: boolean }[];
  /** It asks whether it is what was started. */
  readonly isProgram: boolean;
};

type Node = { readonly type: string; readonly [field: string]: unknown };

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string';
}

function nodesOf(value: unknown): Node[] {
  return Array.isArray(value) ? value.filter(isNode) : [];
}

/** Calls `visit` on a node and on everything inside it, with the node around it. */
function walk(
  node: Node,
  visit: (node: Node, around: Node | null) => void,
  around: Node | null = null,
): void {
  visit(node, around);
  for (const value of Object.values(node))
    if (isNode(value)) walk(value, visit, node);
    else for (const one of nodesOf(value)) walk(one, visit, node);
}

/** A name, or a name that is written as a string. */
function textOf(value: unknown): string {
  if (!isNode(value)) return '';
  if (value.type === 'Identifier') return String(value['name']);
  return value.type === 'StringLiteral' ? String(value['value']) : '';
}

/** The names that a pattern binds, or a declaration. */
function boundBy(value: unknown): string[] {
  if (!isNode(value)) return [];
  switch (value.type) {
    case 'Identifier':
      return [textOf(value)];
    case 'VariableDeclaration':
      return nodesOf(value['declarations']).flatMap((one) => boundBy(one['id']));
    case 'ObjectPattern':
      return nodesOf(value['properties']).flatMap((one) => boundBy(one['value'] ?? one['argument']));
    case 'ArrayPattern':
      return nodesOf(value['elements']).flatMap(boundBy);
    case 'AssignmentPattern':
      return boundBy(value['left']);
    case 'RestElement':
      return boundBy(value['argument']);
    default:
      return boundBy(value['id']);
  }
}

/** The names that `{ a, b: c }` takes of what is on its right; a rest takes all. */
function takenBy(pattern: unknown): readonly string[] | 'all' {
  if (!isNode(pattern) || pattern.type !== 'ObjectPattern') return 'all';
  const properties = nodesOf(pattern['properties']);
  const isPlain = properties.every((one) => one.type === 'ObjectProperty' && one['computed'] !== true);
  return isPlain ? properties.map((one) => textOf(one['key'])) : 'all';
}

/** What a statement `import … from`, `export … from` takes. */
function takenFrom(statement: Node): readonly string[] | 'all' {
  if (statement.type === 'ExportAllDeclaration') return 'all';
  const specifiers = nodesOf(statement['specifiers']);
  if (specifiers.some(({ type }) => type.endsWith('NamespaceSpecifier'))) return 'all';
  return specifiers.map((one) => {
    if (one.type === 'ImportDefaultSpecifier') return 'default';
    return textOf(one['imported'] ?? one['local']);
  });
}

function isMeta(value: unknown, field: string): boolean {
  if (!isNode(value) || value.type !== 'MemberExpression' || textOf(value['property']) !== field)
    return false;
  return isNode(value['object']) && value['object'].type === 'MetaProperty';
}

type Taken = { readonly named: string; readonly names: readonly string[] | 'all' };

/** What an expression loads: `import('…')`, a thread's or a program's file. */
function takenInside(node: Node, wants: ReadonlyMap<Node, readonly string[] | 'all'>): Taken | null {
  if (node.type === 'ImportExpression')
    return { named: textOf(node['source']), names: wants.get(node) ?? 'all' };
  if (node.type === 'TSImportType')
    return {
      named: textOf(node['source'] ?? node['argument']),
      names: isNode(node['qualifier']) ? [firstOf(node['qualifier'])] : 'all',
    };
  const given = nodesOf(node['arguments']);
  if (node.type === 'NewExpression' && textOf(node['callee']) === 'URL' && isMeta(given[1], 'url'))
    return { named: textOf(given[0]), names: 'all' };
  if (node.type !== 'CallExpression') return null;
  if (isMeta(node['callee'], 'resolve')) return { named: textOf(given[0]), names: 'all' };
  // A program that is started: nobody takes a name of it.
  const isPath = ['join', 'resolve'].includes(textOf(node['callee']));
  const file = textOf(given.at(-1));
  if (!isPath || !/\.(?:ts|mjs)$/.test(file)) return null;
  return { named: isMeta(given[0], 'dirname') ? `./${file}` : `root:${file}`, names: [] };
}

/** `a` of `a.b.c`. */
function firstOf(qualifier: Node): string {
  return isNode(qualifier['left']) ? firstOf(qualifier['left']) : textOf(qualifier);
}

/** An identifier that is the name of a field, and refers to nothing. */
function isFieldName(node: Node, around: Node | null): boolean {
  if (!around || around['computed'] === true) return false;
  if (around.type === 'TSQualifiedName') return around['right'] === node;
  return around['property'] === node || around['key'] === node;
}

function namesIn(statement: Node): Set<string> {
  const names = new Set<string>();
  walk(statement, (node, around) => {
    if (node.type === 'Identifier' && !isFieldName(node, around)) names.add(textOf(node));
  });
  return names;
}

const linking = /^(?:Import|ExportAll)Declaration$/;
const foreign = new Set(['TSExportAssignment', 'TSImportEqualsDeclaration', 'TSNamespaceExportDeclaration']);

/** What a statement exports: its name outside and its name in the file, which is empty where it has none. */
function exportedBy(statement: Node): { readonly name: string; readonly local: string }[] {
  if (statement.type === 'ExportDefaultDeclaration') return [{ name: 'default', local: '' }];
  if (statement.type === 'ExportAllDeclaration' && statement['exported'])
    return [{ name: textOf(statement['exported']), local: '' }];
  if (statement.type !== 'ExportNamedDeclaration') return [];
  const declared = boundBy(statement['declaration']).map((name) => ({ name, local: name }));
  const isPassedOn = isNode(statement['source']);
  const listed = nodesOf(statement['specifiers']).map((one) => ({
    name: textOf(one['exported']),
    local: isPassedOn ? '' : textOf(one['local']),
  }));
  return [...declared, ...listed];
}

function parse(path: string, text: string): Node[] {
  // Its type asks for all of Prettier's settings; the parser reads the path alone.
  const tree: unknown = Reflect.apply(parsers['babel-ts'].parse, null, [text, { filepath: path }]);
  const program = isNode(tree) ? tree['program'] : null;
  if (!isNode(program)) throw new Error(`${path} has no program`);
  return nodesOf(program['body']);
}

export function readModule(path: string, text: string): Module {
  const statements = parse(path, text);
  const strange = statements.find(({ type }) => foreign.has(type));
  if (strange) throw new Error(`${path}: ${strange.type} is a form that nobody here reads`);

  const taken: Taken[] = [];
  const wants = new Map<Node, readonly string[] | 'all'>();
  let isProgram = false;
  for (const statement of statements) {
    if (isNode(statement['source']))
      taken.push({ named: textOf(statement['source']), names: takenFrom(statement) });
    if (linking.test(statement.type)) continue;
    walk(statement, (node) => {
      const value = node.type === 'VariableDeclarator' ? node['init'] : null;
      if (isNode(value) && value.type === 'AwaitExpression' && isNode(value['argument']))
        wants.set(value['argument'], takenBy(node['id']));
      const inside = takenInside(node, wants);
      if (inside && inside.named !== '') taken.push(inside);
      if (isMeta(node, 'main')) isProgram = true;
    });
  }

  const parts = statements
    .filter((one) => !linking.test(one.type) && !(one.type.startsWith('Export') && !one['declaration']))
    .map((one) => ({ declares: boundBy(one['declaration'] ?? one), names: namesIn(one) }));
  // A function that calls itself does not use itself.
  const isUsed = (local: string) =>
    parts.some(({ declares, names }) => names.has(local) && !declares.includes(local));
  return {
    uses: taken.map((one) => toUse(path, one)),
    exported: statements
      .flatMap(exportedBy)
      .map(({ name, local }) => ({ name, usedHere: local !== '' && isUsed(local) })),
    isProgram,
  };
}

function toUse(path: string, { named, names }: Taken): Use {
  if (named.startsWith('root:')) return { to: named.slice('root:'.length), kind: 'program', names };
  if (!named.startsWith('.')) return { to: named, kind: 'library', names };
  return { to: posix.normalize(`${posix.dirname(path)}/${named}`), kind: 'own', names };
}

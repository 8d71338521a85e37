import { lineFinder } from '../../../python/line-finder.ts';
import type { Compared, Side } from './compare-sides.ts';
import { boundNames, targetsOf } from '../../../python/bound-names.ts';
import { stdlib } from '../../../python/stdlib.ts';
import { argumentsOf, statementsOf, textOf, type Node } from '../../../python/tree.ts';
import type { ScreenFinding } from '../screen-finding.ts';
import { testFinding } from './weaker-test.ts';

/** `key`: the same where the same is done. `what`: how it is told. */
type Replacing = { readonly key: string; readonly what: Told; readonly at: number };
type Told = keyof typeof told;

const told = {
  names: 'names of the file are given another meaning behind its back',
  later: 'an import at the end may take the names of tests',
  asserts: 'the class of the tests decides itself how they run or assert',
  decorator: 'a function without a name is put around what follows',
  attribute: 'a function of an imported module is replaced for every test there is',
} as const;

/**
 * What is done to tests, or to what they call, from outside of them: names put into a module or a class by hand, functions
 * of imported modules replaced for good, the methods of unittest redefined. What stood there before may stay.
 */
export function screenReplaced({ path, before, after }: Compared): ScreenFinding[] {
  const known = replacings(before).map(({ key }) => key);
  const added = replacings(after).filter(({ key }) => {
    const at = known.indexOf(key);
    if (at >= 0) known.splice(at, 1);
    return at < 0;
  });
  const lineOf = lineFinder(after.file.code.source);
  return added.slice(0, maxTold).map(({ key, what, at }) => {
    const reason = what === 'attribute' ? 'subject-mocked' : 'test-replaced';
    const message = `"${key.slice(0, 80)}": ${told[what]}; a test must run, and call the code, as it is written.`;
    return testFinding(reason, path, lineOf(at), message);
  });
}

const maxTold = 3;
const byHand = /^(?:globals|exec|setattr|delattr)$/;
const inside = /\b(?:globals|locals|vars)\s*\(|\b__(?:dict|builtins|code|globals|defaults)__\b|^builtins\./;
const testModules = /^(?:pytest|unittest|mock|math|operator|builtins)$/;
const deep = /\b__(?:code|globals|defaults|builtins)__\b/;
/** What changes a table of names from within. */
const changing = /\.(?:update|pop|popitem|setdefault|clear|__setitem__|__delitem__)$/;
/** What unittest runs a test by, and what it asserts with: the latter may also come from a class of no base. */
const runs =
  /^(?:__getattribute__|run|debug|__call__|_callTestMethod|_callSetUp|failureException|fail|subTest)$/;
const asserts =
  /^__init_subclass__$|^assert(?:Equal|NotEqual|True|False|Is|IsNot|IsNone|IsNotNone|In|NotIn|IsInstance|NotIsInstance|Raises|RaisesRegex|Warns|WarnsRegex|Logs|NoLogs|AlmostEqual|NotAlmostEqual|Greater|GreaterEqual|Less|LessEqual|Regex|NotRegex|CountEqual|MultiLineEqual|SequenceEqual|ListEqual|TupleEqual|SetEqual|DictEqual)$/;

function replacings(side: Side): Replacing[] {
  const { code, tests } = side.file;
  const { source } = code;
  const starts = new Set([...tests.values()].map(({ found }) => found.node.from));
  const imported = importedNames(code.node, source);
  const own = statementsOf(code.node).flatMap((statement) => boundNames(statement, source));
  const shared = new Set([...imported.keys(), ...own]);
  const found: Replacing[] = [];
  const add = (what: Told, node: Node, key = textOf({ node, source })): void => {
    found.push({ key: key.replaceAll(/\s+/g, ' '), what, at: node.from });
  };
  let isAfterTest = false;
  walk(code.node, starts, (node, { depth, isInTest }) => {
    isAfterTest ||= isInTest;
    switch (node.name) {
      case 'CallExpression':
        if (isByHand(node, source, shared, { depth, isInTest })) add('names', node);
        break;
      case 'Decorator':
        if (node.firstChild?.nextSibling?.name !== 'VariableName') add('decorator', node);
        break;
      case 'ImportStatement':
        if (depth === 0 && isAfterTest && node.lastChild?.name === '*') add('later', node);
        break;
      case 'ClassDefinition':
        for (const statement of statementsOf(node.getChild('Body') ?? node))
          for (const name of boundNames(statement, source))
            if (asserts.test(name) || (runs.test(name) && isCase(node, source)))
              add('asserts', statement, name);
        break;
      case 'AssignStatement':
        for (const target of targetsOf(node)) {
          const text = textOf({ node: target, source });
          if (inside.test(text) && (!isInTest || deep.test(text))) add('names', target);
          else if (target.name === 'MemberExpression' && isReplaced(node, text, side, imported))
            add('attribute', target);
        }
        break;
      default:
    }
  });
  return found;
}

function isCase(definition: Node, source: string): boolean {
  const bases = definition.getChild('ArgList');
  return bases !== null && /Test/.test(textOf({ node: bases, source }));
}

/** `shared`: names that all tests of the file have in common. */
function isByHand(
  call: Node,
  source: string,
  shared: ReadonlySet<string>,
  { depth, isInTest }: { readonly depth: number; readonly isInTest: boolean },
): boolean {
  const callee = call.firstChild === null ? '' : textOf({ node: call.firstChild, source });
  const [object, name] = argumentsOf({ node: call, source }).positional;
  const said = object === undefined ? '' : textOf({ node: object, source });
  if (callee === 'getattr') return testModules.test(/^\w*/.exec(said)?.[0] ?? '') && name?.name !== 'String';
  // The table of an imported module, or of the file, is everybody's.
  if (!callee.startsWith('globals') && inside.test(callee) && changing.test(callee))
    return !isInTest || [...shared].some((one) => new RegExp(`\\b${one}\\b`).test(callee));
  // In a function of its own, `exec` is how generated code is tried.
  if (callee === 'exec') return depth === 0 && !isInTest;
  if (isInTest || !byHand.test(callee)) return false;
  return callee === 'globals' || /\(|\[/.test(said) || shared.has(/^\w*/.exec(said)?.[0] ?? '');
}

/** Is it a function that takes the place, or something of a module that tests are made of? */
function isReplaced(
  assignment: Node,
  target: string,
  { helpers, file: { code } }: Side,
  imported: ReadonlyMap<string, 'module' | 'name'>,
): boolean {
  const [base = '', attribute = '', ...deeper] = target.split('.').map((part) => part.trim());
  const from = imported.get(base);
  if (from === undefined || !/^\w+$/.test(attribute)) return false;
  if (testModules.test(base)) return true;
  const value = assignment.lastChild;
  if (value === null || /^[A-Z\d_]+$/.test(attribute)) return false;
  if (value.name === 'LambdaExpression') return true;
  if (helpers.has(textOf({ node: value, source: code.source }))) return true;
  // What is put back later is a value mostly; of Python's own modules values are set that are to be set.
  const isOfCode = from === 'module' && deeper.length === 0 && !stdlib.has(base);
  return isOfCode && /^(?:VariableName|MemberExpression)$/.test(value.name);
}

/** Names that the file imports anywhere, and whether they are surely modules. */
function importedNames(root: Node, source: string): ReadonlyMap<string, 'module' | 'name'> {
  const names = new Map<string, 'module' | 'name'>();
  walk(root, new Set(), (node) => {
    if (node.name !== 'ImportStatement') return;
    const kind = node.firstChild?.name === 'from' ? 'name' : 'module';
    for (const name of boundNames(node, source)) names.set(name, kind);
  });
  return names;
}

/** How many functions a node stands in, and whether one of them is a test. */
type Place = { readonly depth: number; readonly isInTest: boolean };

const looked: ReadonlySet<string> = new Set(
  'CallExpression Decorator ImportStatement ClassDefinition AssignStatement'.split(' '),
);

/** Every node of the kinds that are looked at. `starts`: where tests begin. */
function walk(root: Node, starts: ReadonlySet<number>, visit: (node: Node, place: Place) => void): void {
  let depth = 0;
  let testEnd = -1;
  root.cursor().iterate(
    (at) => {
      if (starts.has(at.from) && at.from >= testEnd && isFunction.test(at.name)) testEnd = at.to;
      if (looked.has(at.name)) visit(at.node, { depth, isInTest: at.from < testEnd });
      if (opens.test(at.name)) depth += 1;
      return true;
    },
    (at) => {
      if (opens.test(at.name)) depth -= 1;
    },
  );
}

const opens = /^(?:FunctionDefinition|LambdaExpression)$/;
const isFunction = /^(?:FunctionDefinition|DecoratedStatement)$/;

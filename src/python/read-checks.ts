import { bindAssignment, bindTargets, bindUpdate, rowsOf } from './bind.ts';
import { branchesOf, truthOf } from './branches.ts';
import { isRaising, readCallCheck } from './call-check.ts';
import { readCondition, type Check, type CheckParts } from './check.ts';
import { enter, inner, render, type Scope } from './scope.ts';
import {
  argumentsOf,
  calledName,
  childrenOf,
  definitionOf,
  nameOf,
  partsOf,
  statementsOf,
  textOf,
  type Node,
} from './tree.ts';

/** Where the reading of a test stands. */
type Walk = {
  readonly scope: Scope;
  readonly guards: readonly string[];
  readonly managers: readonly string[];
  /** Where the test calls the helper that is read; null in the test itself. */
  readonly at: number | null;
  readonly found: Check[];
};

/** A loop within a loop within a helper: enough is known of such a test by then. */
const maxChecks = 3_000;
const maxDepth = 4;
/** Exceptions that an assertion would be lost in. */
const swallowing = /\b(?:Exception|BaseException|AssertionError)\b/;

/** What a block asserts where it is reached: in order, with helpers, loops and names written out. */
export function readChecks(block: Node, scope: Scope): Check[] {
  const found: Check[] = [];
  walkBlock(block, { scope, guards: [], managers: [], at: null, found });
  return found;
}

type Flow = 'goes on' | 'ends';

function walkBlock(block: Node, walk: Walk): Flow {
  for (const statement of statementsOf(block)) {
    // What stands below a `return` is not run.
    if (walk.found.length > maxChecks || walkStatement(statement, walk) === 'ends') return 'ends';
  }
  return 'goes on';
}

function walkStatement(node: Node, walk: Walk): Flow {
  const { scope } = walk;
  switch (node.name) {
    case 'AssertStatement': {
      const condition = childrenOf(node)[1];
      if (condition !== undefined) add(walk, node, readCondition(condition, scope));
      return condition !== undefined &&
        /^(?:False|0)$/.test(textOf({ node: condition, source: scope.source }))
        ? 'ends'
        : 'goes on';
    }
    case 'ExpressionStatement':
      return node.firstChild === null ? 'goes on' : walkExpression(node.firstChild, node, walk);
    case 'AssignStatement': {
      const value = node.lastChild;
      if (value !== null) walkExpression(value, node, walk);
      bindAssignment(node, scope);
      return 'goes on';
    }
    case 'UpdateStatement':
      bindUpdate(node, scope);
      return 'goes on';
    case 'ReturnStatement':
    case 'RaiseStatement':
    case 'BreakStatement':
    case 'ContinueStatement':
      return 'ends';
    case 'IfStatement':
      return walkIf(node, walk);
    case 'ForStatement':
      return walkFor(node, walk);
    case 'WhileStatement': {
      const [, condition] = childrenOf(node);
      const body = node.getChild('Body');
      if (condition !== undefined && body !== null && truthOf(condition, scope) !== false)
        walkBlock(body, guarded(walk, ['while', ...render(condition, scope)]));
      return 'goes on';
    }
    case 'TryStatement':
      return walkTry(node, walk);
    case 'WithStatement':
      return walkWith(node, walk);
    case 'MatchStatement':
      for (const clause of node.getChild('MatchBody')?.getChildren('MatchClause') ?? []) {
        const body = clause.getChild('Body');
        if (body !== null) walkBlock(body, guarded(walk, ['case']));
      }
      return 'goes on';
    case 'DecoratedStatement':
    case 'FunctionDefinition':
      walkDefinition(node, walk);
      return 'goes on';
    default:
      return 'goes on';
  }
}

/** A check, or a helper that checks, or a call that ends the test. */
function walkExpression(expression: Node, statement: Node, walk: Walk): Flow {
  const { scope } = walk;
  const node = expression.name === 'AwaitExpression' ? (expression.lastChild ?? expression) : expression;
  if (node.name !== 'CallExpression') return 'goes on';
  const code = { node, source: scope.source };
  const called = node.firstChild === null ? '' : textOf({ node: node.firstChild, source: scope.source });
  const helper = scope.helpers.get(called);
  if (helper !== undefined) {
    const body = definitionOf(helper.node).getChild('Body');
    if (body === null || scope.depth >= maxDepth || isNeverRun(helper.node, expression)) return 'goes on';
    const at = walk.at ?? statement.from;
    walkBlock(body, { ...walk, scope: enter(helper, code, scope), at });
    return 'goes on';
  }
  const name = calledName(code);
  const checks = readCallCheck(node, scope, []);
  if (checks !== null) add(walk, statement, checks);
  return /^(?:skip|skipTest|xfail|fail|exit|_exit)$/.test(name) ? 'ends' : 'goes on';
}

/** A generator that is only called does nothing; nor does a coroutine that nobody waits for. */
function isNeverRun(helper: Node, call: Node): boolean {
  const definition = definitionOf(helper);
  const body = definition.getChild('Body');
  const isCoroutine = definition.firstChild?.name === 'async' && call.name !== 'AwaitExpression';
  return isCoroutine || (helper.name !== 'DecoratedStatement' && body !== null && yields(body));
}

function yields(block: Node): boolean {
  return childrenOf(block).some(
    (node) =>
      node.name.startsWith('Yield') ||
      (!/^(?:Function|Class)Definition$|^LambdaExpression$/.test(node.name) && yields(node)),
  );
}

function walkIf(node: Node, walk: Walk): Flow {
  const before: string[] = [];
  const flows: Flow[] = [];
  for (const { keyword, head, body } of branchesOf(node)) {
    const [condition] = head;
    const truth = condition === undefined ? true : truthOf(condition, walk.scope);
    if (truth === false) continue;
    const said = condition === undefined ? [] : render(condition, walk.scope);
    const isSure = truth === true && before.length === 0;
    flows.push(walkBlock(body, isSure ? walk : guarded(walk, [...before, ...said])));
    if (truth === true) return flows.every((flow) => flow === 'ends') ? 'ends' : 'goes on';
    before.push('not', ...said, keyword);
  }
  return 'goes on';
}

/** A list that is written out is gone through; the checks below another stand under a condition. */
function walkFor(node: Node, walk: Walk): Flow {
  const children = childrenOf(node).filter(({ name }) => name !== 'async' && name !== 'for');
  const at = children.findIndex(({ name }) => name === 'in');
  const list = children[at + 1];
  const body = node.getChild('Body');
  if (list === undefined || body === null) return 'goes on';
  const rows = rowsOf(list, walk.scope);
  if (rows === null) {
    const said = render(list, walk.scope);
    // A count that is written out is gone through at least once.
    walkBlock(body, counted.test(said.join(' ')) ? walk : guarded(walk, ['for', ...said]));
    return 'goes on';
  }
  for (const row of rows) {
    bindTargets(children.slice(0, at), row.node, walk.scope);
    walkBlock(body, walk);
  }
  return 'goes on';
}

const counted = /^range \( (?:0 , )?[1-9]\d* \)$/;

function walkTry(node: Node, walk: Walk): Flow {
  const { source } = walk.scope;
  const branches = branchesOf(node).map(({ keyword, head, body }) => ({
    keyword,
    body,
    said: head.map((one) => textOf({ node: one, source })).join(' '),
  }));
  const isLost = branches.some(
    ({ keyword, said, body }) =>
      (keyword === 'finally' && isLeft(body)) ||
      (keyword === 'except' &&
        (said === '' || swallowing.test(said)) &&
        !/\b(?:raise|fail|assert\w*)\b/.test(textOf({ node: body, source }))),
  );
  let flow: Flow = 'goes on';
  for (const { keyword, said, body } of branches) {
    if (keyword === 'except') walkBlock(body, guarded(walk, ['except', said]));
    else if (keyword === 'try' && isLost) walkBlock(body, { ...walk, found: [] });
    else flow = walkBlock(body, walk);
  }
  return flow;
}

/** Does a block end by a jump out of it? In `finally` that throws the exception away. */
function isLeft(block: Node, isInLoop = false): boolean {
  return childrenOf(block).some(
    (node) =>
      node.name === 'ReturnStatement' ||
      (!isInLoop && /^(?:Break|Continue)Statement$/.test(node.name)) ||
      (/^(?:Body|(?:If|For|While|Try|With|Match)Statement)$/.test(node.name) &&
        isLeft(node, isInLoop || /^(?:For|While)Statement$/.test(node.name))),
  );
}

function walkWith(node: Node, walk: Walk): Flow {
  const { scope } = walk;
  const body = node.getChild('Body');
  if (body === null) return 'goes on';
  const items = partsOf(childrenOf(node).filter(({ name }) => !/^(?:with|async|Body)$/.test(name)));
  let here = walk;
  for (const [item, as, ...target] of items.flatMap((part) => unwrapped(part))) {
    if (item === undefined) continue;
    const text = textOf({ node: item, source: scope.source });
    if (isRaising(item, scope)) {
      const said = statementsOf(body).flatMap((statement) => render(statement, scope));
      add(
        walk,
        node,
        (readCallCheck(item, scope, said) ?? []).map((one) => itself(one, body)),
      );
      // An assertion that fails in here is what was waited for.
      if (swallowing.test(text)) here = guarded(here, ['raises']);
    } else if (/\bsuppress\s*\(/.test(text) && swallowing.test(text)) here = { ...here, found: [] };
    else {
      const checks = readCallCheck(item, scope, []);
      if (checks !== null) add(walk, node, checks);
      const called = item.name === 'CallExpression' ? (item.firstChild ?? item) : item;
      here = { ...here, managers: [...here.managers, textOf({ node: called, source: scope.source })] };
    }
    if (as?.name !== 'as') continue;
    if (isRaising(item, scope)) bindCaught(target, item, scope);
    else bindTargets(target, item, scope);
  }
  const flow = walkBlock(body, here);
  // What ends a block that waits for an exception does not end the test.
  return here.found === walk.found &&
    here.guards === walk.guards &&
    !items.some(([item]) => item !== undefined && isRaising(item, scope))
    ? flow
    : 'goes on';
}

/** What was caught is known by its class, whatever else was asked of it. */
function bindCaught([target]: readonly Node[], item: Node, scope: Scope): void {
  if (target?.name !== 'VariableName') return;
  const [error] = argumentsOf({ node: item, source: scope.source }).positional;
  const tokens = ['caught', ...(error === undefined ? [] : render(error, scope))];
  scope.names.set(textOf({ node: target, source: scope.source }), { tokens, code: null });
}

/** `with (a, b):` is read as a tuple. */
function unwrapped(part: Node[]): Node[][] {
  const [first] = part;
  if (first === undefined || !/^(?:Tuple|Parenthesized)Expression$/.test(first.name)) return [part];
  return partsOf(childrenOf(first).filter(({ name }) => !/^[()]$|⚠/.test(name)));
}

/** A test that raises the exception itself expects nothing of the code. */
function itself(check: CheckParts, body: Node): CheckParts {
  return statementsOf(body).some(({ name }) => name === 'RaiseStatement')
    ? { ...check, operator: 'same' }
    : check;
}

/** A function within a test is read where it is called; handed on, it may be called. */
function walkDefinition(node: Node, walk: Walk): void {
  const { scope } = walk;
  const definition = definitionOf(node);
  const body = definition.getChild('Body');
  const name = nameOf(definition, scope.source);
  if (definition.name !== 'FunctionDefinition' || body === null) return;
  const around = node.parent === null ? '' : textOf({ node: node.parent, source: scope.source });
  const uses = around.split(new RegExp(`\\b${name}\\b`)).length - 2;
  const calls = around.split(new RegExp(`\\b${name}\\s*\\(`)).length - 2;
  if (calls > 0) scope.helpers.set(name, { node, source: scope.source });
  else if (uses > 0 || node.name === 'DecoratedStatement')
    walkBlock(body, guarded({ ...walk, scope: inner(scope) }, ['handed on']));
}

function guarded(walk: Walk, guard: readonly string[]): Walk {
  return { ...walk, guards: [...walk.guards, guard.join(' ')] };
}

function add({ found, guards, managers, at }: Walk, statement: Node, parts: readonly CheckParts[]): void {
  for (const one of parts) found.push({ ...one, guards, managers, at: at ?? statement.from });
}

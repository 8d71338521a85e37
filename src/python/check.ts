import { isLiteral, render, type Scope } from './scope.ts';
import { argumentsOf, calledName, childrenOf, elementsOf, type Node } from './tree.ts';

/** One thing that a test asserts, in one form whatever library it was written with. */
export type Check = {
  /** `==`, `in`, `approx`, `raises`, … */
  readonly operator: string;
  /** What is looked at: of two sides the one that is computed. */
  readonly subject: readonly string[];
  readonly expected: readonly string[];
  /** How far off the value may be: absolute, relative or a number of places, as written; null for none given. */
  readonly tolerance: Tolerance | null;
  /** Conditions and loops that it stands under. */
  readonly guards: readonly string[];
  /** Callees of the context managers that it stands in, but for those that wait for an exception. */
  readonly managers: readonly string[];
  /** Where it stands in the source of the test. */
  readonly at: number;
};

export type Tolerance = { readonly unit: string; readonly value: number };
export type CheckParts = Pick<Check, 'operator' | 'subject' | 'expected' | 'tolerance'>;

const opposite: Readonly<Record<string, string>> = {
  '==': '!=',
  '!=': '==',
  '<': '>=',
  '>': '<=',
  '<=': '>',
  '>=': '<',
  in: 'not in',
  'not in': 'in',
  is: 'is not',
  'is not': 'is',
  truth: 'falsy',
  falsy: 'truth',
};
const mirrored: Readonly<Record<string, string>> = { '<': '>', '>': '<', '<=': '>=', '>=': '<=' };

/** What an asserted expression checks; nothing for one that holds whatever the code does. */
export function readCondition(node: Node, scope: Scope, isNegated = false): CheckParts[] {
  switch (node.name) {
    case 'ParenthesizedExpression': {
      const inner = childrenOf(node).find(({ name }) => !/^[()]$/.test(name));
      return inner === undefined ? [] : readCondition(inner, scope, isNegated);
    }
    case 'UnaryExpression':
      return node.firstChild?.name === 'not' && node.lastChild !== null
        ? readNegated(node.lastChild, scope, isNegated)
        : [readTruth(node, scope, isNegated)];
    case 'BinaryExpression':
      return readBinary(node, scope, isNegated);
    case 'ConditionalExpression':
      return [{ ...nothing, operator: 'or', subject: render(node, scope) }];
    case 'CallExpression':
      return [readCall(node, scope, isNegated)];
    default:
      return isAlwaysTrue(node, scope) !== isNegated && isConstant(node)
        ? []
        : [readTruth(node, scope, isNegated)];
  }
}

/** Two values compared: the literal is what is expected, on whichever side it stands. */
export function compare(operator: string, left: readonly string[], right: readonly string[]): CheckParts {
  if (operator === '==' && (isAny(left) || isAny(right)))
    return { ...nothing, operator: 'same', subject: left };
  const isTurned = left.every(isExpectation) && !right.every(isExpectation);
  if (isTurned && /^(?:not )?in$/.test(operator))
    return { ...nothing, operator, subject: right, expected: left };
  const [subject, expected] = isTurned ? [right, left] : [left, right];
  const turned = isTurned ? (mirrored[operator] ?? operator) : operator;
  const isSame = /^(?:==|is|<=|>=|in|approx)$/.test(operator) && subject.join(' ') === expected.join(' ');
  return { ...nothing, operator: isSame ? 'same' : turned, subject, expected };
}

const nothing: CheckParts = { operator: '', subject: [], expected: [], tolerance: null };

/** `mock.ANY` is equal to everything. */
function isAny(side: readonly string[]): boolean {
  return /^(?:mock \. )?ANY$/.test(side.join(' '));
}

function isExpectation(token: string): boolean {
  return isLiteral(token) || /^[-+()[\]{},:]$/.test(token);
}

/** The grammar gives `not a and b` to `not` whole; in Python it binds closer. */
function readNegated(node: Node, scope: Scope, isNegated: boolean): CheckParts[] {
  const [left, operator, right] = node.name === 'BinaryExpression' ? childrenOf(node) : [];
  if (left && right && (operator?.name === 'and' || operator?.name === 'or')) {
    if (operator.name === 'and' && !isNegated)
      return [...readCondition(left, scope, true), ...readCondition(right, scope)];
    return [{ ...nothing, operator: 'or', subject: ['not', ...render(node, scope)] }];
  }
  return readCondition(node, scope, !isNegated);
}

function readBinary(node: Node, scope: Scope, isNegated: boolean): CheckParts[] {
  const left = node.firstChild;
  const operator = childrenOf(node)[1]?.name ?? '';
  const right = node.lastChild;
  if (left === null || right === null) return [];
  if (operator === (isNegated ? 'or' : 'and'))
    return [...readCondition(left, scope, isNegated), ...readCondition(right, scope, isNegated)];
  if (operator === 'and' || operator === 'or') {
    const holds = [left, right].some((side) => readCondition(side, scope, isNegated).length === 0);
    return holds ? [] : [{ ...nothing, operator: 'or', subject: render(node, scope) }];
  }
  const { operands, operators } = comparison(node, scope);
  if (operators.length === 0) return [readTruth(node, scope, isNegated)];
  return operators.flatMap((one, index): CheckParts[] => {
    const first = operands[index];
    const second = operands[index + 1];
    if (first === undefined || second === undefined) return [];
    if (
      first.from !== second.from &&
      rawText(first, scope) === rawText(second, scope) &&
      /^(?:==|is)$/.test(one)
    )
      return [];
    return [readComparison(isNegated ? (opposite[one] ?? one) : one, first, second, scope)];
  });
}

function comparison(node: Node, scope: Scope): { operands: Node[]; operators: string[] } {
  const children = node.name === 'BinaryExpression' ? childrenOf(node) : [];
  const left = children[0];
  const right = children.at(-1);
  const middle = children.slice(1, -1).map((child) => rawText(child, scope));
  const operator = middle.join(' ');
  if (left === undefined || right === undefined || !(operator in opposite))
    return { operands: [node], operators: [] };
  const before = comparison(left, scope);
  return { operands: [...before.operands, right], operators: [...before.operators, operator] };
}

function readComparison(operator: string, left: Node, right: Node, scope: Scope): CheckParts {
  for (const [side, other] of [
    [right, left],
    [left, right],
  ] as const) {
    const approx = operator === '==' ? readApprox(side, scope) : null;
    if (approx !== null)
      return { ...compare('approx', render(other, scope), approx.expected), tolerance: approx.tolerance };
  }
  return compare(operator, render(left, scope), render(right, scope));
}

function readApprox(node: Node, scope: Scope): { expected: string[]; tolerance: Tolerance | null } | null {
  const code = { node, source: scope.source };
  if (calledName(code) !== 'approx') return null;
  const { positional } = argumentsOf(code);
  const [value] = positional;
  return value === undefined ? null : { expected: render(value, scope), tolerance: toleranceOf(node, scope) };
}

/** The widest tolerance that a call names: relative ones count by themselves, as do places. */
export function toleranceOf(node: Node, scope: Scope): Tolerance | null {
  const { named, positional } = argumentsOf({ node, source: scope.source });
  const read = (unit: string, value: Node | undefined): Tolerance[] => {
    const number = value === undefined ? Number.NaN : Number(render(value, scope).join(''));
    return Number.isNaN(number) ? [] : [{ unit, value: number }];
  };
  const all = [
    ...['rel', 'abs', 'rtol', 'atol', 'rel_tol', 'abs_tol', 'delta'].flatMap((unit) =>
      read(unit, named.get(unit)),
    ),
    ...['places', 'decimal', 'significant'].flatMap((unit) => read('places', named.get(unit))),
    ...(calledName({ node, source: scope.source }) === 'approx' ? read('rel', positional[1]) : []),
    ...(/AlmostEqual$|^assert_almost_equal$/.test(calledName({ node, source: scope.source }))
      ? read('places', positional[2])
      : []),
  ];
  return all.toSorted((a, b) => width(b) - width(a))[0] ?? null;
}

/** As a number that grows with what is let through. */
export function width({ unit, value }: Tolerance): number {
  return unit === 'places' ? 10 ** -value : value;
}

function readCall(node: Node, scope: Scope, isNegated: boolean): CheckParts {
  const { positional } = argumentsOf({ node, source: scope.source });
  const [first, second] = positional.map((one) => render(one, scope));
  const name = calledName({ node, source: scope.source });
  if (first !== undefined && second !== undefined && !isNegated) {
    if (name === 'isinstance')
      return { ...nothing, operator: 'isinstance', subject: first, expected: second };
    if (name === 'isclose' || name === 'allclose')
      return { ...compare('approx', first, second), tolerance: toleranceOf(node, scope) };
  }
  return readTruth(node, scope, isNegated);
}

function readTruth(node: Node, scope: Scope, isNegated: boolean): CheckParts {
  return { ...nothing, operator: isNegated ? 'falsy' : 'truth', subject: render(node, scope) };
}

function isConstant(node: Node): boolean {
  return (
    /^(?:Number|Boolean|None|String|ContinuedString|FormatString|LambdaExpression|Dictionary\w*Expression)$/.test(
      node.name,
    ) || elementsOf(node) !== null
  );
}

function isAlwaysTrue(node: Node, scope: Scope): boolean {
  const text = render(node, scope).join('');
  return !/^(?:False|None|0|b?""|[([{][)\]}])$/.test(text);
}

function rawText(node: Node, scope: Scope): string {
  return scope.source.slice(node.from, node.to).replace(/\s+/g, '');
}

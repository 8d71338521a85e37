import { compare, readCondition, toleranceOf, type CheckParts } from './check.ts';
import { render, type Scope } from './scope.ts';
import { argumentsOf, calledName, type Node } from './tree.ts';

/** unittest's and numpy's ways to compare two values. */
const operators: Readonly<Record<string, string>> = {
  assertEqual: '==',
  assertEquals: '==',
  assertListEqual: '==',
  assertDictEqual: '==',
  assertSetEqual: '==',
  assertTupleEqual: '==',
  assertSequenceEqual: '==',
  assertMultiLineEqual: '==',
  assertNotEqual: '!=',
  assertIs: 'is',
  assertIsNot: 'is not',
  assertIn: 'in',
  assertNotIn: 'not in',
  assertGreater: '>',
  assertGreaterEqual: '>=',
  assertLess: '<',
  assertLessEqual: '<=',
  assertCountEqual: 'count-equal',
  assertIsInstance: 'isinstance',
  assertRegex: 'matches',
  assertAlmostEqual: 'approx',
  assertAlmostEquals: 'approx',
  assert_allclose: 'approx',
  assert_almost_equal: 'approx',
  assert_array_almost_equal: 'approx',
  assert_approx_equal: 'approx',
  assert_array_equal: '==',
  assert_equal: '==',
  assert_frame_equal: '==',
  assert_series_equal: '==',
  assert_index_equal: '==',
};
const raising =
  /^(?:raises|warns|deprecated_call|assertRaises|assertRaisesRegex|assertWarns|assertWarnsRegex)$/;
const checking = /^(?:assert\w*|check_\w+|expect\w*)$/;
const plain = { subject: [], expected: [], tolerance: null };

/** Does this call say which exception must come? */
export function isRaising(node: Node, scope: Scope): boolean {
  return raising.test(calledName({ node, source: scope.source }));
}

/** What a call checks; null for a call that checks nothing. `body`: what stands in the block that it opens. */
export function readCallCheck(node: Node, scope: Scope, body: readonly string[]): CheckParts[] | null {
  const name = calledName({ node, source: scope.source });
  const { positional, named } = argumentsOf({ node, source: scope.source });
  const [first, second] = positional;
  const operator = operators[name];
  if (raising.test(name)) return [readRaising(node, scope, body)];
  if (name === 'fail') return [{ ...plain, operator: 'fail' }];
  if (first !== undefined && second !== undefined && operator !== undefined)
    return [
      {
        ...compare(operator, render(first, scope), render(second, scope)),
        tolerance: toleranceOf(node, scope),
      },
    ];
  if (first !== undefined && (name === 'assertTrue' || name === 'assertFalse'))
    return readCondition(first, scope, name === 'assertFalse');
  if (first !== undefined && (name === 'assertIsNone' || name === 'assertIsNotNone'))
    return [compare(name === 'assertIsNone' ? 'is' : 'is not', render(first, scope), ['None'])];
  if (!checking.test(name) && !operator) return null;
  // Of an object that was called (`assert_called_once_with`), or of a library that we do not know.
  const called = node.firstChild === null ? [] : render(node.firstChild, scope);
  const given = [...positional, ...[...named].filter(([key]) => key !== 'msg').map(([, value]) => value)];
  return [
    {
      ...plain,
      operator: name,
      subject: called.slice(0, -1),
      expected: given.flatMap((one) => [','].concat(render(one, scope))),
    },
  ];
}

function readRaising(node: Node, scope: Scope, body: readonly string[]): CheckParts {
  const { positional, named } = argumentsOf({ node, source: scope.source });
  const isRegex = calledName({ node, source: scope.source }).endsWith('Regex');
  const [error, ...rest] = positional;
  const match = named.get('match') ?? (isRegex ? rest[0] : undefined);
  const called = isRegex ? rest.slice(1) : rest;
  return {
    operator: 'raises',
    expected: [
      ...(error === undefined ? [] : render(error, scope)),
      ...(match === undefined ? [] : ['match', '=', ...render(match, scope)]),
    ],
    subject: body.length > 0 ? body : called.flatMap((one) => render(one, scope)),
    tolerance: null,
  };
}

import { functions } from './functions.ts';
import type { Expression } from './parse-expression.ts';
import { ExpressionError } from './tokenize.ts';
import { isEqual, isList, isTruthy, property, toNumber, type Value } from './value.ts';

/** `skipped`: a job that this one needs did not run, so that neither success() nor failure() holds. */
export type Status = 'success' | 'failure' | 'cancelled' | 'skipped';

/** Where the expression stands: its contexts, and what success(), failure(), cancelled() say there. */
export type Scope = {
  readonly contexts: Readonly<Record<string, Value>>;
  readonly status: Status;
};

/** Throws ExpressionError for an unknown function or context. */
export function evaluate(expression: Expression, scope: Scope): Value {
  switch (expression.kind) {
    case 'literal':
      return expression.value;
    case 'context': {
      const value = scope.contexts[expression.name.toLowerCase()];
      if (value === undefined) throw new ExpressionError(`Unrecognized named-value: '${expression.name}'`);
      return value;
    }
    case 'index':
      return indexed(expression.of, evaluate(expression.key, scope), scope);
    case 'every':
      return every(evaluate(expression.of, scope));
    case 'not':
      return !isTruthy(evaluate(expression.of, scope));
    case 'call':
      return call(expression.name, expression.args, scope);
    case 'binary':
      return binary(expression.operator, expression.left, expression.right, scope);
  }
}

/** `a.*.b` gives b of each element. */
function indexed(of: Expression, key: Value, scope: Scope): Value {
  const value = evaluate(of, scope);
  if (of.kind === 'every' && isList(value))
    return value.map((element) => property(element, key)).filter((element) => element !== null);
  return property(value, key);
}

function every(value: Value): Value {
  if (value === null || typeof value !== 'object') return [];
  return isList(value) ? value : Object.values(value);
}

function binary(operator: string, leftSide: Expression, rightSide: Expression, scope: Scope): Value {
  const left = evaluate(leftSide, scope);
  if (operator === '&&') return isTruthy(left) ? evaluate(rightSide, scope) : left;
  if (operator === '||') return isTruthy(left) ? left : evaluate(rightSide, scope);
  const right = evaluate(rightSide, scope);
  if (operator === '==') return isEqual(left, right);
  if (operator === '!=') return !isEqual(left, right);
  const [a, b] =
    typeof left === 'string' && typeof right === 'string'
      ? [left.toLowerCase(), right.toLowerCase()]
      : [toNumber(left), toNumber(right)];
  if (operator === '<') return a < b;
  if (operator === '<=') return a <= b;
  if (operator === '>') return a > b;
  return a >= b;
}

function call(name: string, args: readonly Expression[], scope: Scope): Value {
  const wanted = name.toLowerCase();
  if (wanted === 'always') return true;
  if (wanted === 'success' || wanted === 'failure' || wanted === 'cancelled') return scope.status === wanted;
  const found = functions[wanted];
  if (!found) throw new ExpressionError(`Unrecognized function: '${name}'`);
  return found(args.map((argument) => evaluate(argument, scope)));
}

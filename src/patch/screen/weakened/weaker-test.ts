import { lineFinder } from '../../../python/line-finder.ts';
import { compareChecks, keyOf, type Weakness } from './compare-checks.ts';
import { minus } from './judge-check.ts';
import { without } from './without.ts';
import type { Check } from '../../../python/check.ts';
import type { Side } from './compare-sides.ts';
import type { PyTest } from '../../../python/test-cases.ts';
import { literalsIn } from '../../../python/literals.ts';
import { childrenOf, definitionOf, textOf, type Node } from '../../../python/tree.ts';
import type { ScreenFinding } from '../screen-finding.ts';
import { doubtsOf } from './test-doubts.ts';

type TaskState = { readonly test: PyTest; readonly side: Side };

/** What a test proves less than it did. `elsewhere`: keys of what new tests assert in its place. */
export function weakerTest(
  path: string,
  was: TaskState,
  now: TaskState,
  elsewhere: ReadonlySet<string>,
): ScreenFinding[] {
  const { id, line } = now.test;
  const before = was.side.checks(was.test);
  const after = now.side.checks(now.test);
  const condition = now.test.found.conditions.find((one) => !was.test.found.conditions.includes(one));
  if (condition !== undefined)
    return [testFinding('test-skipped', path, line, `The test ${id} now runs only under a condition.`)];
  const isEmptied =
    before.length > 0
      ? after.length === 0
      : has(was.test.found.node, 'CallExpression') && !has(now.test.found.node, 'CallExpression');
  const weaknesses = compareChecks(before, after).filter(
    ({ reason, was: check }) => reason !== 'assertion-removed' || !elsewhere.has(keyOf(check)),
  );
  if (isEmptied && (before.length === 0 || weaknesses.length > 0))
    return [testFinding('test-emptied', path, line, `The test ${id} no longer asserts anything.`)];
  if (exits(now.test.found.node) > exits(was.test.found.node)) {
    const message = `The test ${id} may now return before it asserts anything.`;
    return [testFinding('test-skipped', path, line, message)];
  }
  if (isUnawaited(now) && !isUnawaited(was)) {
    const message = `The test ${id} is now a coroutine that is never awaited.`;
    return [testFinding('test-skipped', path, line, message)];
  }
  if (wrappers(now) > wrappers(was)) {
    const message = `The test ${id} is now wrapped in a function that may swallow its failure.`;
    return [testFinding('test-wrapped', path, line, message)];
  }
  if (weaknesses.length === 0) {
    const doubts = doubtsOf(was, now, before, after).map((what) =>
      testFinding(
        'run-otherwise',
        path,
        line,
        `${what} A person must say that it still fails when it should.`,
      ),
    );
    return actsOtherwise(was, now, amountOf(before, after))
      ? [...doubts, tellEdited(path, id, line)]
      : doubts;
  }
  return (['assertion-removed', 'assertion-loosened', 'expected-data-edited'] as const).flatMap((reason) => {
    const first = weaknesses.find((one) => one.reason === reason);
    return first === undefined ? [] : [tell(path, now, first)];
  });
}

function tell(path: string, { test, side }: TaskState, { reason, was, now }: Weakness): ScreenFinding {
  const { id, line } = test;
  const at = now === null ? line : lineFinder(side.file.code.source)(now.at);
  switch (reason) {
    case 'assertion-removed':
      return testFinding(reason, path, line, `The test ${id} has fewer assertions than before.`);
    case 'assertion-loosened': {
      const what =
        now !== null && was.operator !== now.operator
          ? ` ("${was.operator}" has become "${now.operator}")`
          : '';
      return testFinding(reason, path, at, `The test ${id} asserts less strictly than before${what}.`);
    }
    case 'expected-data-edited':
      return tellEdited(path, id, at);
    default: {
      const never: never = reason;
      return never;
    }
  }
}

function tellEdited(path: string, id: string, line: number): ScreenFinding {
  const message = `The test ${id} has another expected value or input than before. A person must confirm it.`;
  return testFinding('expected-data-edited', path, line, message);
}

/** Other values in what a test does, beside what it asserts: one is gone, and another has come. */
function actsOtherwise(was: TaskState, now: TaskState, asserts: 'more' | 'the same'): boolean {
  const before = actsOf(was);
  const after = actsOf(now);
  // Who asserts all of it and more may say once what was said twice: in a loop, say.
  const gone = asserts === 'more' ? before.filter((one) => !after.includes(one)) : minus(before, after);
  return gone.length > 0 && minus(after, before).length > 0;
}

function amountOf(before: readonly Check[], after: readonly Check[]): 'more' | 'the same' {
  return before.length > 0 && after.length > before.length && without(before, after, keyOf).length === 0
    ? 'more'
    : 'the same';
}

function actsOf({ test, side }: TaskState): string[] {
  const body = definitionOf(test.found.node).getChild('Body');
  return body === null ? [] : literalsIn({ node: body, source: side.file.code.source }, 'without assertions');
}

/** pytest passes an `async` test by, where no plug-in runs it. */
function isUnawaited({ test, side }: TaskState): boolean {
  const definition = definitionOf(test.found.node);
  return definition.firstChild?.name === 'async' && !/asyncio|anyio|trio/i.test(side.file.code.source);
}

/** Decorators that the file itself defines. */
function wrappers({ test, side }: TaskState): number {
  const { source } = side.file.code;
  return test.found.decorators.filter((node) =>
    side.helpers.has(/^@\s*(\w+)/.exec(textOf({ node, source }))?.[1] ?? ''),
  ).length;
}

/** Ways out of a test under a condition, or as a generator that nobody runs. */
function exits(node: Node, isNested = false): number {
  return childrenOf(node).reduce((count, child) => {
    if (child.name === 'YieldStatement') return count + 1;
    if (child.name === 'ReturnStatement') return isNested ? count + 1 : count;
    if (/^(?:FunctionDefinition|ClassDefinition|LambdaExpression)$/.test(child.name))
      return node.name === 'DecoratedStatement' ? count + exits(child) : count;
    return count + exits(child, isNested || /^(?:If|For|While|Try|With|Match)Statement$/.test(child.name));
  }, 0);
}

function has(node: Node, name: string): boolean {
  return (
    node.name === name || childrenOf(node).some((child) => child.name !== 'Decorator' && has(child, name))
  );
}

export function testFinding(
  reason: string,
  path: string,
  line: number | null,
  message: string,
): ScreenFinding {
  return { gate: 'weakened-tests', reason, path, ...(line === null ? {} : { line }), message };
}

import { isLiteral, render, type Scope } from './scope.ts';
import { calledName, childrenOf, isDocstring, textOf, type Code, type Node } from './tree.ts';

/** What is told to people, waited for, or set aside: not what a test is about. */
const spoken =
  /^(?:print|sleep|fail|skip|skipif|skipIf|skipUnless|skipTest|importorskip|info|debug|warning|getLogger|patch)$/;
const asserting = /^(?:assert\w*|raises|warns|approx)$/;

/** Numbers and texts of a piece of code, but those that say something to people only. */
export function literalsIn(code: Code, which: 'all' | 'without assertions'): string[] {
  const scope: Scope = { source: code.source, names: new Map(), helpers: new Map(), depth: 0 };
  return collect(code.node, scope, which);
}

function collect(node: Node, scope: Scope, which: 'all' | 'without assertions'): string[] {
  if (isDocstring(node) || node.name === 'TypeDef' || node.name === 'RaiseStatement') return [];
  const called = calledName({ node, source: scope.source });
  if (which !== 'all' && (node.name === 'AssertStatement' || asserting.test(called))) return [];
  if (/^(?:String|ContinuedString|FormatString|Number)$/.test(node.name))
    return render(node, scope).filter(isLiteral);
  if (spoken.test(called) || isSetAside(node, scope)) return [];
  const children = childrenOf(node);
  return children.flatMap((child, index) => {
    const name = children[index - 2];
    const before = children[index - 1];
    const isSaid =
      before?.name === 'AssignOp' &&
      name !== undefined &&
      /^(?:ids?|msg|reason|message)$/.test(textOf({ node: name, source: scope.source }));
    const isMessage = node.name === 'AssertStatement' && before?.name === ',';
    return isSaid || isMessage ? [] : collect(child, scope, which);
  });
}

/** `@patch("a.b")` says what is replaced, `@skipIf(…, "why")` when a test is not run; neither what is expected. */
function isSetAside(node: Node, { source }: Scope): boolean {
  return (
    node.name === 'Decorator' && /\bpatch\b|^@[\w.]*\bskip(?:[iI]f|Unless)?\b/.test(textOf({ node, source }))
  );
}

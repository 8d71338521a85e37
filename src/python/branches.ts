import { render, type Scope } from './scope.ts';
import { childrenOf, type Node } from './tree.ts';

/** A block of a compound statement, with the keyword that opens it and what stands between the two. */
export type Branch = { readonly keyword: string; readonly head: readonly Node[]; readonly body: Node };

/** The blocks of an `if`, a `try`, a `with`, in order. */
export function branchesOf(statement: Node): Branch[] {
  const branches: Branch[] = [];
  let keyword = '';
  let head: Node[] = [];
  for (const child of childrenOf(statement)) {
    if (/^(?:if|elif|else|try|except|finally|with|async)$/.test(child.name))
      [keyword, head] = [child.name, []];
    else if (child.name === 'Body') branches.push({ keyword, head, body: child });
    else head.push(child);
  }
  return branches;
}

/** What a condition is whenever it is asked; null for what only a run can tell. */
export function truthOf(condition: Node, scope: Scope): boolean | null {
  const text = render(condition, scope).join(' ');
  if (/^(?:True|[1-9]\d*|not False)$/.test(text)) return true;
  return /^(?:False|None|0|""|\[ \]|\( \)|\{ \}|not True|(?:typing \. )?TYPE_CHECKING)$/.test(text)
    ? false
    : null;
}

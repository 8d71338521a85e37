import { bindAssignment } from './bind.ts';
import { topImports } from './imports.ts';
import { render, type Scope } from './scope.ts';
import { argumentsOf, definitionOf, nameOf, statementsOf, type Code, type Node } from './tree.ts';

/** Something that takes tests out of the run (`skip`, `xfail`, …). */
export type SkipMark = {
  /** The test that it stands in; null: outside of any. */
  readonly test: string | null;
  readonly line: number;
  readonly name: string;
  /** When it takes them out, as it reads with names written out; '' for always. */
  readonly condition: string;
  /** Outside of tests: the class that it stands in or above, where no other name of the file means that class. */
  readonly alone: string | null;
};

const skipNames: ReadonlySet<string> = new Set(
  [
    'skip skipif skipIf skipUnless xfail expectedFailure skipTest SkipTest importorskip __test__ flaky',
    'collect_ignore collect_ignore_glob pytest_ignore_collect pytest_collection_modifyitems',
    'Skipped XFailed add_marker applymarker __unittest_skip__ __unittest_expecting_failure__ _skip',
    'pytest_runtest_setup pytest_runtest_call pytest_runtest_makereport pytest_pyfunc_call pytest_sessionfinish',
    'pytest_runtest_protocol pytest_runtest_teardown pytest_runtest_logreport pytest_runtestloop pytest_collection',
    'pytest_collection_finish pytest_collectstart pytest_collectreport pytest_make_collect_report pytest_collect_file',
    'pytest_collect_directory pytest_itemcollected pytest_deselected pytest_pycollect_makemodule pytest_generate_tests',
    'pytest_pycollect_makeitem pytest_fixture_setup pytest_report_teststatus pytest_exception_interact pytest_sessionstart',
    'pytest_cmdline_main pytest_cmdline_parse pytest_load_initial_conftests pytest_assertion_pass pytest_unconfigure',
  ]
    .join(' ')
    .split(' '),
);
const conditional = /^(?:skipif|skipIf|skipUnless|xfail)$/;

export type NamedLeaf = { readonly at: number; readonly text: string; readonly test: string | null };

/** The marks among the names of a file. */
export function skipMarks(
  code: Code,
  names: readonly NamedLeaf[],
  lineOf: (at: number) => number,
): readonly SkipMark[] {
  const found = names.filter(({ text }) => skipNames.has(text));
  if (found.length === 0) return [];
  const scope = fileScope(code);
  const classes = aloneClasses(code, names);
  return found.map(({ at, text, test }) => ({
    test,
    line: lineOf(at),
    name: text,
    condition: conditional.test(text) ? conditionAt(code.node.resolveInner(at, 1), scope) : '',
    alone: test === null ? (classes.find(({ from, to }) => at >= from && at < to)?.name ?? null) : null,
  }));
}

function fileScope({ node, source }: Code): Scope {
  const scope: Scope = { source, names: new Map(), helpers: new Map(), depth: 0 };
  for (const statement of statementsOf(node))
    if (statement.name === 'AssignStatement') bindAssignment(statement, scope);
  return scope;
}

/** Classes whose names stand nowhere else: no other class is made of them. */
function aloneClasses({ node, source }: Code, names: readonly NamedLeaf[]) {
  return statementsOf(node).flatMap((statement) => {
    const definition = definitionOf(statement);
    if (definition.name !== 'ClassDefinition') return [];
    const name = nameOf(definition, source);
    const isAlone = names.filter(({ text }) => text === name).length === 1;
    return isAlone ? [{ name, from: statement.from, to: statement.to }] : [];
  });
}

/** Of the call, or the decorator, whose name ends here. */
function conditionAt(name: Node, scope: Scope): string {
  for (let node: Node | null = name; node !== null; node = node.parent) {
    if (node.getChild('ArgList') !== null) {
      const { positional, named } = argumentsOf({ node, source: scope.source });
      const condition = positional[0] ?? named.get('condition');
      return condition === undefined ? '' : render(condition, scope).join(' ');
    }
    if (/Statement$|^(?:Decorator|ArgList|Body)$/.test(node.name)) return '';
  }
  return '';
}

const elsewhere: readonly RegExp[] = [
  /^sys \. platform (?:==|\. startswith \() "(?:win32|win|darwin|cygwin|emscripten|wasi|aix|freebsd|openbsd|sunos)"(?: \))?$/,
  /^os \. name == "nt"$/,
  /^platform \. system \( \) == "(?:Windows|Darwin|Java)"$/,
  /^platform \. python_implementation \( \) == "(?:PyPy|Jython|IronPython|GraalVM)"$/,
  /^sys \. implementation \. name == "(?:pypy|graalpy)"$/,
  // Versions whose end of life is over.
  /^sys \. version_info (?:\[ : 2 \] )?< \( 3 , [0-9] \)$/,
];

/** Does a mark take a test out on a platform alone that the usual runner is not? `code`: the file that it stands in. */
export function isElsewhere({ name, condition }: SkipMark, code: Code): boolean {
  if (!/^skip[iI]f$/.test(name) || !elsewhere.some((pattern) => pattern.test(condition))) return false;
  const module = condition.split(' ')[0] ?? '';
  const imported = topImports(code).get(module);
  return imported?.from === module && imported.original === '';
}

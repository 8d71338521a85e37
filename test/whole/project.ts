/** A small Python project whose `add()` is off by one, the people around it, and issues that hold its repair. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { kindLabels, stateLabels, triggerLabel } from '../../src/words/labels.ts';
import type { Person } from '../../src/simulator/people.ts';
import type { Simulator } from '../../src/simulator/start-simulator.ts';
import type { Issue, Pull, Repository } from '../../src/simulator/state/repository.ts';

export type Project = {
  /** `owner/name`. */
  readonly name: string;
  readonly repository: Repository;
  /** alice and bob write, tess triages, rita reads; anybody else is a stranger. */
  as(login: string): Person;
  issue(number?: number): Issue;
  /** The newest pull request; throws where there is none. */
  pull(): Pull;
  pulls(): Pull[];
  /** Lets the runs of a gated project go on. */
  openGate(): void;
  /** alice opens an issue and labels it; answers its number. */
  begin(text?: { title?: string; body?: string }, by?: string): number;
};

export type ProjectOptions = {
  /** `.github/cadence.yml`; null: none. */
  readonly policy?: string | null;
  readonly workflow?: string | null;
  /** `gated`: no run ends before the gate is opened. */
  readonly runs?: 'free' | 'gated';
  readonly files?: Readonly<Record<string, string>>;
};

const owner = 'octo';
const workflowPath = '.github/workflows/cadence-pytest.yml';

export const files: Readonly<Record<string, string>> = {
  'utils/__init__.py': '',
  'utils/add.py': 'def add(x, y):\n    return x - 1 + y\n',
  'utils/mul.py': 'def mul(x, y):\n    return x * y\n',
  'tests/test_mul.py': 'from utils.mul import mul\n\n\ndef test_mul():\n    assert mul(2, 3) == 6\n',
};

export const pytest =
  'python3 -m pytest -p no:cacheprovider --continue-on-collection-errors -rA -o junit_family=xunit1 --junitxml="$RUNNER_TEMP/pytest.xml"';

/**
 * What the shipped workflow does, without a virtual environment: the machine's pytest is as good here. `job` and `step`
 * are further keys of the job and of the step that tests.
 */
export function quickWorkflow({
  on = 'pull_request',
  job = '',
  before = '',
  test = pytest,
  step = '',
}: { on?: string; job?: string; before?: string; test?: string; step?: string } = {}): string {
  return `on: [${on}]
jobs:
  pytest:
    runs-on: ubuntu-latest
${job}    steps:
      - uses: actions/checkout@v4
${before}      - run: ${test}
${step}      - uses: actions/upload-artifact@v4
        if: always()
        with:
          name: cadence-pytest-\${{ github.run_attempt }}
          path: \${{ runner.temp }}/pytest.xml
          if-no-files-found: warn
`;
}

/** The script that the shipped workflow's second job runs: the same file. */
export const baseScript = {
  '.github/cadence-base.py': readFileSync(
    resolve(import.meta.dirname, '../../docs/setup/cadence-base.py'),
    'utf8',
  ),
};

/** The same with the second job, as the shipped workflow has it; `look` is what it runs. */
export function workflowWithBase({
  look = 'python3 -I base/.github/cadence-base.py base head "$RUNNER_TEMP/cadence-base.json"',
  job = "    if: github.event_name == 'pull_request'\n",
} = {}): string {
  return `${quickWorkflow()}  cadence-base:
${job}    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
        with: { fetch-depth: 2, path: head }
      - run: git -C head worktree add --detach "$GITHUB_WORKSPACE/base" HEAD^1
      - run: ${look}
      - uses: actions/upload-artifact@v4
        with:
          name: cadence-base-\${{ github.run_attempt }}
          path: \${{ runner.temp }}/cadence-base.json
`;
}

export async function openProject(
  github: Simulator,
  name: string,
  options: ProjectOptions,
): Promise<Project> {
  const { policy = 'tests:\n  redProof: "off"\n', runs = 'free' } = options;
  const fullName = `${owner}/${name}`;
  const gate = join(github.world.dir, `gate-${name}`);
  const before = runs === 'gated' ? `      - run: until [ -e '${gate}' ]; do sleep 0.05; done\n` : '';
  const { workflow = quickWorkflow({ before }) } = options;
  const repository = await github.createRepository({
    owner,
    name,
    collaborators: { alice: 'write', bob: 'write', tess: 'triage', rita: 'read' },
    labels: [...new Set([triggerLabel, ...[...stateLabels, ...kindLabels].map((label) => label.name)])],
    files: {
      ...files,
      ...(policy === null ? {} : { '.github/cadence.yml': policy }),
      ...(workflow === null ? {} : { [workflowPath]: workflow }),
      ...options.files,
    },
  });
  github.install(owner, [fullName]);
  const as = (login: string): Person => github.people(login, fullName);
  const pulls = (): Pull[] => [...repository.conversations.values()].filter((one) => one.kind === 'pull');
  return {
    name: fullName,
    repository,
    as,
    pulls,
    issue(number = 1) {
      const found = repository.conversations.get(number);
      if (found?.kind !== 'issue') throw new Error(`there is no issue ${number}`);
      return found;
    },
    pull() {
      const found = pulls().at(-1);
      if (!found) throw new Error('there is no pull request yet');
      return found;
    },
    openGate: () => writeFileSync(gate, ''),
    begin({ title = 'add() is off by one', body = directive() } = {}, by = 'alice') {
      const { number } = as(by).openIssue({ title, body });
      as(by).label(number, triggerLabel);
      return number;
    },
  };
}

/** An issue's text with the change in it; `line` is what `add()` comes to return. */
export function directive({ line = 'return x + y', expects = '5' } = {}): string {
  return `add() is off by one.

\`\`\`diff
--- /dev/null
+++ b/tests/test_add.py
@@ -0,0 +1,5 @@
+from utils.add import add
+
+
+def test_add():
+    assert add(2, 3) == ${expects}
--- a/utils/add.py
+++ b/utils/add.py
@@ -1,2 +1,2 @@
 def add(x, y):
-    return x - 1 + y
+    ${line}
\`\`\`
`;
}

/** The rooms of the house: what each folder holds, in one line, and what each room may import. */

const pure = ['task', 'markdown', 'python', 'patch', 'review', 'record', 'policy', 'words'];
const reading = ['task', 'record', 'policy', 'words'];

/** Rooms that only compute: no disk, network, process or clock. */
export const pureRooms: readonly string[] = pure;

/** `imports`: the rooms that it may import besides itself; `all but` them where the list is of exceptions. */
export type Room = {
  readonly room: string;
  readonly imports: readonly string[] | { readonly allBut: readonly string[] };
};

/** From the top to the bottom. A file of the ground floor is a room by its name. */
export const rooms: readonly Room[] = [
  { room: 'cli', imports: { allBut: ['simulator'] } },
  { room: 'main', imports: { allBut: ['cli', 'simulator'] } },
  { room: 'compose', imports: { allBut: ['cli', 'main', 'simulator'] } },
  { room: 'app', imports: [...reading, 'env'] },
  { room: 'front', imports: [...reading, 'env'] },
  { room: 'engine', imports: [...reading, 'acts'] },
  { room: 'acts', imports: ['agents', 'context', ...pure] },
  { room: 'agents', imports: pure },
  { room: 'context', imports: pure },
  { room: 'agents/openai', imports: ['agents', ...pure] },
  { room: 'github', imports: pure },
  { room: 'store', imports: pure },
  { room: 'log', imports: ['env'] },
  { room: 'env', imports: ['policy'] },
  ...pure.map((room) => ({ room, imports: pure })),
  { room: 'simulator', imports: [] },
];

/** One line a folder, in the order in which data flows. */
export const folders: readonly (readonly [folder: string, holds: string])[] = [
  ['src', 'start and stop (`main`), deliveries into the inbox (`app`), the log'],
  ['src/cli', 'one file a command, and the launcher that installs what is missing'],
  ['src/cli/shared', 'what commands share: arguments, printing, opening the data directory'],
  ['src/cli/story', 'the demo and `try`: the whole loop on one machine, told as it happens'],
  ['src/cli/story/page', 'the page that `--keep` leaves: an issue and its pull request as GitHub shows them'],
  ['src/cli/story/scenarios', 'the stories of the demo'],
  ['src/cli/story/set-up', 'before a story: tools, repository, policy, model, the local GitHub'],
  ['src/cli/scripted-model', 'a model server that plays a script'],
  ['src/compose', 'the composition root: makes the real clients and puts them together'],
  ['src/env', 'settings, the only reader of the environment; the secrets of the process'],
  ['src/front', 'the HTTP front: limits, time-outs, signatures'],
  ['src/engine', 'the loop (`advance`): observe, decide, perform, append; the worker, wake-ups, the sweep'],
  ['src/acts', 'what is done: the effect table, and acts of any phase'],
  ['src/acts/backlog', 'acts of Backlog: the issue becomes a task'],
  ['src/acts/generate', 'acts of Generate: the issue becomes a specification'],
  ['src/acts/execute', 'acts of Execute: a patch is built, screened and published'],
  ['src/acts/test', 'acts of Test: runs are read as proof and as evidence'],
  ['src/acts/test/base', 'what the base’s own tests said of a change'],
  ['src/acts/review', 'acts of Review: a review is drafted and published'],
  ['src/acts/commit', 'acts of Commit: the merge, and what landed'],
  ['src/acts/record', 'acts of Record: the log is closed'],
  ['src/acts/meta', 'acts of Meta: the report'],
  ['src/acts/commands', 'acts that answer a comment'],
  ['src/acts/artefacts', 'texts beside the record: how each is written and read'],
  ['src/agents', 'the model port, the agents, and how one is called within its budget'],
  ['src/agents/prompts', 'what agents are told, cut to their window'],
  ['src/agents/tools', 'what an agent may do: a work tree in memory'],
  ['src/agents/openai', 'the model port over an OpenAI-compatible server'],
  ['src/context', 'what an agent gets to read of a repository: snapshot, ranking, packing'],
  ['src/github', 'GitHub’s client for the App and for one repository'],
  ['src/github/transport', 'one request: tokens, limits, errors, GraphQL, downloads'],
  ['src/github/observe', 'what GitHub shows, read into a Situation'],
  ['src/github/mutate', 'mutations as one document'],
  ['src/github/rest', 'what only REST has: merges, runs, artifacts, deliveries'],
  ['src/store', 'the port of the store, its migrations, the signing key'],
  ['src/store/sql', 'the queries, for any database'],
  ['src/store/sqlite', 'the database: SQLite'],
  ['src/store/migrations', 'one file a migration'],
  ['src/words', 'every sentence that people read; what makes foreign text safe'],
  ['src/words/commands', 'one file a command: what answers it'],
  ['src/words/pull', 'commits, the pull request, the merge'],
  ['src/words/review', 'the review, its findings, the check run'],
  ['src/words/run', 'test runs: what failed, and what no run can tell'],
  ['src/words/status', 'the status comment and the comment that mentions somebody'],
  ['src/words/status/holds', 'each reason to hold: its title, why, and the way out'],
  ['src/words/entries', 'what an entry of the record means to somebody who watches'],
  ['src/task', 'the heart: entries, their fold into a Task, the decision of the next Step'],
  ['src/task/fold', 'the fold of entries that move a task, by kind'],
  ['src/task/commands', 'one file a command: its row, its right, its judgement, its fold'],
  ['src/task/commands/shared', 'what a file of a command is made of'],
  ['src/task/shapes', 'shapes that several rooms pass on: a lease, a board row, a merge call'],
  ['src/task/phases', 'one file a phase: what comes next in it'],
  ['src/task/gates', 'what must hold: authority, approval, budget, the base, the merge'],
  ['src/task/gates/tests', 'what test runs prove: red, green, run before, the base’s own run'],
  ['src/task/results', 'what pytest reported: JUnit, logs, tracebacks'],
  ['src/task/results/base', 'the report of the base’s job'],
  ['src/markdown', 'what a page shows of a text and what it hides'],
  ['src/python', 'reading Python: trees, scopes, tests, checks'],
  ['src/patch', 'an edit: the one shape that every form is read into'],
  ['src/patch/change', 'a change: files before and after, as a diff, its tests apart'],
  ['src/patch/parse', 'every form of an edit, read'],
  ['src/patch/land', 'an edit put where its context stands'],
  ['src/patch/screen', 'what a patch may not do, and what a person must allow'],
  ['src/patch/screen/manifests', 'files that name packages, parsed as their installers do'],
  ['src/patch/screen/weakened', 'tests that a patch weakens'],
  ['src/review', 'rules and rulesets into findings; findings into a verdict'],
  ['src/record', 'the log: canonical bytes, Merkle tree, checkpoints, verification'],
  ['src/policy', 'the policy: schema, parser, defaults'],
  ['src/simulator', 'a local GitHub over a real git repository'],
];

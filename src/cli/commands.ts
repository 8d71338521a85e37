/** A command as its help tells of it. */
export type CommandRow = {
  readonly name: string;
  readonly usage: string;
  readonly does: string;
  /** What its own --help adds: each option, and the exit codes. At most 100 columns. */
  readonly options: string;
};

const json = '  --json           one JSON object on stdout instead of sentences';
const kept = `  --keep DIR       leave page.html, repo.git, record.jsonl with its key and checkpoint,
                   requests.jsonl and data in DIR
  --policy FILE    take this .github/cadence.yml
  --json           no progress: the JSON line alone`;
const ends = `Exit codes: 0 as wanted, 1 not as wanted, 2 it cannot be run like this, 3 something is broken.`;
const demoOptions = `  --scenario NAME  the story to tell (default: add)
  --list           list the stories, and how each ends
  --model WHICH    scripted (default), openai (OPENAI_API_KEY or OPENAI_BASE_URL is set) or none
${kept}

Exit codes: 0 it ended as the story says, 1 it was held or ended otherwise, 2 it cannot be run
like this, 3 something is broken.`;
const tryOptions = `  --branch NAME    the branch to take (default: the one that is checked out)
  --model WHICH    openai or none (default: openai where OPENAI_API_KEY or OPENAI_BASE_URL is set)
  --approve        say yes to a plan or a patch that waits for a person
${kept}

Exit codes: 0 merged, 1 held or cancelled, 2 it cannot be run like this, 3 something is broken.`;
const contextOptions = `  --repo DIR       a git repository of yours; what is committed at its HEAD is read
  --question FILE  the text of the issue
  --budget N       tokens that the code may take (default: 24000, what the Execution agent gets)
  --json           the tokens, and the lines of each file that are shown, without their text

${ends}`;
const serveOptions = `  --web, --worker  refused: they need PostgreSQL, which is not built yet

${ends}`;
const showOptions = `  --status STATUS  only tasks that are queued, working, held, done or cancelled
${json}

${ends}`;
const verifyOptions = `  FILE             an export, X.jsonl; X.pub, X.checkpoint and X.artefacts are read beside it
  --repo NAME      the record in the data directory
  --key KEY        the public key that you trust, or a file that holds it; without it the check
                   says nothing about who wrote the record
  --git DIR        a full clone: what its default branch published must be in this record
${json}

Exit codes: 0 the record holds, 1 it does not, 2 it cannot be run like this, 3 something is broken.`;
const exportOptions = `  --repo NAME      the repository whose record is written
  --out DIR        where to: record.jsonl, record.pub and record.checkpoint. A FILE.jsonl has its
                   key and checkpoint beside it under its own name. What is not of this record
                   is never overwritten
  --artefacts      the texts and patches behind the record's commitments too
${json}

${ends}`;
const schemaOptions = `  --json           on one line

${ends}`;
const screenOptions = `  FROM..TO         two commits; a side that is left out is HEAD
  --repo DIR       a git repository of yours, which is only read
  --by WHO         who wrote the change: agent (default), or person, somebody with write access
${json}

Exit codes: 0 nothing was found, 1 something was, 2 it cannot be run like this, 3 something is
broken.`;
const plainOptions = `${json}

${ends}`;

const table = [
  {
    name: 'demo',
    usage: 'demo [OPTIONS]',
    does: 'runs the whole loop on this machine',
    options: demoOptions,
  },
  {
    name: 'try',
    usage: 'try --repo DIR --issue FILE.md [OPTIONS]',
    does: 'runs it on a copy of a git repository of yours',
    options: tryOptions,
  },
  { name: 'serve', usage: 'serve', does: 'starts the App', options: serveOptions },
  {
    name: 'context',
    usage: 'context --repo DIR --question FILE [--budget N] [--json]',
    does: 'shows what an agent would see of a repository for a question',
    options: contextOptions,
  },
  {
    name: 'screen',
    usage: 'screen --repo DIR FROM..TO [--by agent|person] [--json]',
    does: 'says what screening would refuse in a range of commits, or show to a person',
    options: screenOptions,
  },
  {
    name: 'show',
    usage: 'show [--status STATUS] [--json]',
    does: 'shows the board: every task, its state and why',
    options: showOptions,
  },
  {
    name: 'start',
    usage: 'start OWNER/REPO#ISSUE [--json]',
    does: 'looks at a labelled issue now',
    options: plainOptions,
  },
  {
    name: 'evaluate',
    usage: 'evaluate OWNER/REPO#ISSUE [--json]',
    does: 'says what would be done next and why; does nothing',
    options: plainOptions,
  },
  {
    name: 'verify',
    usage: 'verify FILE | --repo OWNER/REPO [--key KEY] [--git DIR] [--json]',
    does: 'checks a record offline: its bytes, its tree, its signature, the order of phases',
    options: verifyOptions,
  },
  {
    name: 'export',
    usage: 'export --repo OWNER/REPO --out DIR [--artefacts] [--json]',
    does: 'writes a record, with its key and a signed checkpoint beside it',
    options: exportOptions,
  },
  {
    name: 'replay',
    usage: 'replay DELIVERY [--json]',
    does: 'reads a stored delivery once more',
    options: plainOptions,
  },
  {
    name: 'doctor',
    usage: 'doctor [--json]',
    does: 'checks the settings and what GitHub lets the App do',
    options: plainOptions,
  },
  {
    name: 'schema',
    usage: 'schema',
    does: 'prints the JSON Schema of .github/cadence.yml',
    options: schemaOptions,
  },
] as const satisfies readonly CommandRow[];

export type CommandName = (typeof table)[number]['name'];

export const commands: readonly (CommandRow & { readonly name: CommandName })[] = table;

/** The row of a command that must be there. */
export function commandRow(name: CommandName): CommandRow {
  const row = commands.find((one) => one.name === name);
  if (!row) throw new Error(`there is no command ${name}`);
  return row;
}

/** A command as its help tells of it. */
export type CommandRow = {
  readonly name: string;
  readonly usage: string;
  readonly does: string;
  /** What its own --help adds. */
  readonly options?: string;
};

const kept = `  --keep DIR       leave repo.git, record.jsonl with its key and checkpoint, and requests.jsonl in DIR
  --policy FILE    take this .github/cadence.yml
  --json           no progress: the JSON line alone`;
const demoOptions = `  --scenario NAME  the story to tell (default: add)
  --list           list the stories
  --model WHICH    scripted (default), openai (OPENAI_API_KEY or OPENAI_BASE_URL is set) or none
${kept}`;
const tryOptions = `  --branch NAME    the branch to take (default: the one that is checked out)
  --model WHICH    openai or none (default: openai where OPENAI_API_KEY or OPENAI_BASE_URL is set)
${kept}`;
const contextOptions = `  --repo DIR       a git repository of yours; what is committed at its HEAD is read
  --question FILE  the text of the issue
  --budget N       tokens that the code may take (default: 24000, what the Execution agent gets)
  --json           the tokens, and the lines of each file that are shown, without their text`;

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
  { name: 'serve', usage: 'serve', does: 'starts the App' },
  {
    name: 'context',
    usage: 'context --repo DIR --question FILE [--budget N] [--json]',
    does: 'shows what an agent would see of a repository for a question',
    options: contextOptions,
  },
  {
    name: 'show',
    usage: 'show [--status STATUS] [--json]',
    does: 'shows the board: every task and where it stands',
  },
  {
    name: 'start',
    usage: 'start OWNER/REPO#ISSUE [--json]',
    does: 'has a labelled issue looked at now',
  },
  {
    name: 'evaluate',
    usage: 'evaluate OWNER/REPO#ISSUE [--json]',
    does: 'says what would be done next and why, and does nothing',
  },
  {
    name: 'verify',
    usage: 'verify FILE | --repo OWNER/REPO [--json]',
    does: 'checks a record offline: its bytes, its tree, its signature, the order of phases',
  },
  {
    name: 'export',
    usage: 'export --repo OWNER/REPO --out FILE.jsonl [--json]',
    does: 'writes a record, with its key and a signed checkpoint beside it',
  },
  {
    name: 'replay',
    usage: 'replay DELIVERY [--json]',
    does: 'has a stored delivery read once more',
  },
  {
    name: 'doctor',
    usage: 'doctor [--json]',
    does: 'checks the settings and what GitHub lets the App do',
  },
  {
    name: 'schema',
    usage: 'schema',
    does: 'prints the JSON Schema of .github/cadence.yml',
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

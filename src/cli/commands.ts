/** Every command is a file with this one function; it is loaded when it is asked for. Answers the exit code. */
export type Command = { readonly run: (argv: string[]) => Promise<number> };

export type CommandRow = {
  readonly name: string;
  readonly usage: string;
  readonly does: string;
  readonly load: () => Promise<Command>;
};

export const commands: readonly CommandRow[] = [
  {
    name: 'demo',
    usage: 'demo',
    does: 'runs the whole loop on this machine',
    load: () => import('./demo.ts'),
  },
  {
    name: 'try',
    usage: 'try --repo DIR --issue FILE.md',
    does: 'runs it on a copy of a git repository of yours',
    load: () => import('./try.ts'),
  },
  { name: 'serve', usage: 'serve', does: 'starts the App', load: () => import('./serve.ts') },
  {
    name: 'show',
    usage: 'show [--status STATUS] [--json]',
    does: 'shows the board: every task and where it stands',
    load: () => import('./show.ts'),
  },
  {
    name: 'start',
    usage: 'start OWNER/REPO#ISSUE [--json]',
    does: 'has a labelled issue looked at now',
    load: () => import('./start.ts'),
  },
  {
    name: 'evaluate',
    usage: 'evaluate OWNER/REPO#ISSUE [--json]',
    does: 'says what would be done next and why, and does nothing',
    load: () => import('./evaluate.ts'),
  },
  {
    name: 'verify',
    usage: 'verify FILE | --repo OWNER/REPO [--json]',
    does: 'checks a record offline: its bytes, its tree, its signature, the order of phases',
    load: () => import('./verify.ts'),
  },
  {
    name: 'export',
    usage: 'export --repo OWNER/REPO --out FILE.jsonl [--json]',
    does: 'writes a record, with its key and a signed checkpoint beside it',
    load: () => import('./export.ts'),
  },
  {
    name: 'replay',
    usage: 'replay DELIVERY [--json]',
    does: 'has a stored delivery read once more',
    load: () => import('./replay.ts'),
  },
  {
    name: 'doctor',
    usage: 'doctor [--json]',
    does: 'checks the settings and what GitHub lets the App do',
    load: () => import('./doctor.ts'),
  },
  {
    name: 'schema',
    usage: 'schema',
    does: 'prints the JSON Schema of .github/cadence.yml',
    load: () => import('./schema.ts'),
  },
];

/** The row of a command that must be there. */
export function commandRow(name: string): CommandRow {
  const row = commands.find((one) => one.name === name);
  if (!row) throw new Error(`there is no command ${name}`);
  return row;
}

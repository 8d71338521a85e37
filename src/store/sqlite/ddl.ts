/** What differs between databases when a table is made; queries are the same on all of them. */
export type Ddl = {
  readonly text: string;
  readonly int: string;
  readonly real: string;
  readonly bytes: string;
  /** Stands after the closing parenthesis of a table. */
  readonly tableEnd: string;
};

/** STRICT: a text in an integer column is refused instead of kept. */
export const sqliteDdl: Ddl = {
  text: 'text',
  int: 'integer',
  real: 'real',
  bytes: 'blob',
  tableEnd: 'strict',
};

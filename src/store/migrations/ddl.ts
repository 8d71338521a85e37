/** What differs between databases when a table is made; queries are the same on all of them. */
export type Ddl = {
  readonly text: string;
  readonly int: string;
  readonly real: string;
  readonly bytes: string;
  /** Stands after the closing parenthesis of a table. */
  readonly tableEnd: string;
};

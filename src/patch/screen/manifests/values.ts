/** What a parser of TOML, YAML or JSON gives: read without trust in its shape. */
export type Table = Readonly<Record<string, unknown>>;

export function isTable(value: unknown): value is Table {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Date);
}

export function tableOf(value: unknown): Table {
  return isTable(value) ? value : {};
}

export function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/** All texts in a value, with the key below which each stands. */
export function textsIn(value: unknown, key = ''): { readonly key: string; readonly text: string }[] {
  if (typeof value === 'string') return [{ key, text: value }];
  if (Array.isArray(value)) return value.flatMap((one) => textsIn(one, key));
  return isTable(value) ? Object.entries(value).flatMap(([name, one]) => textsIn(one, name)) : [];
}

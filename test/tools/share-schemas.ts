/** Keeps one copy of sub-schemas that are written out several times: GitHub's webhooks repeat a user some 300 times. */
type Json = null | boolean | number | string | Json[] | { [key: string]: Json };
type Fields = { [key: string]: Json };

const SMALL = 200;

function isFields(value: Json): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** What stands where a schema stands is handed to `visit` first; maps of property names, enums and lists of names are not. */
function walk(
  value: Json,
  where: 'schema' | 'names',
  visit: (schema: Fields, inner: () => Fields) => Json,
): Json {
  if (Array.isArray(value)) return value.map((item) => walk(item, 'schema', visit));
  if (!isFields(value)) return value;
  const inner = (): Fields =>
    Object.fromEntries(
      Object.entries(value).map(([key, one]): [string, Json] => {
        if (where === 'schema' && (key === 'enum' || key === 'required')) return [key, one];
        const names = where === 'schema' && (key === 'properties' || key === 'patternProperties');
        return [key, walk(one, names ? 'names' : 'schema', visit)];
      }),
    );
  return where === 'schema' ? visit(value, inner) : inner();
}

/** Equal sub-schemas of some size become references to `#/schemas/shared-N`, which `shared` holds. */
export function shareSchemas(named: Fields): { named: Fields; shared: Fields } {
  const counts = new Map<string, number>();
  walk(named, 'names', (schema, inner) => {
    const text = JSON.stringify(schema);
    counts.set(text, (counts.get(text) ?? 0) + 1);
    return inner();
  });
  const names = new Map<string, string>();
  const shared: Fields = {};
  const replaced = walk(named, 'names', (schema, inner) => {
    const text = JSON.stringify(schema);
    if (text.length < SMALL || (counts.get(text) ?? 0) < 2) return inner();
    const known = names.get(text);
    if (known !== undefined) return { $ref: `#/schemas/${known}` };
    const name = `shared-${names.size + 1}`;
    names.set(text, name);
    shared[name] = inner();
    return { $ref: `#/schemas/${name}` };
  });
  return { named: isFields(replaced) ? replaced : {}, shared };
}

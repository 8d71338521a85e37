import { isEqual, isList, toNumber, toText, type Value } from './value.ts';

type Operation = (args: readonly Value[]) => Value;

/**
 * https://docs.github.com/en/actions/reference/workflows-and-actions/expressions#functions
 * hashFiles is not imitated: there is no cache to key.
 */
export const functions: Readonly<Record<string, Operation | undefined>> = {
  contains: ([search = null, item = null]) =>
    isList(search) ? search.some((element) => isEqual(element, item)) : folded(search).includes(folded(item)),
  startswith: ([search = null, start = null]) => folded(search).startsWith(folded(start)),
  endswith: ([search = null, end = null]) => folded(search).endsWith(folded(end)),
  format: ([text = null, ...values]) => formatted(toText(text), values),
  join: ([list = null, separator = ',']) =>
    isList(list) ? list.map(toText).join(toText(separator)) : toText(list),
  tojson: ([value = null]) => JSON.stringify(value, null, 2),
  fromjson: ([text = null]) => JSON.parse(toText(text)) as Value,
};

function folded(value: Value): string {
  return toText(value).toLowerCase();
}

/** `{0}` is a place, `{{` and `}}` are the braces themselves. */
function formatted(text: string, values: readonly Value[]): string {
  return text.replaceAll(/\{\{|\}\}|\{(\d+)\}/g, (mark, place: string | undefined) =>
    place === undefined ? mark.charAt(0) : toText(values[toNumber(place)] ?? null),
  );
}

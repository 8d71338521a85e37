/** A value of GitHub's expression language. https://docs.github.com/en/actions/reference/workflows-and-actions/expressions#literals */
export type Value = null | boolean | number | string | readonly Value[] | { readonly [key: string]: Value };

/** False are: false, 0, -0, NaN, "" and null. */
export function isTruthy(value: Value): boolean {
  return !(value === null || value === false || value === '' || value === 0 || Number.isNaN(value));
}

export function toText(value: Value): string {
  if (value === null) return '';
  if (typeof value === 'object') return Array.isArray(value) ? 'Array' : 'Object';
  return String(value);
}

export function toNumber(value: Value): number {
  if (value === null) return 0;
  if (typeof value === 'boolean') return value ? 1 : 0;
  if (typeof value === 'number') return value;
  if (typeof value === 'string') return value.trim() === '' ? 0 : Number(value);
  return Number.NaN;
}

/** Loose equality: strings without case, unlike types through numbers, objects only with themselves. */
export function isEqual(left: Value, right: Value): boolean {
  if (typeof left === 'string' && typeof right === 'string')
    return left.toLowerCase() === right.toLowerCase();
  if (left !== null && right !== null && typeof left === 'object' && typeof right === 'object')
    return left === right;
  return toNumber(left) === toNumber(right);
}

export function isList(value: Value): value is readonly Value[] {
  return Array.isArray(value);
}

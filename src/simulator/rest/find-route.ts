import type { Route } from './route.ts';

/** These parameters may hold slashes. */
const greedyParams = new Set(['ref', 'basehead']);

type Pattern = {
  route: Route;
  method: string;
  expression: RegExp;
  names: string[];
};

export type FindRoute = (
  method: string,
  path: string,
) => { route: Route; params: Record<string, string> } | null;

/** Templates with more fixed text come first, so that `/issues/comments/7` is no issue. */
export function createFindRoute(routes: readonly Route[]): FindRoute {
  const patterns = routes.map(compile).toSorted((a, b) => weight(b) - weight(a));
  return (method, path) => {
    for (const { route, method: own, expression, names } of patterns) {
      const match = own === method ? expression.exec(path) : null;
      if (match === null) continue;
      const params = names.map((name, index): [string, string] => [name, decode(match[index + 1] ?? '')]);
      return { route, params: Object.fromEntries(params) };
    }
    return null;
  };
}

/** How much of a template is fixed text. */
function weight(pattern: Pattern): number {
  return pattern.route.operation.replaceAll(/\{\w+\}/g, '').length;
}

function compile(route: Route): Pattern {
  const [method = '', template = ''] = route.operation.split(' ');
  const names: string[] = [];
  const source = template.replaceAll(/\/\{(\w+)\}/g, (_found, name: string) => {
    names.push(name);
    // The root of a repository's contents has no path.
    if (name === 'path') return '(?:/(.*))?';
    return greedyParams.has(name) ? '/(.+)' : '/([^/]+)';
  });
  return { route, method, expression: new RegExp(`^${source}$`), names };
}

/** What is no encoding names nothing, and stays as it is. */
function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

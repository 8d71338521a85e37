const fewest = 20;
const fewestDistinct = 6;

/** Words of examples and defaults; `development` is Probot's own. Longer ones first: they hold the shorter ones. */
const words = [
  'development',
  'production',
  'webhook',
  'changeme',
  'password',
  'example',
  'testing',
  'cadence',
  'default',
  'replace',
  'github',
  'probot',
  'secret',
  'change',
  'secure',
  'qwerty',
  'insert',
  'your',
  'this',
  'test',
  'here',
  'with',
  'some',
  'pass',
  'word',
  'key',
  'app',
  'abc',
  '123',
  'my',
  'me',
];

/** Why anybody might guess this webhook secret, as the end of a sentence; null where nothing shows it. */
export function secretWeakness(secret: string): string | null {
  if (secret.length < fewest) return `has fewer than ${fewest} characters`;
  if (new Set(secret).size < fewestDistinct) return 'is the same few characters over and over';
  const left = words.reduce(
    (rest, word) => rest.replaceAll(word, ''),
    secret.toLowerCase().replace(/[^a-z0-9]/g, ''),
  );
  return left.length < fewest / 2 ? 'is made of well-known words' : null;
}

import type { ServerSettings } from '../env/settings.ts';
import { connectGitHub } from './connect-github.ts';

/** One thing that was looked at; `wrong` says what to do. */
export type Finding = { readonly state: 'good' | 'wrong'; readonly sentence: string };

/** What app.yml asks for. */
export type Wanted = {
  readonly permissions: Readonly<Record<string, string>>;
  readonly events: readonly string[];
};

/** Asks GitHub who the App is, what it may do and where it is installed. */
export async function examineApp(
  settings: ServerSettings,
  wanted: Wanted,
  now: () => number,
): Promise<Finding[]> {
  const app = connectGitHub(settings, { now });
  const who = await app.app();
  if (who.kind !== 'app')
    return [
      wrong(`GitHub does not take APP_ID ${settings.credentials.appId} with this key: ${who.message}.`),
    ];
  const findings = [good(`The App is ${who.slug}.`), ...comparePermissions(who.permissions, wanted)];
  const missing = wanted.events.filter((event) => !who.events.includes(event));
  findings.push(
    missing.length === 0
      ? good('It is subscribed to all events that it reads.')
      : wrong(`Subscribe it to ${missing.join(', ')}.`),
  );
  const installed = await app.installations();
  if (installed.kind !== 'installations') return [...findings, wrong(`Installations: ${installed.message}.`)];
  const accounts = installed.installations.filter(({ suspended }) => !suspended);
  findings.push(
    accounts.length > 0
      ? good(`It is installed at ${accounts.map(({ account }) => account).join(', ')}.`)
      : wrong('It is not installed anywhere: install it on the repositories that it is to work in.'),
  );
  return findings;
}

/** Too little stops work; too much is a danger without use. */
export function comparePermissions(
  granted: Readonly<Record<string, string>>,
  { permissions }: Wanted,
): Finding[] {
  const order = ['none', 'read', 'write', 'admin'];
  const levelOf = (held: Readonly<Record<string, string>>, name: string): number =>
    order.indexOf(held[name] ?? 'none');
  const names = [...new Set([...Object.keys(permissions), ...Object.keys(granted)])].toSorted();
  const found = names.flatMap((name): Finding[] => {
    const have = levelOf(granted, name);
    const need = levelOf(permissions, name);
    if (have === need) return [];
    return have < need
      ? [wrong(`Give it ${name}: ${permissions[name] ?? ''}.`)]
      : [wrong(`It does not need ${name}: ${granted[name] ?? ''}; take it away.`)];
  });
  return found.length > 0 ? found : [good('Its permissions are those of app.yml, no more and no less.')];
}

function good(sentence: string): Finding {
  return { state: 'good', sentence };
}

function wrong(sentence: string): Finding {
  return { state: 'wrong', sentence };
}

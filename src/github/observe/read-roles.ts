/** Who may do what, by GitHub's roles. `author_association` is no right, and `triage` is not `write`. */
import { z } from 'zod';
import type { Failure } from '../../task/shapes/mutation.ts';
import { roles as known, type Role } from '../../task/situation.ts';
import type { RawRepository } from './raw-situation.ts';

/** So many people are asked about one by one; the others have no rights until they are fewer. */
const maxAsked = 10;

export type Roles = { readonly kind: 'roles'; readonly roles: Readonly<Record<string, Role>> };

/**
 * The roles of everybody in the list of collaborators and of the people wanted, by login in lower case. Where GitHub
 * cuts the list or does not show it, the wanted are asked for one by one.
 */
export async function rolesOf(
  raw: RawRepository,
  wanted: readonly string[],
  permission: (login: string) => Promise<Role | Failure>,
): Promise<Roles | Failure> {
  const { collaborators } = raw;
  const edges = collaborators?.edges ?? null;
  const roles = new Map<string, Role>();
  for (const edge of edges ?? [])
    roles.set(edge.node.login.toLowerCase(), readRole(edge.permission.toLowerCase()));
  const complete = edges !== null && collaborators?.pageInfo.hasNextPage === false;
  const missing = [...new Set(wanted.map((login) => login.toLowerCase()))].filter(
    (login) => !roles.has(login),
  );
  for (const [index, login] of missing.entries()) {
    if (complete) {
      // Everybody can read what is public.
      if (!raw.isPrivate) roles.set(login, 'read');
    } else if (index < maxAsked) {
      const role = await permission(login);
      if (typeof role !== 'string') return role;
      roles.set(login, role);
    }
  }
  return { kind: 'roles', roles: Object.fromEntries(roles) };
}

export const rawPermission = z.object({ permission: z.string(), role_name: z.string().nullish() });

/** A role that an organisation made up counts as what GitHub says it amounts to. */
export function readPermission({ permission, role_name: role }: z.infer<typeof rawPermission>): Role {
  return known.find((one) => one === role) ?? readRole(permission);
}

function readRole(name: string): Role {
  return known.find((one) => one === name) ?? 'none';
}

import type { App, Permissions, User } from './accounts.ts';
import type { Repository } from './repository.ts';

export type Installation = {
  id: number;
  nodeId: string;
  app: App;
  account: User;
  repositories: Repository[];
  selection: 'all' | 'selected';
  permissions: Permissions;
  events: string[];
  suspendedAt: Date | null;
  createdAt: Date;
  updatedAt: Date;
};

/** A token by its secret text: `ghs_…` of an installation, `ghp_…` of a person. */
export type Token =
  | {
      kind: 'installation';
      token: string;
      installation: Installation;
      permissions: Permissions;
      /** null: every repository of the installation, also those added later. */
      repositories: Repository[] | null;
      expiresAt: Date;
    }
  | { kind: 'user'; token: string; user: User };

/** Who acts. `actor.user` is the author of what comes about (the app's bot for an installation). */
export type Actor =
  | {
      kind: 'installation';
      user: User;
      installation: Installation;
      permissions: Permissions;
      repositories: Repository[] | null;
    }
  | { kind: 'user'; user: User };

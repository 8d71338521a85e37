export type AccessLevel = 'read' | 'write' | 'admin';

/** Permissions of an app, installation or token, as in GitHub's `permissions` objects: `{ contents: 'write' }`. */
export type Permissions = Readonly<Record<string, AccessLevel>>;

/** A collaborator's role. `triage` shows as permission `read`, `maintain` as `write`. */
export type Role = 'read' | 'triage' | 'write' | 'maintain' | 'admin';

/** REST shows a bot as `slug[bot]` (the login kept here); GraphQL's `Bot.login` is the slug alone. */
export type User = {
  id: number;
  nodeId: string;
  login: string;
  type: 'User' | 'Bot' | 'Organization';
  createdAt: Date;
};

export type App = {
  id: number;
  nodeId: string;
  slug: string;
  name: string;
  owner: User;
  bot: User;
  /** PEM, PKCS#1 as GitHub's downloads; the public half (SPKI) is what the surfaces verify a JWT with. */
  privateKey: string;
  publicKey: string;
  webhookSecret: string;
  hookUrl: string | null;
  permissions: Permissions;
  events: string[];
  createdAt: Date;
};

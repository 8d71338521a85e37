import type { App, User } from '../../state/accounts.ts';
import type { Fields, GraphqlContext } from '../source.ts';
import { time } from '../source.ts';
import { webUrl } from '../web-url.ts';

const account: Fields<User> = {
  id: (user) => user.nodeId,
  databaseId: (user) => user.id,
  login: (user) => user.login,
  avatarUrl: (user, _args, context) => avatar(user, context),
  createdAt: (user) => time(user.createdAt),
  updatedAt: (user) => time(user.createdAt),
  resourcePath: (user) => `/${user.login}`,
  url: (user, _args, context) => webUrl(context.world, `/${user.login}`),
};

function avatar(user: User, context: GraphqlContext): string {
  return webUrl(context.world, `/avatars/u/${user.id}`);
}

const person: Fields<User> = {
  ...account,
  name: () => null,
  email: () => '',
  isViewer: (user, _args, context) => user === context.actor.user,
};

export const accountTypes = {
  User: person,
  Organization: { ...account, name: () => null, email: () => null } satisfies Fields<User>,
  // docs.github.com/graphql/reference/objects#bot: the login is the slug; REST and `viewer` say `slug[bot]`.
  Bot: {
    ...account,
    login: (user) => slug(user),
    resourcePath: (user) => `/apps/${slug(user)}`,
    url: (user, _args, context) => webUrl(context.world, `/apps/${slug(user)}`),
  } satisfies Fields<User>,
  App: {
    id: (app) => app.nodeId,
    databaseId: (app) => app.id,
    slug: (app) => app.slug,
    name: (app) => app.name,
    description: () => null,
    createdAt: (app) => time(app.createdAt),
    updatedAt: (app) => time(app.createdAt),
    url: (app, _args, context) => webUrl(context.world, `/apps/${app.slug}`),
  } satisfies Fields<App>,
};

function slug(user: User): string {
  return user.login.replace(/\[bot\]$/, '');
}

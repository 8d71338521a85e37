import { actionRoutes } from './action-routes.ts';
import { appRoutes } from './app-routes.ts';
import { checkRoutes } from './check-routes.ts';
import { commitRoutes } from './commit-routes.ts';
import { objectRoutes } from './object-routes.ts';
import { issueRoutes } from './issue-routes.ts';
import { pullRoutes } from './pull-routes.ts';
import { reactionRoutes } from './reaction-routes.ts';
import { repositoryRoutes } from './repository-routes.ts';
import { reviewRoutes } from './review-routes.ts';
import { refRoutes } from './ref-routes.ts';
import type { Route } from './route.ts';

/** Every REST operation served; each is in GitHub's description, and every described one is here. */
export const routes: readonly Route[] = [
  ...appRoutes,
  ...repositoryRoutes,
  ...issueRoutes,
  ...reactionRoutes,
  ...pullRoutes,
  ...reviewRoutes,
  ...refRoutes,
  ...objectRoutes,
  ...commitRoutes,
  ...checkRoutes,
  ...actionRoutes,
];

import { actionRoutes } from './actions.ts';
import { appRoutes } from './apps.ts';
import { checkRoutes } from './checks.ts';
import { commitRoutes } from './commits.ts';
import { objectRoutes } from './git-objects.ts';
import { issueRoutes } from './issues.ts';
import { pullRoutes } from './pulls.ts';
import { reactionRoutes } from './reactions.ts';
import { repositoryRoutes } from './repositories.ts';
import { reviewRoutes } from './reviews.ts';
import { refRoutes } from './refs.ts';
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

import type { Permission } from '../kernel/permission.ts';
import { identityPermissions } from '../modules/identity/permissions.ts';
import { identityRoutes } from '../modules/identity/routes.ts';
import type { Subscription, TimerAction } from '../platform/events/subscription.ts';
import type { Route } from '../platform/http/route.ts';

/** Everything that the modules bring to the program, gathered in one place. */
export const permissions: readonly Permission[] = [identityPermissions].flatMap((declared) =>
  Object.values<Permission>(declared),
);

export const routes: readonly Route[] = [...identityRoutes];

export const subscriptions: readonly Subscription[] = [];

export const timerActions: readonly TimerAction[] = [];

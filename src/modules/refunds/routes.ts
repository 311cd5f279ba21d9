import type { Route } from '../../platform/http/route.ts';

/** What answers the endpoints of refunds. */
export const refundsRoutes: readonly Route[] = [];

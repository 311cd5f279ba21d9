import type { Route } from '../../platform/http/route.ts';
import { boardRoutes } from './board-routes.ts';
import { forecastRoutes } from './forecast-routes.ts';
import { surroundingsRoutes } from './surroundings-routes.ts';

/** What answers the endpoints of flow. */
export const flowRoutes: readonly Route[] = [...boardRoutes, ...forecastRoutes, ...surroundingsRoutes];

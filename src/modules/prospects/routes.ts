import { ok } from '../../kernel/result.ts';
import { type Route, route } from '../../platform/http/route.ts';
import { settleProspect } from './actions/settle-prospect.ts';
import * as api from './api.ts';
import { captureRoutes } from './capture-routes.ts';
import { describeProspects } from './describe-prospects.ts';
import type { ProspectId, ProspectState } from './domain/prospect.ts';
import { countProspects, listProspects } from './prospect-store.ts';

const mostListed = 200;
const statesOf = {
  open: ['found', 'contacted'],
  joined: ['order-received'],
  elsewhere: ['elsewhere'],
  none: ['not-candidate'],
} as const satisfies Readonly<Record<string, readonly ProspectState[]>>;

/** What answers the endpoints of prospects. */
export const prospectsRoutes: readonly Route[] = [
  ...captureRoutes,
  route(api.listProspects, async (tx, { request }) => {
    const { view } = request;
    const found = await listProspects(tx, {
      states: statesOf[view],
      order: view === 'open' ? 'appointment' : 'change',
      most: mostListed,
    });
    const counted = await countProspects(tx);
    const countOf = (key: keyof typeof statesOf): number =>
      statesOf[key].reduce((sum, state) => sum + (counted.get(state) ?? 0), 0);
    const counts = {
      open: countOf('open'),
      joined: countOf('joined'),
      elsewhere: countOf('elsewhere'),
      none: countOf('none'),
    };
    return ok({
      body: { counts, prospects: await describeProspects(tx, found) },
      patientIds: [...new Set(found.map(({ patientId }) => patientId))],
    });
  }),
  route(api.settleProspect, async (tx, { request }) => {
    const { prospectId, expectedVersion, step } = request;
    const settled = await settleProspect(tx, { prospectId: prospectId as ProspectId, expectedVersion, step });
    if (!settled.ok) return settled;
    const { version, state, patientId } = settled.value;
    return ok({ body: { prospectId, version, state }, patientIds: [patientId] });
  }),
];

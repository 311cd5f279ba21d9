import type { TherapyId } from '../../kernel/ids.ts';
import { ok } from '../../kernel/result.ts';
import { type Route, route } from '../../platform/http/route.ts';
import { recordOutcome } from './actions/record-outcome.ts';
import * as api from './pathway-api.ts';

/** What answers the endpoints by which therapies follow their pathways. */
export const pathwayRoutes: readonly Route[] = [
  route(api.recordOutcome, async (tx, { request }) => {
    const { therapyId, expectedVersion, note, ...record } = request;
    const recorded = await recordOutcome(
      tx,
      { therapyId: therapyId as TherapyId, ...record },
      { expectedVersion, note },
    );
    return recorded.ok ? ok({ body: {}, patientIds: [recorded.value.patientId] }) : recorded;
  }),
];

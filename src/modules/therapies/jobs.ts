import type { PrescriptionId, TherapyId } from '../../kernel/ids.ts';
import { type Subscription, subscribe, type TimerAction } from '../../platform/events/subscription.ts';
import * as prescriptions from '../prescriptions/events.ts';
import { escalate, escalationTimer } from './actions/escalate.ts';
import { expireAuthorization, hearFact, leaveToRightPatient, openRefillCycle } from './actions/hear-fact.ts';
import { heardKinds } from './heard-events.ts';

/** One subscriber hears everything about a therapy, so that facts of different modules reach it in the order they were made. */
const followJourney = 'therapies.follow-journey';

/** The facts of other modules that move a therapy. */
export const therapiesSubscriptions: readonly Subscription[] = [
  ...heardKinds.map(({ kind, translate }) =>
    subscribe(kind, followJourney, async (tx, { payload, recordedAt }) => {
      const { therapyId } = payload as { readonly therapyId: string };
      await hearFact(tx, therapyId, translate(payload), recordedAt);
    }),
  ),
  subscribe(prescriptions.prescriptionMoved, followJourney, async (tx, { payload }) => {
    if (payload.wrongTherapyId === null) return;
    const prescriptionId = payload.prescriptionId as PrescriptionId;
    await leaveToRightPatient(tx, { therapyId: payload.wrongTherapyId as TherapyId, prescriptionId });
  }),
];

/** What happens when a wait of this module is over. */
export const therapiesTimerActions: readonly TimerAction[] = [
  {
    kind: 'therapies.refill-window',
    act: async (tx, { subject, payload }) => {
      const { cycle } = payload as { readonly cycle: number };
      await openRefillCycle(tx, subject as TherapyId, cycle);
    },
  },
  { kind: escalationTimer, act: (tx, { subject }) => escalate(tx, subject as TherapyId) },
  {
    kind: 'therapies.authorization-end',
    act: (tx, { subject, dueAt }) => expireAuthorization(tx, subject as TherapyId, dueAt),
  },
];

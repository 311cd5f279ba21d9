import type { CalendarDay } from '../../../kernel/calendar-day.ts';
import type { Pathway, PathwayContent, Step } from './pathway.ts';
import { pathwayStandard } from './pathway-standard.ts';
import type { ProgrammeCode } from './programme.ts';
import { withDistribution, withFirstWeek, withRems, withTraining } from './programme-parts.ts';

const shippedFrom = '2026-01-01' as CalendarDay;

const { id: _id, version: _version, programme: _programme, effectiveFrom: _from, ...standard } = pathwayStandard;

function ship(programme: ProgrammeCode, content: PathwayContent): Pathway {
  return { id: programme, version: 1, programme, effectiveFrom: shippedFrom, ...content };
}

/** Shorter clocks, because a tumor does not wait [K: the pharmacy's own choice, not a published figure]. */
const oralOncolytic = withFirstWeek({
  ...standard,
  tasks: {
    ...standard.tasks,
    'check-benefits': { ...standard.tasks['check-benefits'], due: [{ after: 'opened', businessHours: 4 }] },
    'chase-payer': { ...standard.tasks['chase-payer'], due: [{ after: 'opened', businessDays: 1 }] },
    'review-start': {
      ...standard.tasks['review-start'],
      due: [
        { after: 'cost-affordable', businessHours: 4 },
        { after: 'opened', businessDays: 2 },
      ],
    },
  },
  refill: { windowDays: 7, assumedDaysSupply: 28 },
  expectedStartDays: 10,
});

const byHand = { asks: null } as const;

/** The clinic administers and bills: no fill, no pharmacy claim, an appointment in place of a delivery, and a hand-over. */
function composeBuyAndBill(): PathwayContent {
  const { milestones, lanes, tasks } = standard;
  const careful: readonly Step[] = [
    { stage: 'benefits', exit: ['benefits-complete'] },
    { stage: 'authorization', exit: ['authorization-settled'] },
    { stage: 'clinical-review', exit: ['clinically-cleared', 'prescription-verified'] },
    { stage: 'scheduling', exit: ['delivery-scheduled'] },
    { stage: 'delivery', exit: ['delivered'] },
    { stage: 'monitoring', exit: ['refill-window-opened'] },
  ];
  const referral: Step = { stage: 'referral', exit: ['prescription-accepted'] };
  return {
    ...standard,
    cycles: {
      start: [referral, ...careful],
      refill: [referral, { stage: 'refill', exit: ['refill-confirmed'] }, ...careful],
    },
    milestones: {
      ...milestones,
      'delivery-scheduled': { ...milestones['delivery-scheduled'], label: 'Appointment confirmed' },
      delivered: {
        ...milestones.delivered,
        label: 'Handed over to the clinic',
        opensWhen: ['delivery-scheduled', 'authorization-settled', 'clinically-cleared', 'prescription-verified'],
        firstTask: 'hand-over-to-clinic',
        beginning: 'To hand over',
      },
    },
    lanes: {
      ...lanes,
      schedule: {
        ...lanes.schedule,
        label: 'Appointment',
        outcomes: {
          ...lanes.schedule.outcomes,
          scheduled: { label: 'Confirmed', meets: ['delivery-scheduled'], byHand },
        },
      },
      delivery: {
        ...lanes.delivery,
        label: 'Hand-over to the clinic',
        outcomes: {
          ...lanes.delivery.outcomes,
          delivered: { label: 'Handed over', meets: ['delivered'], byHand: { asks: 'Lot number' } },
        },
      },
    },
    tasks: {
      ...tasks,
      'check-benefits': { ...tasks['check-benefits'], label: 'Check the medical benefit' },
      'schedule-delivery': {
        ...tasks['schedule-delivery'],
        label: 'Confirm the appointment with the clinic',
        clause: 'The appointment is not confirmed',
      },
      'hand-over-to-clinic': {
        label: 'Hand the drug over to the clinic',
        clause: 'The drug is not handed over to the clinic',
        queue: 'shipping',
        role: 'shippingClerk',
        party: 'pharmacy',
        due: [{ after: 'opened', businessDays: 1 }],
      },
    },
  };
}

/** The first doses were given elsewhere: nobody is enrolled or reviewed for a start, and the first fill is called like a refill. */
function composeRefillOnly(): PathwayContent {
  const steps: readonly Step[] = [
    { stage: 'referral', exit: ['prescription-accepted'] },
    { stage: 'refill', exit: ['refill-confirmed'] },
    { stage: 'benefits', exit: ['benefits-complete'] },
    { stage: 'authorization', exit: ['authorization-settled'] },
    { stage: 'assistance', exit: ['cost-affordable'] },
    { stage: 'clinical-review', exit: ['prescription-verified'] },
    { stage: 'scheduling', exit: ['delivery-scheduled'] },
    { stage: 'dispensing', exit: ['fill-verified'] },
    { stage: 'delivery', exit: ['delivered'] },
    { stage: 'monitoring', exit: ['refill-window-opened'] },
  ];
  return { ...standard, cycles: { start: steps, refill: steps } };
}

/** The pathways of the programmes beside the standard one. */
export const programmePathways: readonly Pathway[] = [
  ship('limited-distribution-rems', withDistribution(withRems(standard))),
  ship('rems', withRems(standard)),
  ship('limited-distribution', withDistribution(standard)),
  ship('buy-and-bill', composeBuyAndBill()),
  ship('refill-only', composeRefillOnly()),
  ship('oral-oncolytic', oralOncolytic),
  ship('injectable-biologic', withTraining(standard)),
];

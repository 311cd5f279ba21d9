import type { DueRule, Lane, Milestone, PathwayContent, Step, Task } from './pathway.ts';
import type { StageCode } from './stage.ts';

const perFill = ['refill', 'restart', 'other-patient'] as const;
const perStart = ['restart', 'other-patient'] as const;
const byHand = { asks: null } as const;
const nextDay: DueRule = { after: 'opened', businessDays: 1 };

const distributionLane: Lane = {
  label: 'Distribution',
  stage: 'referral',
  resets: perStart,
  outcomes: {
    ours: { label: 'We may dispense', meets: ['distribution-settled'], byHand },
    asked: { label: 'Access asked for', task: 'chase-distribution', byHand },
    'not-ours': { label: 'Not ours', task: 'transfer-referral', byHand },
    transferred: { label: 'Transferred', task: 'transfer-referral', byHand: { asks: 'Pharmacy that took it over' } },
  },
};

const distributionMilestone: Milestone = {
  label: 'Distribution settled',
  stage: 'referral',
  lane: 'distribution',
  opensWhen: ['prescription-accepted'],
  firstTask: 'check-distribution',
  beginning: 'Distribution to check',
};

const distributionTasks = {
  'check-distribution': {
    label: 'Check with the manufacturer that we may dispense',
    clause: 'It is not settled that the manufacturer lets us dispense',
    queue: 'intake',
    role: 'intakeTechnician',
    party: 'pharmacy',
    due: [{ after: 'opened', businessHours: 4 }],
  },
  'chase-distribution': {
    label: 'Chase the manufacturer for access',
    clause: 'The manufacturer has not decided whether we may dispense',
    queue: 'intake',
    role: 'intakeTechnician',
    party: 'manufacturer',
    due: [nextDay],
  },
  'transfer-referral': {
    label: 'Transfer the referral to a pharmacy of the network, then end the therapy',
    clause: 'The drug is not ours to dispense',
    queue: 'intake',
    role: 'intakeTechnician',
    party: 'pharmacy',
    due: [nextDay],
  },
} as const satisfies Record<string, Task>;

/** Adds what limited distribution asks for: nothing else begins before it is settled that we may dispense. */
export function withDistribution(content: PathwayContent): PathwayContent {
  const { milestones } = content;
  const after = (milestone: Milestone): Milestone => ({
    ...milestone,
    opensWhen: [...milestone.opensWhen, 'distribution-settled'],
  });
  return {
    ...content,
    cycles: { ...content.cycles, start: addExit(content.cycles.start, 'referral', 'distribution-settled') },
    milestones: {
      ...milestones,
      enrolled: after(milestones.enrolled),
      'benefits-complete': after(milestones['benefits-complete']),
      'distribution-settled': distributionMilestone,
    },
    lanes: { ...content.lanes, distribution: distributionLane },
    tasks: { ...content.tasks, ...distributionTasks },
  };
}

const remsLane: Lane = {
  label: 'REMS authorization',
  stage: 'clinical-review',
  resets: perFill,
  outcomes: {
    authorized: {
      label: 'Authorized',
      meets: ['rems-authorized'],
      byHand: { asks: 'REMS authorization number' },
    },
    refused: { label: 'Refused', hold: 'REMS', task: 'resolve-rems-refusal', byHand },
    lapsed: { label: 'No longer valid', hold: 'REMS', task: 'obtain-rems-authorization', byHand },
  },
};

const remsTasks = {
  'obtain-rems-authorization': {
    label: 'Obtain the REMS authorization number',
    clause: 'The REMS has not authorized the fill',
    queue: 'clinical-review',
    role: 'clinicalPharmacist',
    party: 'pharmacy',
    due: [nextDay],
  },
  'resolve-rems-refusal': {
    label: 'Resolve why the REMS refused',
    clause: 'The REMS refused to authorize the fill',
    queue: 'clinical-review',
    role: 'clinicalPharmacist',
    party: 'prescriber',
    due: [nextDay],
  },
} as const satisfies Record<string, Task>;

/** Adds what a REMS asks for: each fill waits for an authorization number of its own. */
export function withRems(content: PathwayContent): PathwayContent {
  const { milestones, cycles } = content;
  const fill = milestones['fill-verified'];
  return {
    ...content,
    cycles: {
      start: addExit(cycles.start, 'clinical-review', 'rems-authorized'),
      refill: addExit(cycles.refill, 'clinical-review', 'rems-authorized'),
    },
    milestones: {
      ...milestones,
      'fill-verified': { ...fill, opensWhen: [...fill.opensWhen, 'rems-authorized'] },
      'rems-authorized': {
        label: 'REMS authorized',
        stage: 'clinical-review',
        lane: 'rems',
        opensWhen: ['prescription-accepted', 'prescription-verified'],
        firstTask: 'obtain-rems-authorization',
        beginning: 'REMS to authorize',
      },
    },
    lanes: { ...content.lanes, rems: remsLane },
    tasks: { ...content.tasks, ...remsTasks },
  };
}

/** Adds the training without which the start of an injected drug is not confirmed. */
export function withTraining(content: PathwayContent): PathwayContent {
  const { milestones } = content;
  const start = milestones['start-confirmed'];
  return {
    ...content,
    cycles: { ...content.cycles, start: addExit(content.cycles.start, 'monitoring', 'injection-trained') },
    milestones: {
      ...milestones,
      'start-confirmed': { ...start, opensWhen: [...start.opensWhen, 'injection-trained'] },
      'injection-trained': {
        label: 'Trained to inject',
        stage: 'monitoring',
        lane: 'training',
        opensWhen: ['delivery-scheduled'],
        firstTask: 'train-injection',
        beginning: 'Training due',
      },
    },
    lanes: {
      ...content.lanes,
      training: {
        label: 'Injection training',
        stage: 'monitoring',
        resets: perStart,
        outcomes: {
          trained: { label: 'Trained', meets: ['injection-trained'], byHand },
          experienced: { label: 'Injects already', meets: ['injection-trained'], byHand },
          attempted: { label: 'Contact attempted', task: 'train-injection', byHand },
        },
      },
    },
    tasks: {
      ...content.tasks,
      'train-injection': {
        label: 'Train the patient to inject',
        clause: 'The patient has not been trained to inject',
        queue: 'monitoring',
        role: 'clinicalPharmacist',
        party: 'pharmacy',
        due: [
          { after: 'delivered', days: 1 },
          { after: 'opened', businessDays: 3 },
        ],
      },
    },
  };
}

/** Adds a call in the first week, when most toxicity shows. The call is recorded with the monitoring of the therapy. */
export function withFirstWeek(content: PathwayContent): PathwayContent {
  return {
    ...content,
    cycles: { ...content.cycles, start: addExit(content.cycles.start, 'monitoring', 'first-week-called') },
    milestones: {
      ...content.milestones,
      'first-week-called': {
        label: 'First week called',
        stage: 'monitoring',
        lane: 'first-week',
        opensWhen: ['delivered'],
        firstTask: 'make-first-week-call',
        beginning: 'First call due',
      },
    },
    lanes: {
      ...content.lanes,
      'first-week': {
        label: 'First-week call',
        stage: 'monitoring',
        resets: perStart,
        outcomes: { called: { label: 'Made', meets: ['first-week-called'] } },
      },
    },
    tasks: {
      ...content.tasks,
      'make-first-week-call': {
        label: 'Call the patient in the first week',
        clause: 'The call of the first week is due',
        queue: 'monitoring',
        role: 'clinicalPharmacist',
        party: 'pharmacy',
        due: [{ after: 'delivered', days: 7 }, nextDay],
      },
    },
  };
}

/** A criterion stands before the one that time meets, so that what people do is listed first. */
function addExit(steps: readonly Step[], stage: StageCode, milestone: Step['exit'][number]): readonly Step[] {
  return steps.map((step) => {
    if (step.stage !== stage) return step;
    const byTime = step.exit.filter((code) => code === 'refill-window-opened');
    const byPeople = step.exit.filter((code) => code !== 'refill-window-opened');
    // The start of an injected drug is confirmed after the training.
    const isBefore = milestone === 'injection-trained';
    const exit = isBefore ? [milestone, ...byPeople, ...byTime] : [...byPeople, milestone, ...byTime];
    return { stage, exit };
  });
}

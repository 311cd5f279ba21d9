import { describe, expect, it } from 'vitest';
import { queues } from '../../work/index.ts';
import type { PathwayContent } from './pathway.ts';
import { checkPathway } from './pathway-check.ts';
import { listPathwayChanges } from './pathway-difference.ts';
import { pathwayStandard } from './pathway-standard.ts';
import { getPathway, shippedPathways, toContent } from './pathways.ts';

const queueCodes = new Set(Object.keys(queues));
const standard = toContent(pathwayStandard);
const wheres = (change: object): readonly string[] =>
  checkPathway({ ...standard, ...change } as PathwayContent, queueCodes).map(({ where }) => where);

const { cycles, milestones, lanes, tasks } = standard;
const { benefits: _benefits, ...withoutBenefits } = lanes;
const withOutcome = (lane: 'start-review' | 'benefits', name: string, outcome: object) => ({
  lanes: { ...lanes, [lane]: { ...lanes[lane], outcomes: { ...lanes[lane].outcomes, [name]: outcome } } },
});
const withDue = (...due: readonly object[]) => ({
  tasks: { ...tasks, 'ship-order': { ...tasks['ship-order'], due } },
});

describe('a pathway', () => {
  it.each(
    shippedPathways.map((pathway) => [pathway.programme, pathway] as const),
  )('has no problem as it is shipped: %s', (_programme, pathway) => {
    expect(checkPathway(toContent(pathway), queueCodes)).toEqual([]);
  });

  it.each([
    [
      'a stage that nothing leads out of',
      {
        cycles: {
          ...cycles,
          start: cycles.start.map((step) => ({ ...step, exit: step.stage === 'benefits' ? [] : step.exit })),
        },
      },
      'cycles/start/benefits',
    ],
    [
      'a stage that stands twice',
      { cycles: { ...cycles, start: [...cycles.start, cycles.start[0]] } },
      'cycles/start/referral',
    ],
    [
      'a cycle in which no prescription is verified',
      {
        cycles: {
          ...cycles,
          refill: cycles.refill.map((step) => ({
            ...step,
            exit: step.exit.filter((code) => code !== 'prescription-verified'),
          })),
        },
      },
      'cycles/refill',
    ],
    [
      'work that waits for something later',
      { cycles: { ...cycles, start: cycles.start.toReversed() } },
      'cycles/start/scheduling',
    ],
    ['a line that modules tell about and that is gone', { lanes: withoutBenefits }, 'lanes/benefits'],
    [
      'an outcome that has to hold the fill and does not',
      withOutcome('start-review', 'rems-unmet', { label: 'REMS unmet' }),
      'lanes/start-review/rems-unmet',
    ],
    [
      'an outcome that meets nothing there is',
      withOutcome('benefits', 'complete', { label: 'Complete', meets: ['own-nothing'] }),
      'lanes/benefits/complete',
    ],
    [
      'a fact of a module that is to be typed by hand',
      withOutcome('benefits', 'complete', { ...lanes.benefits.outcomes['complete'], byHand: { asks: null } }),
      'lanes/benefits/complete',
    ],
    [
      'a criterion without a task',
      { milestones: { ...milestones, enrolled: { ...milestones.enrolled, firstTask: null } } },
      'milestones/enrolled',
    ],
    [
      'a task in a queue that there is not',
      { tasks: { ...tasks, 'ship-order': { ...tasks['ship-order'], queue: 'nowhere' } } },
      'tasks/ship-order',
    ],
    ['a time in two units', withDue({ after: 'opened', days: 1, businessDays: 1 }), 'tasks/ship-order'],
    ['a time that may have no start', withDue({ after: 'run-out', days: -2 }), 'tasks/ship-order'],
    ['a refill window of no days', { refill: { windowDays: 0, assumedDaysSupply: 30 } }, 'clocks'],
  ])('does not run with %s', (_what, change, where) => {
    expect(wheres(change)).toContain(where);
  });

  it('may ask for a criterion of the pharmacy’s own', () => {
    const own = {
      cycles: {
        ...cycles,
        start: cycles.start.map((step) =>
          step.stage === 'onboarding' ? { ...step, exit: [...step.exit, 'own-photo'] } : step,
        ),
      },
      milestones: {
        ...milestones,
        'own-photo': {
          label: 'Photo on file',
          stage: 'onboarding',
          lane: 'own-photo',
          opensWhen: ['prescription-accepted'],
          firstTask: 'own-photo',
          beginning: 'Photo to ask for',
        },
      },
      lanes: {
        ...lanes,
        'own-photo': {
          label: 'Photo',
          stage: 'onboarding',
          resets: ['other-patient'],
          outcomes: { done: { label: 'On file', meets: ['own-photo'], byHand: { asks: null } } },
        },
      },
      tasks: {
        ...tasks,
        'own-photo': {
          label: 'Ask for a photo',
          clause: 'There is no photo',
          queue: 'onboarding',
          role: 'patientCoordinator',
          party: 'patient',
          due: [{ after: 'opened', businessDays: 1 }],
        },
      },
    };
    expect(wheres(own)).toEqual([]);
  });
});

describe('the difference of two versions', () => {
  it('is nothing between a version and itself', () => {
    expect(listPathwayChanges(standard, structuredClone(standard))).toEqual([]);
  });

  it('says in words what a REMS adds, and the same the other way round', () => {
    const rems = toContent(getPathway({ id: 'rems', version: 1 }));
    const there = listPathwayChanges(standard, rems);
    expect(there).toContainEqual({
      where: 'Clinical start review: REMS authorization',
      what: 'Sub-status authorized',
      before: null,
      after: 'Authorized, meets “REMS authorized”, recorded by hand, asks for REMS authorization number',
    });
    const back = listPathwayChanges(rems, standard);
    expect(back).toHaveLength(there.length);
    for (const { where, what, before, after } of there)
      expect(back).toContainEqual({ where, what, before: after, after: before });
  });
});

import { describe, expect, it } from 'vitest';
import { queues } from '../../work/index.ts';
import { checkPathway } from './pathway-check.ts';
import { addOwnCriterion, moveStep, type OwnCriterion, setExit, setSteps } from './pathway-edit.ts';
import { pathwayStandard } from './pathway-standard.ts';
import { toContent } from './pathways.ts';
import { stageCodes } from './stage.ts';

const standard = toContent(pathwayStandard);
const queueCodes = new Set(Object.keys(queues));
const photo: OwnCriterion = {
  ...{ label: 'Photo on file', stage: 'onboarding', task: 'Ask for a photo', queue: 'onboarding' },
  ...{ role: 'patientCoordinator', businessDays: 2, asks: null, isPerRefill: false },
};

describe('a criterion of the health system’s own', () => {
  it.each(
    stageCodes.filter((stage) => stage !== 'ended'),
  )('leaves a pathway without problems in the stage %s', (stage) => {
    const content = addOwnCriterion(standard, { ...photo, stage, isPerRefill: true });
    expect(checkPathway(content, queueCodes)).toEqual([]);
  });

  it('is asked for at the start alone, or in each refill too', () => {
    const once = addOwnCriterion(standard, photo);
    expect(once.cycles.start[1]?.exit).toEqual(['enrolled', 'own-photo-on-file']);
    expect(once.cycles.refill).toEqual(standard.cycles.refill);
    expect(once.lanes['own-photo-on-file']?.resets).not.toContain('refill');
    const again = addOwnCriterion(once, { ...photo, stage: 'scheduling', isPerRefill: true });
    expect(again.cycles.refill.flatMap(({ exit }) => exit)).toContain('own-photo-on-file-2');
    expect(again.lanes['own-photo-on-file-2']?.resets).toContain('refill');
  });
});

describe('the steps of a cycle', () => {
  it('change places, and nothing moves beyond the ends', () => {
    const { start } = standard.cycles;
    expect(moveStep(start, 0, -1)).toBe(start);
    expect(
      moveStep(start, 0, 1)
        .map(({ stage }) => stage)
        .slice(0, 2),
    ).toEqual(['onboarding', 'referral']);
    const exit = ['prescription-verified'] as const;
    const changed = setSteps(standard, 'start', setExit(start, { index: 5, exit }));
    expect(changed.cycles.start[5]).toEqual({ stage: 'clinical-review', exit });
  });
});

import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { CalendarDay } from '../../../kernel/calendar-day.ts';
import { canonicalJson, type Json } from '../../../kernel/json.ts';
import { laneCodes, milestoneCodes, type Pathway } from './pathway.ts';
import { getLane, getMilestone, getTask, indexPathway } from './pathway-index.ts';
import { findPathwayInForce, getPathway, shippedPathways } from './pathways.ts';
import { chooseProgramme, type DrugRoute, programmeCodes } from './programme.ts';
import { stageCodes } from './stage.ts';

const standard = getPathway({ id: 'standard', version: 1 });
const day = (text: string): CalendarDay => text as CalendarDay;
const exitOf = ({ cycles }: Pathway, cycle: 'start' | 'refill', stage: string): readonly string[] =>
  cycles[cycle].find((step) => step.stage === stage)?.exit ?? [];
const stagesOf = ({ cycles }: Pathway, cycle: 'start' | 'refill'): readonly string[] =>
  cycles[cycle].map(({ stage }) => stage);
const shipped = (id: string): Pathway => getPathway({ id, version: 1 });

describe('the standard pathway', () => {
  it('is in force from its first day, and no version comes out of nowhere', () => {
    expect(findPathwayInForce('standard', day('2026-11-22'))).toBe(standard);
    expect(findPathwayInForce('standard', day('2020-01-01'))).toBe(standard);
    expect(() => getPathway({ id: 'standard', version: 99 })).toThrow('no version 99');
  });

  it('passes all twelve stages of the field', () => {
    const passed = [...stagesOf(standard, 'start'), ...stagesOf(standard, 'refill')];
    expect(stageCodes.filter((stage) => !passed.includes(stage))).toEqual(['ended']);
  });

  it('has an outcome that meets each milestone, but for the refill window, which time opens', () => {
    const met = laneCodes.flatMap((code) =>
      Object.values(standard.lanes[code].outcomes).flatMap(({ meets }) => meets ?? []),
    );
    expect(milestoneCodes.filter((code) => !met.includes(code))).toEqual(['refill-window-opened']);
  });
});

describe.each(shippedPathways.map((pathway) => ({ name: pathway.programme, pathway })))('the pathway $name', ({
  pathway,
}) => {
  it('asks for nothing before what opens it, in the step of its own stage', () => {
    for (const steps of Object.values(pathway.cycles)) {
      const order = steps.flatMap(({ exit }) => exit);
      for (const { stage, exit } of steps)
        for (const code of exit) {
          const { opensWhen, stage: own, firstTask, lane } = getMilestone(pathway, code);
          expect({ code, own }).toEqual({ code, own: stage });
          expect(opensWhen.filter((each) => order.indexOf(each) > order.indexOf(code))).toEqual([]);
          if (firstTask !== null) getTask(pathway, firstTask);
          if (lane !== null) getLane(pathway, lane);
        }
    }
  });

  it('names a task that it has after each outcome', () => {
    for (const code of indexPathway(pathway).laneCodes)
      for (const { task } of Object.values(getLane(pathway, code).outcomes))
        if (task !== undefined) getTask(pathway, task);
  });

  it('has a prescription verified by a pharmacist before anything leaves the house', () => {
    for (const { stagesBeforeFill, milestones } of Object.values(indexPathway(pathway).cycles)) {
      expect(milestones.has('prescription-verified')).toBe(true);
      expect(stagesBeforeFill.has('clinical-review')).toBe(true);
    }
  });
});

describe('what the programmes differ in', () => {
  it('limited distribution settles who may dispense before anything else begins', () => {
    const pathway = shipped('limited-distribution');
    expect(exitOf(pathway, 'start', 'referral')).toEqual(['prescription-accepted', 'distribution-settled']);
    expect(pathway.milestones['benefits-complete'].opensWhen).toContain('distribution-settled');
  });

  it('a REMS authorizes each fill by a number', () => {
    const pathway = shipped('rems');
    expect(exitOf(pathway, 'start', 'clinical-review')).toContain('rems-authorized');
    expect(exitOf(pathway, 'refill', 'clinical-review')).toContain('rems-authorized');
    expect(pathway.lanes.rems?.resets).toContain('refill');
    expect(pathway.lanes.rems?.outcomes['authorized']?.byHand?.asks).toBe('REMS authorization number');
  });

  it('buy and bill has no fill and hands the drug over to the clinic', () => {
    const pathway = shipped('buy-and-bill');
    expect(stagesOf(pathway, 'start')).not.toContain('dispensing');
    expect(pathway.milestones.delivered.label).toBe('Handed over to the clinic');
  });

  it('refill only begins with the refill call', () => {
    expect(stagesOf(shipped('refill-only'), 'start').slice(0, 2)).toEqual(['referral', 'refill']);
  });
});

describe('the programme of a drug', () => {
  const tablet: DrugRoute = {
    isSpecialty: true,
    limitedDistribution: false,
    remsProgram: null,
    benefit: 'pharmacy',
    startsElsewhere: false,
    programme: 'hiv',
    route: 'Oral',
  };

  it.each([
    ['standard', {}, 'no other programme fits'],
    ['oral-oncolytic', { programme: 'oncology' }, 'taken by mouth'],
    ['injectable-biologic', { route: 'Subcutaneous' }, 'subcutaneous'],
    ['refill-only', { route: 'Subcutaneous', startsElsewhere: true }, 'given elsewhere'],
    ['buy-and-bill', { route: 'Subcutaneous', benefit: 'medical' }, 'medical benefit'],
    ['limited-distribution', { programme: 'oncology', limitedDistribution: true }, 'limited distribution'],
    ['rems', { remsProgram: 'Mycophenolate REMS' }, 'Mycophenolate REMS'],
    ['limited-distribution-rems', { limitedDistribution: true, remsProgram: 'A REMS' }, 'under the A REMS'],
    ['standard', { isSpecialty: false, route: 'Subcutaneous' }, 'no other programme fits'],
  ] as const)('is %s for %o, and the reason says so', (programme, of, reason) => {
    const choice = chooseProgramme({ ...tablet, ...of });
    expect(choice.programme).toBe(programme);
    expect(choice.reason).toContain(reason);
  });

  it('is the standard one where the drug is not known', () => {
    expect(chooseProgramme(null)).toEqual({ programme: 'standard', reason: 'the drug has no profile' });
  });
});

describe('a version that was shipped', () => {
  // Therapies run on these versions: what they say is never changed in place. A new rule is a new version.
  it('says the same for ever', () => {
    const digests = shippedPathways.map((pathway) => {
      const text = canonicalJson(pathway as unknown as Json);
      return `${pathway.programme} ${pathway.version} ${createHash('sha256').update(text).digest('hex').slice(0, 16)}`;
    });
    expect(digests).toMatchInlineSnapshot(`
      [
        "standard 1 4a2c65708535dba0",
        "limited-distribution-rems 1 6930f3e846e65370",
        "rems 1 ec0bc374b41b1b93",
        "limited-distribution 1 1c4fc61e723f40d5",
        "buy-and-bill 1 5a89108a64f3c3ce",
        "refill-only 1 1d1b5c4b41b3ef1b",
        "oral-oncolytic 1 d161625107389b58",
        "injectable-biologic 1 a8a04464df6d5672",
      ]
    `);
  });

  it('stands for each programme', () => {
    expect(programmeCodes.filter((code) => !shippedPathways.some(({ programme }) => programme === code))).toEqual([]);
  });
});

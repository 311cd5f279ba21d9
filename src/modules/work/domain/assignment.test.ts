import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { SiteId, StaffId } from '../../../kernel/ids.ts';
import {
  type Asking,
  assessFit,
  type Candidate,
  computeNeeds,
  decideNeeds,
  rankCandidates,
  readAsking,
} from './assignment.ts';
import { type AssignmentRules, decideAssignmentRules, standardAssignment } from './assignment-rules.ts';
import { explainFit } from './need-words.ts';
import { queueCodes, queues } from './queue.ts';

const site = (number: number) => `site-${number}` as SiteId;
const labels = new Map([['oncology', 'Oncology']]);

const strength = fc.constantFrom('must', 'prefer');
const someNeeds = fc.record({ licence: strength, language: strength, skill: strength }, { requiredKeys: [] });
const someRules: fc.Arbitrary<AssignmentRules> = fc
  .dictionary(fc.constantFrom(...queueCodes), someNeeds)
  .map((asked) => ({ ...standardAssignment, queues: asked }));
const someAsking: fc.Arbitrary<Asking> = fc
  .record({
    queue: fc.constantFrom(...queueCodes),
    role: fc.constantFrom(null, 'clinicalPharmacist', 'patientCoordinator'),
    siteId: fc.constantFrom(null, site(1), site(2)),
    language: fc.constantFrom(null, 'en', 'es', 'vi'),
    needsInterpreter: fc.boolean(),
    shipToState: fc.constantFrom(null, 'CA', 'NY'),
    programme: fc.constantFrom(null, 'oncology', 'asthma'),
  })
  .map((asking) => ({ ...asking, asks: JSON.stringify(asking) }));
const somePerson: fc.Arbitrary<Candidate> = fc.record({
  staffId: fc.uuid().map((id) => id as StaffId),
  name: fc.constantFrom('Ada', 'Ben', 'Cleo'),
  roles: fc.subarray(['clinicalPharmacist', 'patientCoordinator', 'verifyingPharmacist', 'teamLead']),
  seesAllSites: fc.boolean(),
  siteIds: fc.subarray([site(1), site(2)]),
  languages: fc.subarray(['en', 'es', 'vi']),
  skills: fc.subarray(['oncology', 'interpreter']),
  licensedIn: fc.subarray(['CA', 'NY']),
  holds: fc.nat({ max: 20 }),
  isHere: fc.boolean(),
});
const somePeople = fc.uniqueArray(somePerson, { selector: ({ staffId }) => staffId, maxLength: 6 });

const clara: Candidate = {
  ...{ staffId: 'clara' as StaffId, name: 'Clara', roles: ['clinicalPharmacist'], seesAllSites: false },
  ...{ siteIds: [site(1)], languages: ['en', 'es'], skills: ['oncology'], licensedIn: ['CA'], holds: 3, isHere: true },
};
const review: Asking = {
  ...{ queue: 'clinical-review', asks: '', role: null, siteId: site(1), language: 'es', needsInterpreter: false },
  ...{ shipToState: 'CA', programme: 'oncology' },
};

describe('whom work suits', () => {
  it('is said in sentences', () => {
    expect(explainFit(assessFit(standardAssignment, review, clara), clara, labels)).toBe(
      'licensed in CA; has Oncology; holds 3',
    );
    const far = { ...clara, licensedIn: ['NY'], skills: [], siteIds: [], holds: 1_200, isHere: false };
    expect(explainFit(assessFit(standardAssignment, review, far), far, labels)).toBe(
      'not their site; not licensed in CA; lacks Oncology; holds 1,200; not signed in now',
    );
  });

  it('asks for the language of the patient, which an interpreter stands in for where the patient wants one', () => {
    const call: Asking = { ...review, queue: 'scheduling', language: 'vi' };
    const caller = { ...clara, roles: ['patientCoordinator'], skills: ['interpreter'] };
    expect(assessFit(standardAssignment, call, caller)).toMatchObject({ suits: true, wishes: 1 });
    const wanted = assessFit(standardAssignment, { ...call, needsInterpreter: true }, caller);
    expect(wanted).toMatchObject({ suits: true, wishes: 0 });
    expect(explainFit(wanted, caller, labels)).toContain('calls in Vietnamese with an interpreter');
    expect(computeNeeds(standardAssignment, { ...call, language: 'en' })).toEqual([]);
  });

  it('says which must is not met, and refuses nothing for a wish', () => {
    const refused = decideNeeds(assessFit(standardAssignment, { ...review, shipToState: 'TX' }, clara));
    expect(refused).toMatchObject({ refusal: { code: 'work.licence-needed', facts: { need: 'TX' } } });
    const wished = assessFit(standardAssignment, review, { ...clara, skills: [] });
    expect([decideNeeds(wished).ok, wished.suits, wished.wishes]).toEqual([true, true, 1]);
  });

  it('is read from one text of each item', () => {
    const siteId = '01920000-0000-7000-8000-000000000001';
    expect(readAsking('fill', `dispensingTechnician|${siteId}|es|true|CA|oncology`)).toMatchObject({
      ...{ queue: 'fill', role: 'dispensingTechnician', siteId, language: 'es', needsInterpreter: true },
      ...{ shipToState: 'CA', programme: 'oncology' },
    });
    const nothing = { role: null, siteId: null, language: null, needsInterpreter: false, programme: null };
    expect(readAsking('fill', '|||||')).toMatchObject(nothing);
  });
});

describe('of any people and any item', () => {
  it('who does not serve the queue, or does not work at the site, never suits', () => {
    fc.assert(
      fc.property(someRules, someAsking, somePerson, (rules, asking, person) => {
        const { suits } = assessFit(rules, asking, person);
        const serving: readonly string[] = queues[asking.queue].roles;
        if (!person.roles.some((role) => serving.includes(role))) expect(suits).toBe(false);
        const isElsewhere = asking.siteId !== null && !person.seesAllSites && !person.siteIds.includes(asking.siteId);
        if (isElsewhere) expect(suits).toBe(false);
      }),
    );
  });

  it('whom it suits meets every must, and nobody is excluded by a wish', () => {
    fc.assert(
      fc.property(someRules, someAsking, somePerson, (rules, asking, person) => {
        const fit = assessFit(rules, asking, person);
        const hasMissed = fit.unmet.some(({ strength: how }) => how === 'must');
        expect(fit.suits).toBe(fit.binding === null && !hasMissed);
        expect(fit.met.length + fit.unmet.length).toBe(computeNeeds(rules, asking).length);
      }),
    );
  });

  it('being good for more never makes anybody suit worse', () => {
    fc.assert(
      fc.property(someRules, someAsking, somePerson, (rules, asking, person) => {
        const before = assessFit(rules, asking, person);
        const better = { languages: ['en', 'es', 'vi'], skills: ['oncology', 'interpreter'], licensedIn: ['CA', 'NY'] };
        const after = assessFit(rules, asking, { ...person, ...better });
        expect(Number(after.suits)).toBeGreaterThanOrEqual(Number(before.suits));
        expect(after.wishes).toBeLessThanOrEqual(before.wishes);
      }),
    );
  });

  it('everybody is ranked once and in the same order whoever comes first: who suits, then wishes, then who is here, then load', () => {
    fc.assert(
      fc.property(someRules, someAsking, somePeople, (rules, asking, people) => {
        const ranked = rankCandidates(rules, asking, people);
        const again = rankCandidates(rules, asking, people.toReversed());
        expect(again.map(({ person }) => person.staffId)).toEqual(ranked.map(({ person }) => person.staffId));
        expect(ranked.length).toBe(people.length);
        const places = ranked.map(({ person, fit }) => [
          Number(!fit.suits),
          fit.wishes,
          Number(!person.isHere),
          person.holds,
        ]);
        expect(places.toSorted(compareNumbers)).toEqual(places);
      }),
    );
  });
});

function compareNumbers(left: readonly number[], right: readonly number[]): number {
  const at = left.findIndex((value, index) => value !== right[index]);
  return at < 0 ? 0 : (left[at] ?? 0) - (right[at] ?? 0);
}

describe('what the queues ask', () => {
  const asked = { ...standardAssignment, queues: {}, expectedVersion: 1 };

  it('is changed by who saw what holds', () => {
    expect(decideAssignmentRules(asked, standardAssignment)).toMatchObject({ value: { version: 2, queues: {} } });
    expect(decideAssignmentRules({ ...asked, expectedVersion: 2 }, standardAssignment)).toMatchObject({
      refusal: { code: 'work.assignment-changed' },
    });
    const far = { ...asked, wishMinutes: 100_000 };
    expect(decideAssignmentRules(far, standardAssignment)).toMatchObject({
      refusal: { code: 'work.assignment-implausible' },
    });
  });
});

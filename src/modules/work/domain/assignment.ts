import type { SiteId, StaffId } from '../../../kernel/ids.ts';
import { ok, type Result, refuse } from '../../../kernel/result.ts';
import { workRefusals } from '../refusals.ts';
import type { AssignmentRules, NeedKind } from './assignment-rules.ts';
import { type QueueCode, servesQueue } from './queue.ts';

/** What of an item decides whom it suits. Items of a queue that agree in all of it suit the same people. */
export interface Asking {
  readonly queue: QueueCode;
  /** All of it in one text, by which items are found. */
  readonly asks: string;
  readonly role: string | null;
  readonly siteId: SiteId | null;
  /** The primary tag of the language of the patient; null when it is not known. */
  readonly language: string | null;
  readonly needsInterpreter: boolean;
  readonly shipToState: string | null;
  readonly programme: string | null;
}

/** One thing that an item asks of whoever takes it. */
export interface Need {
  readonly kind: NeedKind;
  /** The tag of a language, a state, or the code of a skill. */
  readonly code: string;
  /** A must excludes who does not meet it; a wish orders who does. */
  readonly strength: 'must' | 'prefer';
  /** Met by somebody who does not speak the language, with an interpreter. */
  readonly byInterpreter?: true;
}

/** A person as far as work suits them. */
export interface Worker {
  readonly staffId: StaffId;
  readonly roles: readonly string[];
  readonly seesAllSites: boolean;
  readonly siteIds: readonly SiteId[];
  readonly languages: readonly string[];
  readonly skills: readonly string[];
  /** Where they hold a pharmacist license that is in force on the day. */
  readonly licensedIn: readonly string[];
}

/** A person among whom one is chosen. */
export interface Candidate extends Worker {
  readonly name: string;
  readonly holds: number;
  readonly isHere: boolean;
}

/** How an item suits a person: what binds them, which needs they meet, and which they do not. */
export interface Fit {
  readonly binding: 'role' | 'site' | null;
  readonly met: readonly Need[];
  readonly unmet: readonly Need[];
  /** Nothing binds them and no must is unmet. */
  readonly suits: boolean;
  /** How many wishes are unmet. */
  readonly wishes: number;
}

/** The skill of people who make calls with an interpreter. */
const interpreterSkill = 'interpreter';

/** Reads what an item asks from its text: role, site, language, interpreter, state, programme. */
export function readAsking(queue: QueueCode, asks: string): Asking {
  const [role, siteId, language, interpreter, shipToState, programme] = asks.split('|');
  return {
    queue,
    asks,
    role: role || null,
    siteId: (siteId || null) as SiteId | null,
    language: language || null,
    needsInterpreter: interpreter === 'true',
    shipToState: shipToState || null,
    programme: programme || null,
  };
}

/** Computes what an item asks of whoever takes it, by the rules of its queue. */
export function computeNeeds(rules: AssignmentRules, asking: Asking): readonly Need[] {
  const { language, shipToState, programme } = asking;
  const asked: Readonly<Record<NeedKind, string | null>> = {
    licence: shipToState,
    language: language === rules.houseLanguage ? null : language,
    skill: programme === null ? null : (rules.skillOfProgramme[programme] ?? null),
  };
  const strengths = rules.queues[asking.queue] ?? {};
  return (['licence', 'language', 'skill'] as const).flatMap((kind) => {
    const [code, strength] = [asked[kind], strengths[kind]];
    return code === null || strength === undefined ? [] : [{ kind, code, strength }];
  });
}

/** Assesses how an item suits a person. */
export function assessFit(rules: AssignmentRules, asking: Asking, worker: Worker): Fit {
  const needs = computeNeeds(rules, asking);
  const met = needs.filter((need) => meets(worker, need, asking)).map((need) => noteInterpreter(worker, need));
  const unmet = needs.filter((need) => !meets(worker, need, asking));
  const binding = findBinding(asking, worker);
  const suits = binding === null && !unmet.some(({ strength }) => strength === 'must');
  return { binding, met, unmet, suits, wishes: unmet.filter(({ strength }) => strength === 'prefer').length };
}

/** Decides whether a person may take an item as far as it asks for a license, a language or a skill; a wish never refuses. */
export function decideNeeds(fit: Fit): Result<null> {
  const missing = fit.unmet.find(({ strength }) => strength === 'must');
  if (missing === undefined) return ok(null);
  const refusals = {
    licence: workRefusals.licenceNeeded,
    language: workRefusals.languageNeeded,
    skill: workRefusals.skillNeeded,
  } as const satisfies Record<NeedKind, unknown>;
  return refuse(refusals[missing.kind], { need: missing.code });
}

/** Ranks people for an item: whom it suits before whom not, then by unmet wishes, who is here, who holds least, and by name. */
export function rankCandidates<Person extends Candidate>(
  rules: AssignmentRules,
  asking: Asking,
  people: readonly Person[],
): readonly { readonly person: Person; readonly fit: Fit }[] {
  return people
    .map((person) => ({ person, fit: assessFit(rules, asking, person) }))
    .toSorted(
      (one, other) =>
        Number(other.fit.suits) - Number(one.fit.suits) ||
        one.fit.wishes - other.fit.wishes ||
        Number(other.person.isHere) - Number(one.person.isHere) ||
        one.person.holds - other.person.holds ||
        one.person.name.localeCompare(other.person.name) ||
        one.person.staffId.localeCompare(other.person.staffId),
    );
}

function findBinding(asking: Asking, worker: Worker): Fit['binding'] {
  const isTheirRole = asking.role === null || worker.roles.includes(asking.role);
  if (!isTheirRole || !servesQueue(worker.roles, asking.queue)) return 'role';
  const isTheirSite = asking.siteId === null || worker.seesAllSites || worker.siteIds.includes(asking.siteId);
  return isTheirSite ? null : 'site';
}

/** A language is met by who speaks it, and by who works with interpreters where the patient wants one. */
function meets(worker: Worker, need: Need, asking: Asking): boolean {
  switch (need.kind) {
    case 'licence':
      return worker.licensedIn.includes(need.code);
    case 'language':
      return (
        worker.languages.includes(need.code) || (asking.needsInterpreter && worker.skills.includes(interpreterSkill))
      );
    case 'skill':
      return worker.skills.includes(need.code);
  }
}

function noteInterpreter(worker: Worker, need: Need): Need {
  return need.kind === 'language' && !worker.languages.includes(need.code) ? { ...need, byInterpreter: true } : need;
}

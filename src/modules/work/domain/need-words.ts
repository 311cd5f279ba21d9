import { nameLanguage } from '../../../kernel/language-tag.ts';
import type { Fit, Need } from './assignment.ts';

/** What skills are called, by code. */
export type SkillLabels = ReadonlyMap<string, string>;

/** Says in a word or two what an item asks for. */
export function nameNeed(need: Pick<Need, 'kind' | 'code'>, skills: SkillLabels): string {
  switch (need.kind) {
    case 'licence':
      return `${need.code} license`;
    case 'language':
      return nameLanguage(need.code);
    case 'skill':
      return skills.get(need.code) ?? need.code;
  }
}

/** Says why an item suits a person or does not: what binds them, what they meet and miss, what they hold, and whether they are here. */
export function explainFit(
  fit: Fit,
  person: { readonly holds: number; readonly isHere: boolean },
  skills: SkillLabels,
): string {
  const bindings = { role: ['not their role'], site: ['not their site'] } as const;
  return [
    ...(fit.binding === null ? [] : bindings[fit.binding]),
    ...sayNeeds(fit, skills),
    `holds ${person.holds.toLocaleString('en-US')}`,
    ...(person.isHere ? [] : ['not signed in now']),
  ].join('; ');
}

/** Says what of an item a person meets and misses; nothing where it asks nothing. */
export function explainNeeds(fit: Fit, skills: SkillLabels): string {
  return sayNeeds(fit, skills).join('; ');
}

function sayNeeds(fit: Fit, skills: SkillLabels): readonly string[] {
  const unmet = fit.unmet.map((need) => sayNeed(need, false, skills));
  return [...unmet, ...fit.met.map((need) => sayNeed(need, true, skills))];
}

function sayNeed(need: Need, isMet: boolean, skills: SkillLabels): string {
  const name = need.kind === 'licence' ? need.code : nameNeed(need, skills);
  switch (need.kind) {
    case 'licence':
      return isMet ? `licensed in ${name}` : `not licensed in ${name}`;
    case 'language':
      return isMet
        ? need.byInterpreter === true
          ? `calls in ${name} with an interpreter`
          : `speaks ${name}`
        : `does not speak ${name}`;
    case 'skill':
      return isMet ? `has ${name}` : `lacks ${name}`;
  }
}

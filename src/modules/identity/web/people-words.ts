import type { ResponseOf } from '../../../kernel/endpoint.ts';
import { nameLanguage } from '../../../kernel/language-tag.ts';
import { type Role, roleCodes, roles } from '../../../kernel/roles.ts';
import type { Tone } from '../../../ui/tone.tsx';
import type * as api from '../api.ts';
import { type DisablingReason, disablingReasons } from '../domain/account-change.ts';

/** The staff as the server lists it, and the sites at which they work. */
export type ShownStaff = ResponseOf<typeof api.listStaff>;

/** A person of the staff. */
export type ShownPerson = ShownStaff['staff'][number];

/** The roles to choose from. */
export const roleOptions = roleCodes.map((value) => ({ value, label: roles[value] }));

/** Names the roles of a person. */
export function nameRoles(codes: readonly string[]): string {
  return codes.map((code) => roles[code as Role] ?? code).join(', ');
}

/** Names the sites of a person. */
export function nameSites(person: ShownPerson, sites: ShownStaff['sites']): string {
  if (person.seesAllSites) return 'All sites';
  return sites
    .filter(({ siteId }) => person.siteIds.includes(siteId))
    .map(({ name }) => name)
    .join(', ');
}

/** Names languages by their tags. */
export function nameLanguages(tags: readonly string[]): string {
  return tags.map(nameLanguage).join(', ');
}

/** Names the skills of a person. */
export function nameSkills(codes: readonly string[], skills: ShownStaff['skills']): string {
  return codes.map((code) => skills.find(({ skill }) => skill === code)?.label ?? code).join(', ');
}

/** Says whether a person may sign in, and why not. */
export function describeState(person: ShownPerson): {
  readonly tone: Tone;
  readonly label: string;
  readonly why: string;
} {
  if (person.isActive) return { tone: 'done', label: 'Enabled', why: '' };
  const why = person.disabledReason === null ? '' : disablingReasons[person.disabledReason as DisablingReason];
  return { tone: 'neutral', label: 'Disabled', why };
}

/** Keeps the people whose name, user name, roles, sites, languages or skills hold every word of a text. */
export function filterPeople(staff: ShownStaff, text: string): readonly ShownPerson[] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  return staff.staff.filter((person) => {
    const all = `${person.displayName} ${person.userName} ${nameRoles(person.roles)} ${nameSites(person, staff.sites)} ${nameLanguages(person.languages)} ${nameSkills(person.skills, staff.skills)} ${describeState(person).label}`;
    return words.every((word) => all.toLowerCase().includes(word));
  });
}

import { documentKinds } from '../domain/document.ts';
import { nameRequirement, requirements } from '../domain/requirement.ts';

/** Makes the options of a choice of a table of names. */
export function toOptions<Code extends string>(
  names: Readonly<Record<Code, string>>,
): { value: Code; label: string }[] {
  return (Object.entries(names) as [Code, string][]).map(([value, label]) => ({ value, label }));
}

/** What a person says of a document; what is not met yet stands first among the requirements. */
export function composeFilingFields(metCodes: readonly string[]) {
  const named = toOptions(requirements);
  const open = named.filter(({ value }) => !metCodes.includes(value));
  const met = named.filter(({ value }) => metCodes.includes(value));
  return {
    kind: { kind: 'choice', label: 'Kind', isRequired: true, options: toOptions(documentKinds) },
    title: { kind: 'text', label: 'Title', isRequired: true, longest: 200, hint: 'What it says, and of which day' },
    requirement: {
      kind: 'choice',
      label: 'It meets',
      hint: 'The requirement that it proves, if it proves one',
      options: [...open, ...met.map(({ value, label }) => ({ value, label: `${label} (met already)` }))],
    },
  } as const;
}

/** Names the requirements that a document meets. */
export function nameRequirements(codes: readonly string[]): string {
  return codes.map(nameRequirement).join(', ');
}

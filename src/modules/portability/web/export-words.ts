import type { Id } from '../../../kernel/ids.ts';

/** The id of an export that came from the server as text. */
export function toExportId(text: string): Id<'export'> {
  return text as Id<'export'>;
}

/** Lists a table of words as the options of a choice. */
export function toOptions<Code extends string>(
  words: Readonly<Record<Code, string>>,
): readonly { readonly value: Code; readonly label: string }[] {
  return (Object.keys(words) as Code[]).map((value) => ({ value, label: words[value] }));
}

/** Says how many of each kind an archive holds; of kinds that have no word here it says nothing. */
export function describeCounts(counts: Readonly<Record<string, number>>): string {
  return Object.entries(names)
    .flatMap(([kind, [one, many]]) => {
      const count = counts[kind] ?? 0;
      return count === 0 ? [] : [`${count} ${count === 1 ? one : many}`];
    })
    .join(', ');
}

const names: Readonly<Record<string, readonly [string, string]>> = {
  Coverage: ['coverage', 'coverages'],
  AllergyIntolerance: ['allergy', 'allergies'],
  Condition: ['condition', 'conditions'],
  MedicationStatement: ['other medicine', 'other medicines'],
  Observation: ['measurement', 'measurements'],
  Consent: ['consent', 'consents'],
  CarePlan: ['therapy', 'therapies'],
  MedicationRequest: ['prescription', 'prescriptions'],
  MedicationDispense: ['fill', 'fills'],
  timelineEntries: ['fact of a timeline', 'facts of timelines'],
  messages: ['message', 'messages'],
  documents: ['document', 'documents'],
};

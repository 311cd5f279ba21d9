import type { ShownPrescription } from './intake-words.ts';
import type { MatchCommands } from './use-match-commands.ts';

type Subject = keyof ShownPrescription['matches'];

/** One of the things that an unsettled match may mean, with the key that chooses it. */
export interface MatchChoice {
  readonly subject: Subject;
  readonly keys: string;
  readonly label: string;
  readonly detail: string;
  readonly run: () => void;
}

const subjects: readonly Subject[] = ['patient', 'prescriber', 'drug'];
const keyCount = 9;

/** Numbers all that can be chosen on the page from 1; 0 registers the patient as a new one. */
export function listChoices(
  matches: ShownPrescription['matches'],
  commands: Pick<MatchCommands, Subject>,
): readonly MatchChoice[] {
  const known = subjects
    .filter((subject) => matches[subject].chosen === null)
    .flatMap((subject) => matches[subject].candidates.map((candidate) => ({ subject, candidate })))
    .slice(0, keyCount)
    .map(({ subject, candidate }, index) => ({
      subject,
      keys: String(index + 1),
      label: candidate.label,
      detail: candidate.detail,
      run: () => commands[subject](candidate.key),
    }));
  if (matches.patient.chosen !== null) return known;
  const register = { label: 'A new patient', detail: 'Registered from what the prescription says' };
  return [...known, { subject: 'patient', keys: '0', ...register, run: () => commands.patient('new') }];
}

import type { ResponseOf } from '../../../kernel/endpoint.ts';
import * as api from '../api.ts';

/** The journey of a therapy as the page shows it. */
export type ShownJourney = ResponseOf<typeof api.getJourney>;

/** What every dialog of the therapy page is told. */
export interface JourneyDialogProps {
  readonly journey: ShownJourney;
  readonly onClose: () => void;
}

/** What is read again after a command on a therapy. */
export const invalidates = [api.getJourney, api.listTherapies] as const;

/** Names the therapy of a command and the version that the person saw. */
export function toCommand({ therapy }: ShownJourney): { readonly therapyId: string; readonly expectedVersion: number } {
  return { therapyId: therapy.therapyId, expectedVersion: therapy.version };
}

/** Makes the options of a choice from a table of codes and labels. */
export function toOptions<Code extends string>(
  table: Readonly<Record<Code, string | { readonly label: string }>>,
): readonly { readonly value: Code; readonly label: string }[] {
  return Object.entries<string | { readonly label: string }>(table).map(([value, words]) => ({
    value: value as Code,
    label: typeof words === 'string' ? words : words.label,
  }));
}

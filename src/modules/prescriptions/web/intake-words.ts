import type { RequestOf, ResponseOf } from '../../../kernel/endpoint.ts';
import { formatThousandths } from '../../../kernel/quantity.ts';
import { formatUnit } from '../../../ui/format-quantity.ts';
import type { Tone } from '../../../ui/tone.tsx';
import type * as api from '../api.ts';
import { acceptanceRules } from '../domain/acceptance.ts';
import type { PrescriptionChannel } from '../domain/incoming-prescription.ts';
import { cancellationReasons, type PrescriptionStatus, refusalReasons } from '../domain/prescription.ts';

/** A prescription with everything that a person needs to decide it. */
export type ShownPrescription = ResponseOf<typeof api.getPrescription>;
export type ShownMatch = ShownPrescription['matches']['patient'];

/** How each state of a prescription looks. */
export const statusTones: Readonly<Record<PrescriptionStatus, Tone>> = {
  'needs-person': 'due',
  parked: 'waiting',
  accepted: 'done',
  refused: 'neutral',
  cancelled: 'neutral',
};

/** The short name of each way in which a prescription arrives, for lists. */
export const channelNames: Readonly<Record<PrescriptionChannel, string>> = {
  hl7v2: 'HL7',
  'ncpdp-script': 'SCRIPT',
  fhir: 'FHIR',
  phone: 'Phone',
  paper: 'Paper',
  fax: 'Fax',
};

/** How each decision of a match is called on screen, and how it looks. */
export const matchWords: Readonly<Record<ShownMatch['decision'], { readonly label: string; readonly tone: Tone }>> = {
  matched: { label: 'Matched', tone: 'done' },
  'by-person': { label: 'Settled by a person', tone: 'done' },
  new: { label: 'New', tone: 'current' },
  review: { label: 'Not sure', tone: 'due' },
  none: { label: 'Nothing found', tone: 'blocked' },
};

/** Why a prescription is moved to another patient, and what each reason is called on screen. */
export const correctionReasons = {
  'matched-to-namesake': 'Matched to somebody of the same name',
  'sender-error': 'The sender named the wrong patient',
  'entered-under-wrong-patient': 'Entered under the wrong patient',
} as const satisfies Record<RequestOf<typeof api.correctPatient>['reasonCode'], string>;

const { 'transferred-out': _byTransfer, ...byPerson } = refusalReasons;

/** The reasons for which a person may refuse; a transfer refuses by itself once it is acknowledged. */
export const refusalChoices = byPerson;

/** The reasons for which a person may cancel; the others are the sender's. */
export const cancellationChoices = {
  'prescriber-withdrew': cancellationReasons['prescriber-withdrew'],
  'wrong-patient': cancellationReasons['wrong-patient'],
  replaced: cancellationReasons.replaced,
} as const;

/** Says in a sentence why a prescription stands as it does: a rule that did not pass, or the reason of a decision. */
export function describeReason(code: string): string {
  const sentences: Readonly<Record<string, string>> = { ...refusalReasons, ...cancellationReasons };
  return Object.hasOwn(acceptanceRules, code)
    ? acceptanceRules[code as keyof typeof acceptanceRules].sentence
    : (sentences[code] ?? code);
}

/** Writes how much is prescribed in the unit of the sender. */
export function describeQuantity(
  prescription: Pick<ShownPrescription, 'quantityThousandths' | 'quantityUnit'>,
): string | null {
  const { quantityThousandths, quantityUnit } = prescription;
  if (quantityThousandths === null) return null;
  const unit = quantityUnit === null ? '' : formatUnit(quantityUnit, quantityThousandths === 1_000);
  return `${formatThousandths(quantityThousandths)} ${unit}`.trim();
}

/** Makes the options of a choice from codes with their words. */
export function toOptions<const Code extends string>(words: Readonly<Record<Code, string>>) {
  return (Object.keys(words) as Code[]).map((value) => ({ value, label: words[value] }));
}

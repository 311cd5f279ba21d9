/** Reasons as a prescriber reads them, where the code alone would say less. All are at most 70 characters, as SCRIPT carries. */
const words: Readonly<Record<string, string>> = {
  'patient-decision': 'The patient decided against the therapy.',
  'patient-declined': 'The patient declined.',
  'patient-cancelled': 'The patient cancelled.',
  'prescriber-withdrew': 'The prescriber withdrew the order.',
  'lost-contact': 'The patient could not be reached.',
  'transferred-pharmacy': 'Transferred to another pharmacy.',
  'not-licensed': 'This pharmacy is not licensed in the state of the patient.',
  'not-ours': 'This pharmacy does not serve the drug or the patient.',
  expired: 'The prescription was written too long ago.',
  'controlled-substance': 'Controlled substances are not taken electronically here.',
  duplicate: 'A duplicate of another prescription.',
  'incomplete-unresolved': 'What was missing was not supplied.',
  insurance: 'The insurance does not cover it.',
  cost: 'The cost could not be covered.',
  'not-picked-up': 'The patient did not take it.',
  awaiting_prescriber: 'Information from the prescriber is outstanding.',
};

/** Says a reason to a prescriber; a code without words of its own is read as words, and no reason says nothing. */
export function describeReason(reasonCode: string | null): string | null {
  if (reasonCode === null) return null;
  const read = reasonCode.replaceAll(/[-_]/g, ' ');
  return words[reasonCode] ?? `${read.charAt(0).toUpperCase()}${read.slice(1)}.`;
}

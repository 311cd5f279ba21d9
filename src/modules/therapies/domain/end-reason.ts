/** How a therapy ended, and under which closing status it is counted. */
export interface EndReason {
  readonly label: string;
  readonly status: 'completed' | 'discontinued' | 'transferred' | 'deceased' | 'lost' | 'never-started';
}

/** The coded reasons to end a therapy; the codes are those that manufacturers' status feeds ask for. */
export const endReasons = {
  'therapy-complete': { label: 'Therapy complete', status: 'completed' },
  'adverse-event': { label: 'Adverse event', status: 'discontinued' },
  'lack-of-efficacy': { label: 'Lack of efficacy', status: 'discontinued' },
  'disease-progression': { label: 'Disease progression', status: 'discontinued' },
  cost: { label: 'Cost', status: 'discontinued' },
  insurance: { label: 'Insurance', status: 'discontinued' },
  'switched-therapy': { label: 'Switched to another therapy', status: 'discontinued' },
  'prescriber-decision': { label: 'Prescriber decision', status: 'discontinued' },
  'patient-decision': { label: 'Patient decision', status: 'discontinued' },
  pregnancy: { label: 'Pregnancy', status: 'discontinued' },
  duplicate: { label: 'Duplicate', status: 'discontinued' },
  'transferred-pharmacy': { label: 'Transferred to another pharmacy', status: 'transferred' },
  death: { label: 'Death', status: 'deceased' },
  'lost-contact': { label: 'Lost contact', status: 'lost' },
  'entered-in-error': { label: 'Entered in error', status: 'never-started' },
  'never-started': { label: 'Never started', status: 'never-started' },
} as const satisfies Record<string, EndReason>;

/** The code of a reason to end a therapy. */
export type EndReasonCode = keyof typeof endReasons;

/** All reasons in the order in which a form lists them. */
export const endReasonCodes = Object.keys(endReasons) as readonly EndReasonCode[];

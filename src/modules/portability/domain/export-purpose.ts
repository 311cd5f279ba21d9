/** For what the record of a patient may leave, and what each purpose is called on screen. */
export const exportPurposes = {
  'patient-request': 'The patient asked for it',
  'continuing-care': 'Another provider goes on with the care',
  'payer-audit': 'Audit of a payer',
  legal: 'Court order or other legal duty',
  'new-system': 'Move to another system',
} as const;

export type ExportPurpose = keyof typeof exportPurposes;

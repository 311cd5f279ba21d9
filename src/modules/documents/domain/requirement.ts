/**
 * What a document can prove, and what each is called on screen. A module that asks for one of these sees by its code that it is met.
 */
export const requirements = {
  'signed-prescription': 'Signed prescription',
  'enrollment-form': 'Enrollment form',
  'insurance-card': 'Insurance card, both sides',
  'diagnosis-note': 'Chart note with the diagnosis',
  'earlier-treatments': 'Earlier treatments and their outcome',
  'lab-report': 'Lab report that the payer asks for',
  'hepatitis-b-screen': 'Hepatitis B screening',
  'tuberculosis-screen': 'Tuberculosis screening',
  'authorization-approval': 'Approval of the prior authorization',
  'authorization-denial': 'Denial of the prior authorization',
  'patient-consent': 'Signed consent of the patient',
  'proof-of-income': 'Proof of income',
} as const;

/** Names a requirement; a code from elsewhere stands for itself. */
export function nameRequirement(code: string): string {
  return Object.hasOwn(requirements, code) ? requirements[code as keyof typeof requirements] : code;
}

/** How a patient wants to be reached. */
export interface ContactPreference {
  readonly channel: 'phone' | 'text-message' | 'email' | 'mail';
  /** A BCP 47 language tag. */
  readonly language: string | null;
  readonly needsInterpreter: boolean;
  /** When to call, in the patient's words. */
  readonly bestTime: string | null;
  /** Who else may speak for the patient, with their phone number. */
  readonly caregiver: { readonly name: string; readonly phone: string; readonly relation: string } | null;
  readonly note: string | null;
}

import type { Uuid } from '../../../kernel/ids.ts';

/** Where a record came from. The id names the prescription, message or import, so that what came with it can be found again. */
export interface RecordOrigin {
  readonly kind: 'staff' | 'prescription' | 'message' | 'import';
  readonly id: Uuid | null;
}

/** The origin of what a person of the staff entered. */
export const enteredByStaff: RecordOrigin = { kind: 'staff', id: null };

import type { CalendarDay } from '../../../kernel/calendar-day.ts';
import type { FillId, Id, PatientId, PrescriptionId, SiteId, StaffId, TherapyId } from '../../../kernel/ids.ts';
import type { Instant } from '../../../kernel/instant.ts';
import type { Ndc11 } from '../../../kernel/ndc.ts';
import type { FillState } from './fill-lifecycle.ts';

/** How a fill is paid. */
export type FillPayment = 'claim' | 'cash' | 'free-drug';

/** One attempt to dispense. */
export interface Fill {
  readonly fillId: FillId;
  readonly siteId: SiteId;
  readonly therapyId: TherapyId;
  readonly patientId: PatientId;
  readonly prescriptionId: PrescriptionId;
  readonly fillNumber: number;
  readonly drugId: Id<'drug'>;
  readonly ndc11: Ndc11;
  readonly quantityThousandths: number;
  readonly daysSupply: number;
  readonly owner: string;
  readonly payment: FillPayment;
  readonly state: FillState;
  readonly lotId: Id<'lot'> | null;
  readonly lotNumber: string | null;
  readonly lotExpiresOn: CalendarDay | null;
  readonly openedBy: StaffId | null;
  readonly filledBy: StaffId | null;
  readonly verifiedBy: StaffId | null;
  readonly openedAt: Instant;
  readonly filledAt: Instant | null;
  readonly verifiedAt: Instant | null;
  readonly handedOverAt: Instant | null;
}

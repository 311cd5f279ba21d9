import type { CalendarDay } from '../../../kernel/calendar-day.ts';
import type { Cents } from '../../../kernel/money.ts';
import type { Ndc11 } from '../../../kernel/ndc.ts';
import type { ClaimCorrection } from './claim-correction.ts';
import type { Coordination } from './coordination.ts';

/** What a pharmacist decided about an alert: why it was raised (439-E4), what was done (440-E5), and what came of it (441-E6). */
export interface DrugUseOutcome {
  readonly reasonCode: string;
  readonly serviceCode: string;
  readonly resultCode: string;
}

/** Everything that a claim tells the payer, in neutral words; the gateway writes it in the format of the switch. */
export interface ClaimSubmission {
  readonly transaction: 'billing' | 'reversal';
  readonly bin: string;
  readonly pcn: string;
  readonly group: string;
  readonly cardholderId: string;
  readonly patient: {
    readonly familyName: string;
    readonly givenName: string;
    readonly birthDate: CalendarDay;
    readonly sex: string;
  };
  readonly pharmacyNpi: string;
  readonly prescriberNpi: string;
  readonly rxNumber: string;
  readonly fillNumber: number;
  readonly ndc11: Ndc11;
  readonly quantityThousandths: number;
  readonly daysSupply: number;
  readonly dateOfService: CalendarDay;
  readonly writtenDate: CalendarDay;
  readonly refillsAuthorized: number;
  readonly ingredientCostCents: Cents;
  readonly dispensingFeeCents: Cents;
  readonly usualAndCustomaryCents: Cents;
  readonly priorAuthorizationNumber: string | null;
  /** Whether the payer answers a repeated billing with its first answer, so that a repeat is an inquiry. Absent in older claims. */
  readonly answersRepeats?: boolean;
  /** Where the payer reads the number of the authorization; the claim segment where nothing is said. */
  readonly authorizationPlace?: 'claim-segment' | 'prior-authorization-segment';
  /** What a pharmacist decided about the alerts of the payer's drug review. */
  readonly drugUseOutcomes?: readonly DrugUseOutcome[];
  /** What a person changed before the payer was told again; its codes are told beside what the fill says. */
  readonly correction?: ClaimCorrection;
  /** Told to a payer after the first one. */
  readonly coordination?: Coordination;
}

/** What the payer answered, in neutral words. Amounts are those of one answer, in cents. */
export interface Adjudication {
  readonly outcome: 'paid' | 'captured' | 'rejected' | 'reversed' | 'reversal-refused' | 'silent';
  readonly authorizationNumber: string | null;
  readonly rejectCodes: readonly string[];
  readonly patientPayCents: Cents | null;
  readonly ingredientPaidCents: Cents | null;
  readonly feePaidCents: Cents | null;
  readonly totalPaidCents: Cents | null;
}

import type { CalendarDay } from '../../kernel/calendar-day.ts';
import type { Cents } from '../../kernel/money.ts';

/** A value with the code that says what it is: a reference (REF), a day (DTM), an amount (AMT) or a quantity (QTY). */
interface Qualified<Value> {
  readonly qualifier: string;
  readonly value: Value;
}

/** Why a claim or a service was not paid as charged (CAS): group and reason by X12's code lists 974 and 139. */
export interface ClaimAdjustment {
  readonly groupCode: string;
  readonly reasonCode: string;
  readonly cents: Cents;
  readonly quantity: string | null;
}

/** An adjustment that belongs to no claim (PLB). A positive amount is deducted from the payment. */
export interface ProviderAdjustment {
  readonly providerId: string;
  readonly fiscalPeriodOn: CalendarDay | null;
  readonly reasonCode: string;
  readonly reference: string;
  readonly cents: Cents;
  /** The segment in the file, counted from 1. */
  readonly segment: number;
}

/** A person or an organization of a claim (NM1). */
export interface RemittanceParty {
  readonly role: string;
  readonly name: string;
  readonly givenName: string;
  readonly idQualifier: string;
  readonly id: string;
}

/** The payer or the payee (N1). */
export interface RemittanceOrganization {
  readonly name: string;
  readonly idQualifier: string;
  readonly id: string;
  readonly references: readonly Qualified<string>[];
}

/** A product or service by the code list that its qualifier names: `HC` HCPCS, `N4` NDC, `NU` revenue code. */
export interface ServiceCode {
  readonly qualifier: string;
  readonly code: string;
  readonly modifiers: readonly string[];
}

/** One service of a claim (SVC). */
export interface RemittanceLine {
  readonly segment: number;
  readonly service: ServiceCode;
  readonly submittedService: ServiceCode | null;
  readonly chargeCents: Cents;
  readonly paidCents: Cents;
  readonly revenueCode: string;
  readonly paidUnits: string;
  readonly submittedUnits: string;
  readonly adjustments: readonly ClaimAdjustment[];
  readonly dates: readonly Qualified<CalendarDay>[];
  readonly references: readonly Qualified<string>[];
  readonly amounts: readonly Qualified<Cents>[];
  readonly quantities: readonly Qualified<string>[];
  readonly remarkCodes: readonly string[];
}

/** What was paid on one claim (CLP). */
export interface RemittanceClaim {
  readonly segment: number;
  /** The number that the provider gave the claim; of a pharmacy, the prescription's. */
  readonly patientControlNumber: string;
  /** `1` to `3` processed as primary to tertiary, `4` denied, `22` reversal of an earlier payment. */
  readonly statusCode: string;
  readonly chargeCents: Cents;
  readonly paidCents: Cents;
  readonly patientResponsibilityCents: Cents | null;
  readonly filingIndicator: string;
  readonly payerControlNumber: string;
  readonly facilityTypeCode: string;
  readonly frequencyCode: string;
  readonly adjustments: readonly ClaimAdjustment[];
  readonly parties: readonly RemittanceParty[];
  readonly dates: readonly Qualified<CalendarDay>[];
  readonly references: readonly Qualified<string>[];
  readonly amounts: readonly Qualified<Cents>[];
  readonly quantities: readonly Qualified<string>[];
  /** Remarks of inpatient (MIA) and outpatient (MOA) adjudication. */
  readonly remarkCodes: readonly string[];
  readonly lines: readonly RemittanceLine[];
}

/** Totals of a provider within the payment (TS3). */
export interface ProviderSummary {
  readonly segment: number;
  readonly providerId: string;
  readonly claimCount: string;
  readonly chargeCents: Cents | null;
}

/** One payment with what it pays: a transaction set 835. */
export interface Remittance {
  readonly controlNumber: string;
  readonly guide: string;
  /** `I` with the remittance, `H` notification only, and so on. */
  readonly handlingCode: string;
  readonly paymentCents: Cents;
  readonly creditOrDebit: string;
  /** `ACH`, `CHK`, `NON` and so on. */
  readonly paymentMethod: string;
  readonly paidOn: CalendarDay | null;
  readonly traceNumber: string;
  readonly payerIdentifier: string;
  readonly currency: string;
  readonly dates: readonly Qualified<CalendarDay>[];
  readonly references: readonly Qualified<string>[];
  readonly payer: RemittanceOrganization | null;
  readonly payee: RemittanceOrganization | null;
  readonly summaries: readonly ProviderSummary[];
  readonly claims: readonly RemittanceClaim[];
  readonly providerAdjustments: readonly ProviderAdjustment[];
  readonly paidCents: Cents;
  readonly providerAdjustmentCents: Cents;
  readonly isBalanced: boolean;
}

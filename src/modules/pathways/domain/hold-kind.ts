import type { Role } from '../../../kernel/roles.ts';
import type { StageCode } from './stage.ts';

/** Who has to move: the pharmacy itself or somebody outside it. */
export type Party = 'pharmacy' | 'patient' | 'prescriber' | 'payer' | 'assistance' | 'manufacturer' | 'courier';

/** What each party is called on screen. */
export const parties: Readonly<Record<Party, string>> = {
  pharmacy: 'the pharmacy',
  patient: 'the patient',
  prescriber: 'the prescriber',
  payer: 'the payer',
  assistance: 'the assistance program',
  manufacturer: 'the manufacturer',
  courier: 'the courier',
};

/** A reason that blocks the fill. */
export interface HoldKind {
  readonly label: string;
  /** Whether a person with the permission may let a fill pass in spite of it. */
  readonly canBeOverridden: boolean;
  readonly ownerRole: Role;
  readonly party: Party;
  /** The stage whose work the hold concerns. */
  readonly stage: StageCode;
  /** A clause that says what blocks. */
  readonly clause: string;
  /** When the hold ends by itself; null when only a person releases it. */
  readonly endsWhen: string | null;
}

function hold(
  label: string,
  place: readonly [StageCode, Role, Party],
  clause: string,
  rest: { readonly canBeOverridden?: boolean; readonly endsWhen?: string } = {},
): HoldKind {
  const [stage, ownerRole, party] = place;
  return {
    label,
    stage,
    ownerRole,
    party,
    clause,
    canBeOverridden: rest.canBeOverridden ?? true,
    endsWhen: rest.endsWhen ?? null,
  };
}

/**
 * The holds of the specialty journey. REMS, recall, identity, prescription monitoring and excursion (which stands for
 * expired and heat-damaged stock as well) are never overridden by anybody.
 */
export const holdKinds = {
  MissingInfo: hold(
    'Missing information',
    ['referral', 'intakeTechnician', 'prescriber'],
    'Information is missing on the referral',
  ),
  Consent: hold('Consent', ['onboarding', 'patientCoordinator', 'patient'], 'The patient has not consented', {
    endsWhen: 'the patient is enrolled',
  }),
  CoverageInactive: hold(
    'Coverage inactive',
    ['benefits', 'benefitsSpecialist', 'patient'],
    'The coverage on file is not active',
    { endsWhen: 'a later benefits check is complete or the claim is paid' },
  ),
  PA: hold(
    'Prior authorization',
    ['authorization', 'authorizationSpecialist', 'pharmacy'],
    'There is no valid prior authorization',
    { endsWhen: 'the authorization is approved or the claim is paid' },
  ),
  Affordability: hold(
    'Affordability',
    ['assistance', 'assistanceCoordinator', 'pharmacy'],
    'The patient cannot afford the cost share',
    { endsWhen: 'the cost is affordable' },
  ),
  REMS: hold('REMS', ['clinical-review', 'clinicalPharmacist', 'prescriber'], 'A REMS requirement is not met', {
    canBeOverridden: false,
    endsWhen: 'the clinical review finds the requirement met',
  }),
  ClinicalReview: hold(
    'Clinical review',
    ['clinical-review', 'clinicalPharmacist', 'pharmacy'],
    'A pharmacist has held the therapy clinically',
    { endsWhen: 'the clinical review clears the therapy, or a pharmacist has reviewed the refill call' },
  ),
  LabOverdue: hold(
    'Lab overdue',
    ['clinical-review', 'clinicalPharmacist', 'prescriber'],
    'A laboratory result that is needed is missing',
    { endsWhen: 'the clinical review finds the result' },
  ),
  DURSevere: hold(
    'Severe utilization alert',
    ['clinical-review', 'clinicalPharmacist', 'pharmacy'],
    'A severe drug utilization alert is not answered',
  ),
  Stock: hold('Stock', ['dispensing', 'inventoryBuyer', 'pharmacy'], 'The drug is not in stock', {
    endsWhen: 'stock is received',
  }),
  RefillTooSoon: hold(
    'Refill too soon',
    ['dispensing', 'billingAnalyst', 'payer'],
    'The payer finds the refill too soon',
    {
      endsWhen: 'the claim is paid',
    },
  ),
  ClaimLost: hold(
    'Claim lost',
    ['dispensing', 'billingAnalyst', 'pharmacy'],
    'The claim of the fill under way was taken back',
    { canBeOverridden: false, endsWhen: 'a claim is paid or the fill is given up' },
  ),
  MarginReview: hold(
    'Margin review',
    ['dispensing', 'billingAnalyst', 'pharmacy'],
    'The expected margin is under review',
  ),
  PatientUnreachable: hold(
    'Patient unreachable',
    ['onboarding', 'patientCoordinator', 'patient'],
    'The patient cannot be reached',
    { endsWhen: 'the patient is reached' },
  ),
  PatientRequestedDelay: hold(
    'Patient asked for a later date',
    ['scheduling', 'patientCoordinator', 'patient'],
    'The patient asked for a later date',
    { endsWhen: 'the refill is confirmed' },
  ),
  AddressProblem: hold(
    'Address problem',
    ['delivery', 'patientCoordinator', 'patient'],
    'The delivery address does not work',
    { endsWhen: 'a new delivery is scheduled' },
  ),
  PaymentMethod: hold(
    'Payment method',
    ['scheduling', 'patientCoordinator', 'patient'],
    'There is no working payment method',
  ),
  CreditHold: hold('Credit hold', ['scheduling', 'billingAnalyst', 'patient'], 'An unpaid balance is over the limit'),
  Recall: hold('Recall', ['dispensing', 'verifyingPharmacist', 'manufacturer'], 'The product is recalled', {
    canBeOverridden: false,
  }),
  ControlledRedFlag: hold(
    'Controlled substance red flag',
    ['clinical-review', 'verifyingPharmacist', 'pharmacy'],
    'A red flag of the controlled prescription is not resolved',
  ),
  PDMPNotReviewed: hold(
    'Prescription monitoring not reviewed',
    ['clinical-review', 'verifyingPharmacist', 'pharmacy'],
    'The prescription monitoring program has not been reviewed',
    { canBeOverridden: false },
  ),
  WeatherHold: hold('Weather', ['delivery', 'shippingClerk', 'courier'], 'The weather makes shipping unsafe'),
  DuplicateTherapy: hold(
    'Duplicate therapy',
    ['clinical-review', 'clinicalPharmacist', 'prescriber'],
    'The patient may be on a duplicate therapy',
  ),
  IdentityMismatch: hold(
    'Identity mismatch',
    ['referral', 'intakeTechnician', 'pharmacy'],
    'It is not certain who the patient is',
    { canBeOverridden: false },
  ),
  Excursion: hold(
    'Excursion or expired stock',
    ['delivery', 'verifyingPharmacist', 'pharmacy'],
    'The product was out of its storage range or is expired',
    { canBeOverridden: false, endsWhen: 'the product is replaced' },
  ),
} as const satisfies Record<string, HoldKind>;

/** The code of a hold. */
export type HoldCode = keyof typeof holdKinds;

/** All hold codes. */
export const holdCodes = Object.keys(holdKinds) as readonly HoldCode[];

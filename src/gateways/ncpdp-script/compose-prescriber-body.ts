import type { CalendarDay } from '../../kernel/calendar-day.ts';
import type { DeaNumber } from '../../kernel/dea-number.ts';
import type { Instant } from '../../kernel/instant.ts';
import type { Ndc11 } from '../../kernel/ndc.ts';
import type { Npi } from '../../kernel/npi.ts';
import type { PrescriberMessage, ToldDrug } from '../../modules/outreach/index.ts';
import {
  findNciCode,
  type NewRx,
  type OutgoingScript,
  type ScriptMedication,
  type ScriptMessage,
  type ScriptParties,
} from '../../standards/ncpdp-script/ncpdp-script.ts';

type Body = Extract<
  OutgoingScript['body'],
  { readonly kind: 'RxFill' | 'RxRenewalRequest' | 'RxChangeRequest' | 'CancelRx' }
>;

/** Composes what is said to a prescriber as a SCRIPT body; where the original is at hand its own words for prescriber and drug are used. */
export function composeScriptBody(message: PrescriberMessage, original: ScriptMessage | null): Body {
  const { says } = message;
  if (says.kind === 'form-request') throw new Error('SCRIPT carries no forms');
  const newRx = original?.body.kind === 'NewRx' ? original.body : null;
  const parties = composeParties(message, newRx);
  const prescribed = newRx?.medication ?? composePrescribed(message);
  if (says.kind === 'status') return composeFill({ message, parties, prescribed });
  const asked = {
    ...parties,
    medicationPrescribed: prescribed,
    medicationDispensed: null,
    medicationsRequested: [],
  };
  if (says.kind === 'change-request') {
    const medicationsRequested = says.wanted.map((drug) => composeRequested(prescribed, drug));
    const medicationPrescribed = { ...prescribed, note: says.note };
    return {
      ...asked,
      kind: 'RxChangeRequest',
      requestCode: says.changeCode,
      medicationPrescribed,
      medicationsRequested,
    };
  }
  return {
    ...asked,
    kind: 'RxRenewalRequest',
    requestCode: null,
    medicationDispensed: {
      ...prescribed,
      note: says.note,
      lastFill: toDate(says.lastFilledOn),
      pharmacyRequestedRefills: says.fillsWanted,
    },
  };
}

const statuses = {
  dispensed: 'Dispensed',
  delivered: 'Dispensed',
  'partially-dispensed': 'PartiallyDispensed',
  'not-dispensed': 'NotDispensed',
  'waiting-on-prescriber': 'NotDispensed',
} as const;

function composeFill(parts: {
  readonly message: PrescriberMessage;
  readonly parties: ScriptParties;
  readonly prescribed: ScriptMedication;
}): Body {
  const { message, parties, prescribed } = parts;
  const { says, drug } = message;
  if (says.kind !== 'status') throw new Error('only news become an RxFill');
  const { fill } = says;
  const wasDispensed = statuses[says.status] !== 'NotDispensed';
  return {
    ...parties,
    kind: 'RxFill',
    fillStatus: statuses[says.status],
    // [K: the standard has a list of reasons; until it is at hand the reason is given in words alone.]
    reasonCode: null,
    note: says.reasonText,
    medicationDispensed:
      fill === null || !wasDispensed
        ? null
        : {
            ...composeDrug({ ...drug, ndc11: fill.ndc11 }),
            quantity: composeQuantity(fill.quantityThousandths, message.prescription.quantityUnit),
            daysSupply: fill.daysSupply,
            lastFill: toDate(fill.dispensedAt),
            numberOfRefills: fill.refillsRemaining,
            sig: prescribed.sig,
          },
    medicationPrescribed: prescribed,
  };
}

const nothing: ScriptMedication = {
  drugDescription: null,
  ndc: null,
  rxNorm: null,
  productCodes: [],
  strength: null,
  deaSchedule: null,
  quantity: null,
  daysSupply: null,
  written: null,
  effective: null,
  lastFill: null,
  otherDates: [],
  substitutionAllowed: null,
  numberOfRefills: null,
  pharmacyRequestedRefills: null,
  diagnoses: [],
  priorAuthorizationNumber: null,
  priorAuthorizationStatus: null,
  drugCoverageStatusCodes: [],
  drugUseEvaluations: [],
  sig: null,
  note: null,
  compound: null,
  prescriberCheckedRems: null,
  remsPatientRiskCategory: null,
  remsAuthorizationNumber: null,
};

function composePrescribed({ prescription, drug }: PrescriberMessage): ScriptMedication {
  const { quantityThousandths, quantityUnit, directions } = prescription;
  return {
    ...composeDrug(drug),
    quantity: quantityThousandths === null ? null : composeQuantity(quantityThousandths, quantityUnit),
    daysSupply: prescription.daysSupply,
    written: toDate(prescription.writtenOn),
    substitutionAllowed: prescription.substitutionAllowed,
    numberOfRefills: prescription.refillsAuthorized,
    sig: directions === null ? null : { text: directions, instructions: [] },
  };
}

function composeRequested(prescribed: ScriptMedication, drug: ToldDrug): ScriptMedication {
  const { quantity, daysSupply, sig, numberOfRefills, substitutionAllowed } = prescribed;
  return { ...composeDrug(drug), quantity, daysSupply, sig, numberOfRefills, substitutionAllowed };
}

function composeDrug({ name, strength, ndc11 }: ToldDrug): ScriptMedication {
  const isNamedWhole = strength === null || name.includes(strength);
  const ndc = ndc11 !== null && /^\d{11}$/.test(ndc11) ? (ndc11 as Ndc11) : null;
  return {
    ...nothing,
    drugDescription: isNamedWhole ? name : `${name} ${strength}`,
    ndc,
    productCodes: ndc === null ? [] : [{ code: ndc, qualifier: 'ND', text: null }],
  };
}

function composeQuantity(quantityThousandths: number, unit: string | null): ScriptMedication['quantity'] {
  return {
    quantityThousandths,
    unitCode: unit === null ? null : (findNciCode(unit) ?? (/^C\d+$/.test(unit) ? unit : null)),
    ucumUnit: unit,
    codeListQualifier: '38',
  };
}

function toDate(at: CalendarDay | Instant | null): ScriptMedication['lastFill'] {
  return at === null ? null : { day: at.slice(0, 10) as CalendarDay, instant: null };
}

function composeParties(message: PrescriberMessage, original: NewRx | null): ScriptParties {
  return {
    requestReferenceNumber: message.says.kind === 'status' ? null : message.reference,
    patient: original?.patient ?? composePatient(message.patient),
    pharmacy: composePharmacy(message.pharmacy),
    prescriber: original?.prescriber ?? composePrescriber(message.prescriber),
    supervisor: null,
    followUpPrescriber: null,
    facility: null,
    coverages: [],
    allergies: null,
    observation: null,
  };
}

const unidentified = {
  npi: null,
  deaNumber: null as DeaNumber | null,
  ncpdpId: null,
  stateLicenseNumber: null,
  stateControlledSubstanceNumber: null,
  medicaidNumber: null,
  remsEnrollmentId: null,
} as const;

const nameless = { middle: null, suffix: null, prefix: null } as const;

function composePatient(patient: PrescriberMessage['patient']): ScriptParties['patient'] {
  const { familyName, givenName, birthDate, sex, address, identifiers } = patient;
  return {
    species: 'human',
    name: { last: familyName, first: givenName, ...nameless },
    gender: sex === 'other' ? 'unknown' : sex,
    birthDate,
    address: address === null ? null : composeAddress(address),
    communication: composeNumbers(patient.phone),
    medicalRecordNumber: identifiers.find(({ kind }) => kind === 'MR')?.value ?? null,
    accountNumber: null,
    remsPatientId: null,
    languageCode: null,
  };
}

function composePharmacy(pharmacy: PrescriberMessage['pharmacy']): ScriptParties['pharmacy'] {
  const { name, npi, ncpdpId, phone, address } = pharmacy;
  return {
    identification: { ...unidentified, npi: npi as Npi, ncpdpId },
    name,
    pharmacistName: null,
    address: composeAddress(address),
    communication: composeNumbers(phone),
  };
}

function composePrescriber(prescriber: PrescriberMessage['prescriber']): ScriptParties['prescriber'] {
  const { npi, familyName, givenName, phone } = prescriber;
  return {
    kind: 'human-medicine',
    identification: { ...unidentified, npi: npi as Npi | null },
    name: { last: familyName, first: givenName, ...nameless },
    specialty: null,
    practiceName: null,
    address: null,
    communication: composeNumbers(phone),
    agentName: null,
  };
}

function composeAddress(address: PrescriberMessage['pharmacy']['address']) {
  const [line1 = null, line2 = null] = address.lines;
  const { city, state, postalCode } = address;
  return { line1, line2, city, stateProvince: state, postalCode, countryCode: 'US' };
}

function composeNumbers(phone: string | null) {
  const telephones =
    phone === null ? [] : [{ use: 'primary' as const, number: phone, extension: null, acceptsText: null }];
  return { telephones, email: null, directAddress: null };
}

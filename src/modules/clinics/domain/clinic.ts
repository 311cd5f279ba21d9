import type { CalendarDay } from '../../../kernel/calendar-day.ts';
import type { Id, SiteId } from '../../../kernel/ids.ts';
import { ok, type Result, refuse } from '../../../kernel/result.ts';
import { clinicRefusals } from '../refusals.ts';
import type { ClinicAddress, ReceivingHours } from './receiving.ts';

export type ClinicId = Id<'clinic'>;

/** What is recorded of a clinic. */
export interface ClinicDetails {
  readonly name: string;
  /** The pharmacy that serves it. */
  readonly siteId: SiteId;
  /** What it treats, as programme codes of drugs, such as `rheumatology`. */
  readonly diseaseStates: readonly string[];
  /** By which messages name it, in capitals: HL7 PV1-3 and AIL-3, the facility before them where that tells places apart. */
  readonly locationCodes: readonly string[];
  readonly prescriberIds: readonly Id<'prescriber'>[];
  /** Where goods for it are delivered; null until somebody entered it. */
  readonly address: ClinicAddress | null;
  /** When it takes goods in; null until it told, and then a default counts. */
  readonly receiving: ReceivingHours | null;
  readonly validFrom: CalendarDay;
  /** Its last day; null while none is known. */
  readonly validTo: CalendarDay | null;
}

/** A clinic of the health system. */
export interface Clinic extends ClinicDetails {
  readonly clinicId: ClinicId;
  readonly version: number;
}

/** What is known of where something came from. */
export interface ClinicClues {
  readonly locationCodes: readonly string[];
  readonly prescriberId: Id<'prescriber'> | null;
  /** What is treated, where that is known: it tells the clinics of one prescriber apart. */
  readonly diseaseState: string | null;
  readonly on: CalendarDay;
}

/** Writes a code of a place as it is compared: trimmed, in capitals. */
function normalizeLocationCode(code: string): string {
  return code.trim().toUpperCase();
}

/** Tells whether a clinic is active on a day. */
export function isActiveOn(clinic: Pick<ClinicDetails, 'validFrom' | 'validTo'>, day: CalendarDay): boolean {
  return clinic.validFrom <= day && (clinic.validTo === null || clinic.validTo >= day);
}

/**
 * Finds the clinic that something came from: the active one that a code names, else the only active one at which the prescriber
 * practises, else of several the only one that treats the disease state. Null when that leaves none or several.
 */
export function findClinic<Known extends Clinic>(clinics: readonly Known[], clues: ClinicClues): Known | null {
  const active = clinics.filter((clinic) => isActiveOn(clinic, clues.on));
  for (const code of clues.locationCodes.map(normalizeLocationCode)) {
    const named = active.find(({ locationCodes }) => locationCodes.includes(code));
    if (named !== undefined) return named;
  }
  const { prescriberId, diseaseState } = clues;
  if (prescriberId === null) return null;
  const practising = active.filter(({ prescriberIds }) => prescriberIds.includes(prescriberId));
  if (practising.length <= 1) return practising[0] ?? null;
  const treating = practising.filter(
    ({ diseaseStates }) => diseaseState !== null && diseaseStates.includes(diseaseState),
  );
  return treating.length === 1 ? (treating[0] ?? null) : null;
}

/**
 * Decides what is recorded of a clinic beside the others. Refuses days and hours in the wrong order, and a name or a code that another clinic has
 * in the same time: a message would name two.
 */
export function decideClinic(details: ClinicDetails, others: readonly Clinic[]): Result<ClinicDetails> {
  const { validFrom, validTo, receiving } = details;
  if (validTo !== null && validTo < validFrom) return refuse(clinicRefusals.daysReversed);
  if (receiving !== null && receiving.until <= receiving.from) return refuse(clinicRefusals.hoursReversed);
  const locationCodes = [...new Set(details.locationCodes.map(normalizeLocationCode))].filter((code) => code !== '');
  const name = details.name.trim();
  const beside = others.filter((other) => overlaps(other, details));
  if (beside.some((other) => other.name.toLowerCase() === name.toLowerCase()))
    return refuse(clinicRefusals.nameTaken, { name });
  for (const other of beside) {
    const code = other.locationCodes.find((taken) => locationCodes.includes(taken));
    if (code !== undefined) return refuse(clinicRefusals.codeTaken, { code, clinic: other.name });
  }
  const unique = <Value>(values: readonly Value[]): readonly Value[] => [...new Set(values)];
  return ok({
    ...details,
    ...{ name, locationCodes },
    diseaseStates: unique(details.diseaseStates),
    prescriberIds: unique(details.prescriberIds),
  });
}

function overlaps(left: ClinicDetails, right: ClinicDetails): boolean {
  return (
    (left.validTo === null || left.validTo >= right.validFrom) &&
    (right.validTo === null || right.validTo >= left.validFrom)
  );
}

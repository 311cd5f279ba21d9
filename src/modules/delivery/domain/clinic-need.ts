import type { CalendarDay } from '../../../kernel/calendar-day.ts';
import type { BaggingModel } from '../../access/index.ts';
import type { Appointment, Clinic, ClinicId } from '../../clinics/index.ts';

/** A model by which a clinic administers a drug. */
type ClinicModel = Exclude<BaggingModel, 'not-at-clinic'>;

/** How a therapy is administered at a clinic, and who said so. */
export interface Administration {
  readonly model: ClinicModel;
  readonly modelFrom: 'benefits-check' | 'programme';
}

/** What a clinic needs for a therapy: for which appointment, and by when. */
export interface ClinicNeed extends Administration {
  /** At which clinics an appointment counts. */
  readonly clinicIds: readonly ClinicId[];
  /** The next appointment; null while none is booked. */
  readonly appointment: Appointment | null;
  readonly clinic: Clinic | null;
  /** The day by which the drug has to be there; null without an appointment, and once the cycle is delivered. */
  readonly needBy: CalendarDay | null;
  /** The clinic has not told when it takes goods in: a default counts. */
  readonly isReceivingAssumed: boolean;
}

/**
 * Decides how a therapy is administered at a clinic: by what the newest benefits check says, else by the programme of its pathway.
 * Null when no clinic administers it.
 */
export function decideAdministration(known: {
  readonly programme: string;
  readonly baggingModel: BaggingModel | null;
}): Administration | null {
  const { programme, baggingModel } = known;
  if (baggingModel === 'not-at-clinic') return null;
  if (baggingModel !== null) return { model: baggingModel, modelFrom: 'benefits-check' };
  return programme === 'buy-and-bill' ? { model: 'buy-and-bill', modelFrom: 'programme' } : null;
}

/** Lists the clinics at which an appointment counts for a therapy: the one that its order came from, else those that treat its disease state. */
export function listAdministeringClinics(
  clinics: readonly Pick<Clinic, 'clinicId' | 'diseaseStates'>[],
  therapy: { readonly orderedFrom: ClinicId | null; readonly diseaseState: string | null },
): readonly ClinicId[] {
  const { orderedFrom, diseaseState } = therapy;
  if (orderedFrom !== null) return [orderedFrom];
  if (diseaseState === null) return [];
  return clinics.flatMap(({ clinicId, diseaseStates }) => (diseaseStates.includes(diseaseState) ? [clinicId] : []));
}

/** Tells whether the goods of a model go to the clinic; what the patient brings along goes to the patient. */
export function goesToClinic({ model }: Pick<Administration, 'model'>): boolean {
  return model !== 'brown-bag';
}

/** Tells whether the pharmacy asks the patient for a copay; what the clinic bills, the clinic collects. */
export function collectsCopay({ model }: Pick<Administration, 'model'>): boolean {
  return model !== 'buy-and-bill';
}

/** Returns the earlier of the day that was agreed and the day that an appointment sets. */
export function boundNeedBy(agreed: CalendarDay | null, need: Pick<ClinicNeed, 'needBy'> | null): CalendarDay | null {
  const bound = need?.needBy ?? null;
  if (agreed === null || bound === null) return agreed ?? bound;
  return agreed < bound ? agreed : bound;
}

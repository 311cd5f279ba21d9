import type { RequestOf } from '../../../kernel/endpoint.ts';
import type { clarifyPrescription } from '../api.ts';
import type { ShownPrescription } from './intake-words.ts';

type Clarification = RequestOf<typeof clarifyPrescription>['clarification'];

/** What the form holds; null is a field that was left empty. Numbers are thousandths. */
export interface ClarifiedValues {
  readonly writtenOn: string | null;
  readonly shipToState: string | null;
  readonly quantity: number | null;
  readonly unit: string | null;
  readonly daysSupply: number | null;
  readonly refills: number | null;
  readonly directions: string | null;
}

type Known = Pick<
  ShownPrescription,
  | 'writtenOn'
  | 'shipToState'
  | 'quantityThousandths'
  | 'quantityUnit'
  | 'daysSupply'
  | 'refillsAuthorized'
  | 'directions'
>;

/** Keeps what differs from what is known already, so that a clarification says only what somebody said. */
export function toClarification(known: Known, values: ClarifiedValues): Clarification {
  const { writtenOn, quantity, unit, directions } = values;
  const shipToState = values.shipToState?.toUpperCase() ?? null;
  const daysSupply = values.daysSupply === null ? null : values.daysSupply / 1000;
  const refills = values.refills === null ? null : values.refills / 1000;
  const isOtherQuantity = quantity !== known.quantityThousandths || unit !== known.quantityUnit;
  return {
    ...(writtenOn === null || writtenOn === known.writtenOn ? {} : { writtenOn }),
    ...(quantity === null || !isOtherQuantity ? {} : { quantity: { quantityThousandths: quantity, unit } }),
    ...(daysSupply === null || daysSupply === known.daysSupply ? {} : { daysSupply }),
    ...(refills === null || refills === known.refillsAuthorized ? {} : { refills }),
    ...(directions === null || directions === known.directions ? {} : { directions }),
    ...(shipToState === null || shipToState === known.shipToState ? {} : { shipToState }),
  };
}

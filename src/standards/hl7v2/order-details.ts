import type { Hl7Segment } from './hl7-segment.ts';
import { type NamedDrug, readNamedDrug } from './ordered-drug.ts';
import { type DecimalAmount, type ReadingContext, readDecimalField } from './typed-fields.ts';
import {
  type Address,
  type CodedElement,
  keepPresent,
  readAddress,
  readCodedElement,
  readTelecom,
  type Telecom,
} from './value-types.ts';

/** A part of a compound or an infusion (RXC); `kind` is of HL7 table 0166: B base, A additive. */
export interface CompoundComponent {
  readonly kind: string;
  readonly drug: NamedDrug | null;
  readonly amount: DecimalAmount | null;
  readonly strength: DecimalAmount | null;
}

/** The pharmacy that shall dispense (RXE-40, RXO-32). */
export interface DispensingPharmacy {
  readonly identity: CodedElement | null;
  readonly address: Address | null;
  readonly telecoms: readonly Telecom[];
}

/** Reads an RXC segment. */
export function readComponent(segment: Hl7Segment, context: ReadingContext): CompoundComponent {
  const readAmount = (field: number): DecimalAmount | null => {
    const value = readDecimalField(segment, field, context);
    return value === null ? null : { value, unit: readCodedElement(segment.value(field + 1)) };
  };
  return {
    kind: segment.text(1),
    drug: readNamedDrug(segment, { drug: 2, supplementary: 7 }, context),
    amount: readAmount(3),
    strength: readAmount(5),
  };
}

/** Reads the dispensing pharmacy of an RXE or else an RXO segment; null when neither names one. */
export function readPharmacy(encoded: Hl7Segment | null, requested: Hl7Segment | null): DispensingPharmacy | null {
  const own = encoded === null ? null : readFrom(encoded, { identity: 40, address: 41, phone: 45 });
  if (own !== null || requested === null) return own;
  return readFrom(requested, { identity: 32, address: 33, phone: 36 });
}

function readFrom(
  segment: Hl7Segment,
  fields: { readonly identity: number; readonly address: number; readonly phone: number },
): DispensingPharmacy | null {
  const identity = readCodedElement(segment.value(fields.identity));
  const address = readAddress(segment.value(fields.address));
  const telecoms = keepPresent(segment.values(fields.phone).map(readTelecom));
  return identity === null && address === null && telecoms.length === 0 ? null : { identity, address, telecoms };
}

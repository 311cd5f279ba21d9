import type { PatientId } from '../../../kernel/ids.ts';
import type { Instant } from '../../../kernel/instant.ts';
import type { Fill } from '../../dispensing/index.ts';
import type { listDocuments } from '../../documents/index.ts';
import type { RawMessage } from '../../exchange/index.ts';
import type {
  Coverage,
  listAllergies,
  listConditions,
  listConsents,
  listMedications,
  Observation,
  Patient,
} from '../../patients/index.ts';
import type { Prescription } from '../../prescriptions/index.ts';
import type { Drug, Plan, Prescriber } from '../../reference/index.ts';
import type { Journey } from '../../therapies/index.ts';

type ListOf<Query extends (...given: never[]) => Promise<readonly unknown[]>> = Awaited<ReturnType<Query>>;

/** Everything that is known of a person, of all records that are merged into one. */
export interface ExportedRecord {
  readonly patient: Patient;
  readonly recordIds: readonly PatientId[];
  readonly exportedAt: Instant;
  readonly coverages: readonly Coverage[];
  readonly plans: ReadonlyMap<string, Plan>;
  readonly allergies: ListOf<typeof listAllergies>;
  readonly conditions: ListOf<typeof listConditions>;
  readonly medications: ListOf<typeof listMedications>;
  readonly observations: readonly Observation[];
  readonly consents: ListOf<typeof listConsents>;
  readonly prescriptions: readonly Prescription[];
  readonly prescribers: ReadonlyMap<string, Prescriber>;
  readonly drugs: ReadonlyMap<string, Drug>;
  readonly fills: readonly Fill[];
  readonly therapies: readonly Journey[];
  readonly documents: ListOf<typeof listDocuments>;
  readonly messages: readonly Omit<RawMessage, 'bytes'>[];
}

/** A record written in another system's words: its text in pieces, and how many resources of each kind it holds. */
export interface WrittenBundle {
  readonly pieces: Iterable<string>;
  readonly counts: Readonly<Record<string, number>>;
}

/** Writes a record as one bundle. Given by the gateway that knows the format. */
export type WriteBundle = (record: ExportedRecord) => WrittenBundle;

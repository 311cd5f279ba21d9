import type { TherapyId } from '../../kernel/ids.ts';
import type { AccessHistory } from '../../modules/access/index.ts';
import type { ClaimHistory } from '../../modules/claims/index.ts';
import type { ClinicalHistory } from '../../modules/clinical/index.ts';
import type { DeliveryHistory } from '../../modules/delivery/index.ts';
import type { FillHistory } from '../../modules/dispensing/index.ts';
import type { PatientHistory } from '../../modules/patients/index.ts';
import type { PrescriptionHistory } from '../../modules/prescriptions/index.ts';
import type { PayerId } from '../../modules/reference/index.ts';
import type { TherapyHistory } from '../../modules/therapies/index.ts';
import type { Actor } from '../../platform/transaction/actor.ts';

/** Lists that grow while a past is told. */
type Growing<Record> = {
  -readonly [Key in keyof Record]: Record[Key] extends readonly (infer Item)[] ? Item[] : Record[Key];
};

/** Everything that the past of one therapy leaves in the modules. */
export interface PastRecords {
  readonly patient: Growing<PatientHistory>;
  readonly history: TherapyHistory<Actor>;
  readonly payerId: PayerId;
  readonly prescriptions: PrescriptionHistory[];
  readonly access: Growing<AccessHistory>;
  readonly clinical: Growing<ClinicalHistory>;
  readonly fills: Growing<FillHistory>[];
  readonly claims: Growing<ClaimHistory>[];
  readonly deliveries: Growing<DeliveryHistory>[];
}

/** What the generator knows it put into one therapy. */
export interface PlantedTruth {
  readonly therapyId: TherapyId;
  readonly number: number;
  readonly planted: string[];
}

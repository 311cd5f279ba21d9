import type { PrescriptionId, TherapyId } from '../../kernel/ids.ts';
import type { Result } from '../../kernel/result.ts';
import type { Site } from '../../modules/identity/index.ts';
import type { Drug } from '../../modules/reference/index.ts';
import type { DemoStage } from './demo-stage.ts';
import type { Chance } from './seeded-chance.ts';

/** One journey of the demonstration while it is under way. */
export interface DemoJourney {
  readonly stage: DemoStage;
  readonly chance: Chance;
  readonly site: Site;
  readonly crew: DemoCrew;
  readonly drug: Drug;
  readonly isGovernment: boolean;
  readonly therapyId: TherapyId;
  readonly prescriptionId: PrescriptionId;
}

/** Who does what at a site. */
export interface DemoCrew {
  readonly intake: string;
  readonly access: string;
  readonly pharmacist: string;
  readonly technician: string;
  readonly verifier: string;
  readonly shipping: string;
}

/** Takes the value of something that the demonstration never does wrongly. */
export function must<Value>(result: Result<Value>): Value {
  if (!result.ok)
    throw new Error(`the demonstration was refused: ${result.refusal.code} ${JSON.stringify(result.refusal.facts)}`);
  return result.value;
}

import { useEndpointCommand } from '../../../ui/endpoint-client.ts';
import type { EndpointFailure } from '../../../ui/endpoint-failure.ts';
import * as api from '../api.ts';
import type { ShownPrescription } from './intake-words.ts';

/** The commands that settle the three matches of a prescription as it was seen. */
export interface MatchCommands {
  readonly patient: (patientId: string) => void;
  readonly prescriber: (npi: string) => void;
  readonly drug: (drugId: string) => void;
  readonly isRunning: boolean;
  readonly failure: EndpointFailure | null;
}

/** Makes ready the commands that settle the matches of a prescription. */
export function useMatchCommands(prescription: ShownPrescription): MatchCommands {
  const options = { invalidates: [api.getPrescription, api.listIntake] };
  const patient = useEndpointCommand(api.resolvePatientMatch, options);
  const prescriber = useEndpointCommand(api.resolvePrescriber, options);
  const drug = useEndpointCommand(api.resolveDrug, options);
  const seen = { prescriptionId: prescription.prescriptionId, expectedVersion: prescription.version };
  return {
    patient: (patientId) => patient.run({ ...seen, patientId }),
    prescriber: (npi) => prescriber.run({ ...seen, npi }),
    drug: (drugId) => drug.run({ ...seen, drugId }),
    isRunning: patient.isRunning || prescriber.isRunning || drug.isRunning,
    failure: patient.failure ?? prescriber.failure ?? drug.failure,
  };
}

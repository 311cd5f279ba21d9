import { callEndpoint } from '../../../ui/endpoint-client.ts';
import type { SearchHit } from '../../../ui/module-web.ts';
import * as api from '../api.ts';
import { prescriptionStatuses } from '../domain/prescription.ts';

/** Finds prescriptions by Rx number (with or without `Rx` before it) or by the prescriber's order number. */
export async function searchPrescriptions(text: string, signal: AbortSignal): Promise<readonly SearchHit[]> {
  const number = text.trim().replace(/^rx\s*#?\s*/i, '');
  if (!/^[\w.-]{2,40}$/.test(number) || !/\d/.test(number)) return [];
  const { prescriptions } = await callEndpoint(api.findByNumber, { number }, { signal });
  return prescriptions.map(({ prescriptionId, rxNumber, drugName, patientName, status }) => ({
    id: prescriptionId,
    label: `${rxNumber === null ? 'Prescription' : `Rx ${rxNumber}`}, ${drugName}`,
    detail: `${patientName}, ${prescriptionStatuses[status].toLowerCase()}`,
    path: `/intake/${prescriptionId}`,
  }));
}

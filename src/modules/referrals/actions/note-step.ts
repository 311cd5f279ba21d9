import type { TenantTransaction } from '../../../platform/transaction/tenant-transaction.ts';
import { findPrescription } from '../../prescriptions/index.ts';
import { recordTherapyFact } from '../../therapies/index.ts';
import {
  type InformationRequest,
  listOpenItems,
  type RequestStepCode,
  type RequestWay,
} from '../domain/information-request.ts';
import { appendStep, type RequestStep } from '../request-store.ts';

/** How each step is told on the timeline of the therapy; the way stands beside it. */
const timelineCodes: Readonly<Record<RequestStepCode, string>> = {
  asked: 'missing-information-asked',
  composed: 'letter-about-missing-information-composed',
  sent: 'letter-about-missing-information-sent',
  taken: 'form-taken-by-the-record-of-the-prescriber',
  'worked-on': 'missing-information-being-worked-on',
  answered: 'missing-information-answered',
  'nothing-new': 'missing-information-not-had',
  'other-person': 'missing-information-answered-about-somebody-else',
  contradicts: 'missing-information-answered-against-what-is-known',
  declined: 'missing-information-declined',
  refused: 'missing-information-request-refused',
  unreachable: 'missing-information-could-not-be-asked',
  silent: 'missing-information-not-answered-in-time',
  late: 'missing-information-answered-late',
  withdrawn: 'missing-information-request-withdrawn',
};

/** Notes what happened to a request, and tells it on the timeline of its therapy, with the message or letter that it was. */
export async function noteStep(
  tx: TenantTransaction,
  request: InformationRequest,
  happened: {
    readonly step: RequestStepCode;
    readonly way?: RequestWay;
    readonly itemCodes?: readonly string[];
    readonly source?: RequestStep['source'];
  },
): Promise<void> {
  const { step, way = request.way, source = null } = happened;
  const itemCodes = happened.itemCodes ?? listOpenItems(request).map(({ itemCode }) => itemCode);
  appendStep(tx, { requestId: request.requestId, way, step, itemCodes, source });
  const therapyId = (await findPrescription(tx, request.prescriptionId))?.therapyId ?? null;
  if (therapyId === null) return;
  // A therapy that has ended takes no more lines; the request keeps its own.
  await recordTherapyFact(tx, therapyId, {
    code: `referrals.${timelineCodes[step]}`,
    source:
      source?.kind === 'message'
        ? { kind: 'raw-message', id: source.id }
        : { kind: 'prescription', id: request.prescriptionId },
    facts: { code: way },
  });
}

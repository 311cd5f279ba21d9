import { addDays } from '../../../kernel/calendar-day.ts';
import type { FillId, Id } from '../../../kernel/ids.ts';
import { dayIn } from '../../../kernel/instant.ts';
import { formatThousandths } from '../../../kernel/quantity.ts';
import { ok, type Result, refuse } from '../../../kernel/result.ts';
import type { TenantTransaction } from '../../../platform/transaction/tenant-transaction.ts';
import { storeDocument } from '../../documents/index.ts';
import { getSite } from '../../identity/index.ts';
import { listPatientNames } from '../../patients/index.ts';
import { findPrescription, giveRxNumber } from '../../prescriptions/index.ts';
import { getDrug, getPrescriber } from '../../reference/index.ts';
import type { Fill } from '../domain/fill.ts';
import { findFill, touchFill } from '../fill-store.ts';
import { composeLabelPdf, type LabelContent } from '../label-pdf.ts';
import { dispensingRefusals } from '../refusals.ts';
import { insertPaper } from '../scan-store.ts';

/** Prints the label of a fill: a PDF filed as a document. Refuses before a lot was picked, because the label names it. */
export async function printLabel(tx: TenantTransaction, fillId: FillId): Promise<Result<Id<'document'>>> {
  const fill = await findFill(tx, fillId);
  if (fill === null) return refuse(dispensingRefusals.unknownFill);
  if (fill.lotNumber === null)
    return refuse(dispensingRefusals.stepNotAllowed, { state: fill.state, step: 'print-label' });
  const content = await composeLabel(tx, fill, fill.lotNumber);
  const documentId = await storeDocument(tx, {
    kind: 'label',
    patientId: fill.patientId,
    subjectKind: 'fill',
    subjectId: fill.fillId,
    mediaType: 'application/pdf',
    bytes: await composeLabelPdf(content),
    title: `Label, fill ${fill.fillNumber}`,
  });
  await insertPaper(tx, fillId, { kind: 'label', outcome: 'printed', documentId });
  touchFill(tx, fill);
  return ok(documentId);
}

/** Records that a leaflet or Medication Guide was enclosed, or that counselling was offered, accepted or declined. */
export async function recordPaper(
  tx: TenantTransaction,
  paper: {
    readonly fillId: FillId;
    readonly kind: 'leaflet' | 'medication-guide' | 'counselling-offer';
    readonly outcome: 'enclosed' | 'offered' | 'accepted' | 'declined';
  },
): Promise<Result<null>> {
  const fill = await findFill(tx, paper.fillId);
  if (fill === null) return refuse(dispensingRefusals.unknownFill);
  await insertPaper(tx, paper.fillId, { kind: paper.kind, outcome: paper.outcome, documentId: null });
  touchFill(tx, fill);
  return ok(null);
}

async function composeLabel(tx: TenantTransaction, fill: Fill, lotNumber: string): Promise<LabelContent> {
  const site = await getSite(tx, fill.siteId);
  const drug = await getDrug(tx, fill.drugId);
  const prescription = await findPrescription(tx, fill.prescriptionId);
  if (prescription === null || prescription.prescriberId === null) throw new Error('a fill without its prescription');
  const prescriber = await getPrescriber(tx, prescription.prescriberId);
  const patient = (await listPatientNames(tx, [fill.patientId])).get(fill.patientId);
  const today = dayIn(tx.now, site.timeZone);
  const refillsLeft = Math.max(0, (prescription.refillsAuthorized ?? 0) - fill.fillNumber);
  const yearAhead = addDays(today, 365);
  return {
    pharmacyName: site.name,
    pharmacyAddress: `${site.address.lines.join(', ')}, ${site.address.city}, ${site.address.state} ${site.address.postalCode}`,
    pharmacyPhone: site.phone,
    rxNumber: await giveRxNumber(tx, fill.prescriptionId),
    patientName: patient?.displayName ?? '',
    prescriberName: `${prescriber.givenName} ${prescriber.familyName}`,
    drugText: `${drug.name} ${drug.strengthText} ${drug.doseForm}`,
    quantityText: `${formatThousandths(fill.quantityThousandths)} ${drug.ucumUnit}`,
    directions: prescription.incoming.directions ?? 'Use as directed by your prescriber.',
    refillsText: refillsLeft === 0 ? 'No refills left' : `${refillsLeft} refills left`,
    filledOn: today,
    useBefore: fill.lotExpiresOn !== null && fill.lotExpiresOn < yearAhead ? fill.lotExpiresOn : yearAhead,
    lotNumber,
    warnings: listWarnings(drug),
  };
}

function listWarnings(drug: { readonly storage: string; readonly isHazardous: boolean }): readonly string[] {
  return [
    ...(drug.storage === 'refrigerated' ? ['Keep in the refrigerator, 36 to 46 F. Do not freeze.'] : []),
    ...(drug.isHazardous ? ['Hazardous drug: handle with gloves, keep away from children.'] : []),
  ];
}

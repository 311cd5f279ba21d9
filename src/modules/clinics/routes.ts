import type { CalendarDay } from '../../kernel/calendar-day.ts';
import type { RequestOf } from '../../kernel/endpoint.ts';
import type { Id, SiteId } from '../../kernel/ids.ts';
import { dayIn } from '../../kernel/instant.ts';
import { ok } from '../../kernel/result.ts';
import { type Route, route } from '../../platform/http/route.ts';
import type { TenantTransaction } from '../../platform/transaction/tenant-transaction.ts';
import { getDefaultSite, listSites } from '../identity/index.ts';
import { listDiseaseStates, listPrescribers, type Prescriber, searchPrescribers } from '../reference/index.ts';
import { addClinic, changeClinic } from './actions/record-clinic.ts';
import * as api from './api.ts';
import { listClinics } from './clinic-store.ts';
import { type ClinicDetails, type ClinicId, isActiveOn } from './domain/clinic.ts';

const mostFound = 12;

/** What answers the endpoints of clinics. */
export const clinicsRoutes: readonly Route[] = [
  route(api.listClinics, async (tx) => ok({ body: await describeClinics(tx), patientIds: [] })),
  route(api.searchClinicPrescribers, async (tx, { request }) => {
    const found = await searchPrescribers(tx, { text: request.text, most: mostFound });
    const prescribers = found.map((each) => ({ ...describePrescriber(each), specialty: each.specialty }));
    return ok({ body: { prescribers }, patientIds: [] });
  }),
  route(api.addClinic, async (tx, { request }) => {
    const added = await addClinic(tx, toDetails(request));
    if (!added.ok) return added;
    const { clinicId } = added.value;
    return ok({ body: { clinicId }, patientIds: [], about: aboutClinic(clinicId) });
  }),
  route(api.changeClinic, async (tx, { request }) => {
    const { clinicId, expectedVersion, details } = request;
    const changed = await changeClinic(tx, {
      clinicId: clinicId as ClinicId,
      expectedVersion,
      details: toDetails(details),
    });
    if (!changed.ok) return changed;
    const { version } = changed.value;
    return ok({ body: { clinicId, version }, patientIds: [], about: aboutClinic(clinicId) });
  }),
];

async function describeClinics(tx: TenantTransaction) {
  const clinics = await listClinics(tx);
  const sites = await listSites(tx);
  const today = dayIn(tx.now, (await getDefaultSite(tx)).timeZone);
  const prescribers = await listPrescribers(tx, [...new Set(clinics.flatMap(({ prescriberIds }) => prescriberIds))]);
  return {
    today,
    clinics: clinics.map((clinic) => ({
      clinicId: clinic.clinicId,
      version: clinic.version,
      name: clinic.name,
      siteId: clinic.siteId,
      siteName: sites.find(({ siteId }) => siteId === clinic.siteId)?.name ?? '',
      diseaseStates: [...clinic.diseaseStates],
      locationCodes: [...clinic.locationCodes],
      prescribers: prescribers
        .filter(({ prescriberId }) => clinic.prescriberIds.includes(prescriberId))
        .map(describePrescriber),
      address: clinic.address === null ? null : { ...clinic.address, lines: [...clinic.address.lines] },
      receiving: clinic.receiving === null ? null : { ...clinic.receiving, weekdays: [...clinic.receiving.weekdays] },
      validFrom: clinic.validFrom,
      validTo: clinic.validTo,
      isActive: isActiveOn(clinic, today),
    })),
    sites: sites.map(({ siteId, name }) => ({ siteId, name })),
    diseaseStates: [...(await listDiseaseStates(tx))],
  };
}

function describePrescriber({ prescriberId, givenName, familyName, npi }: Prescriber) {
  return { prescriberId, name: `${givenName} ${familyName}`, npi };
}

function toDetails(request: RequestOf<typeof api.addClinic>): ClinicDetails {
  return {
    name: request.name,
    siteId: request.siteId as SiteId,
    diseaseStates: request.diseaseStates,
    locationCodes: request.locationCodes,
    prescriberIds: request.prescriberIds.map((id) => id as Id<'prescriber'>),
    address: request.address,
    receiving: request.receiving,
    validFrom: request.validFrom as CalendarDay,
    validTo: request.validTo as CalendarDay | null,
  };
}

function aboutClinic(clinicId: string) {
  return { kind: 'configuration', object: { kind: 'clinic', id: clinicId } } as const;
}

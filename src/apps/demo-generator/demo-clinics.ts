import type { CalendarDay } from '../../kernel/calendar-day.ts';
import { addClinic, type Clinic, listClinics } from '../../modules/clinics/index.ts';
import { listPrescribers, resolvePrescriber } from '../../modules/reference/index.ts';
import type { TenantTransaction } from '../../platform/transaction/tenant-transaction.ts';
import { must } from './demo-journey.ts';
import type { DemoPrescriber } from './demo-orders.ts';
import { demoPrescribers } from './demo-prescribers.ts';
import type { DemoStage } from './demo-stage.ts';

/** A clinic that the demonstration starts with: what it treats, which pharmacy serves it, its code in messages, who prescribes there. */
interface FirstClinic {
  readonly name: string;
  readonly siteKey: string;
  readonly code: string;
  readonly diseaseStates: readonly string[];
  readonly prescriberNpi: string;
}

/** The twelve clinics of the large health system; of a smaller one those whose pharmacy it has. Prescribers stand in the directory by NPI. */
const firstClinics: readonly FirstClinic[] = [
  clinic('Harbor Rheumatology', ['central', 'HRHEUM'], ['rheumatology'], '1999990017'),
  clinic('Harbor Digestive Health', ['central', 'HGI'], ['gastroenterology', 'hepatitis'], '1999990025'),
  clinic('Harbor Dermatology', ['central', 'HDERM'], ['dermatology'], '1999990033'),
  clinic('Harbor Neurology', ['central', 'HNEURO'], ['neurology'], '1999990058'),
  clinic('Oncology Way Hematology', ['cancer', 'OWHEME'], ['oncology'], '1999990066'),
  clinic('Oncology Way Solid Tumors', ['cancer', 'OWSOLID'], ['oncology'], '1999990074'),
  clinic(
    'Lakes Pulmonary and Cystic Fibrosis',
    ['lakes', 'LPULM'],
    ['cystic-fibrosis', 'asthma-allergy'],
    '1999990157',
  ),
  clinic('Lakes Transplant', ['lakes', 'LTXP'], ['transplant', 'pulmonary-hypertension'], '1999990108'),
  clinic('Mesa Endocrinology and Bone', ['mesa', 'MENDO'], ['endocrinology', 'osteoporosis'], '1999990132'),
  clinic('Mesa Infectious Disease', ['mesa', 'MID'], ['hiv', 'hepatitis'], '1999990082'),
  clinic('Pacific Headache and MS', ['pacific', 'PNEURO'], ['neurology'], '1999990165'),
  clinic('Pacific Preventive Cardiology', ['pacific', 'PCARD'], ['cardiology', 'rheumatology'], '1999990140'),
];

/** Clinics that told when they take goods in; of the others a default counts. */
const tellsHours: ReadonlySet<string> = new Set(['HRHEUM', 'HGI', 'HNEURO']);

function clinic(
  name: string,
  [siteKey, code]: readonly [string, string],
  diseaseStates: readonly string[],
  prescriberNpi: string,
): FirstClinic {
  return { name, siteKey, code, diseaseStates, prescriberNpi };
}

/** A clinic of the program, with who prescribes there. */
export interface DemoClinic extends Clinic {
  readonly prescriber: DemoPrescriber;
}

/** Enters the first clinics of a health system by the program's own door, unless it has clinics already. */
export async function enterClinics(tx: TenantTransaction, sites: DemoStage['sites']): Promise<void> {
  if ((await listClinics(tx)).length > 0) return;
  for (const { siteKey, code, prescriberNpi, ...first } of firstClinics) {
    const site = sites.get(siteKey);
    const { prescriber } = await resolvePrescriber(tx, { npi: prescriberNpi });
    if (site === undefined || prescriber === null) continue;
    must(
      await addClinic(tx, {
        ...first,
        siteId: site.siteId,
        locationCodes: [code],
        prescriberIds: [prescriber.prescriberId],
        address: { ...site.address, lines: [`${first.name}, ${site.address.lines.join(', ')}`] },
        receiving: tellsHours.has(code) ? { weekdays: [1, 2, 3, 4, 5], from: '07:30', until: '15:00' } : null,
        validFrom: '2020-01-01' as CalendarDay,
        validTo: null,
      }),
    );
  }
}

/** Gathers the clinics that the program knows, each with somebody of the demonstration who prescribes there. */
export async function gatherClinics(tx: TenantTransaction): Promise<readonly DemoClinic[]> {
  const clinics = await listClinics(tx);
  const known = await listPrescribers(tx, [...new Set(clinics.flatMap(({ prescriberIds }) => prescriberIds))]);
  return clinics.flatMap((clinic) => {
    const npis = known.filter(({ prescriberId }) => clinic.prescriberIds.includes(prescriberId)).map(({ npi }) => npi);
    const prescriber = demoPrescribers.find(({ npi }) => npis.some((one) => one === npi));
    return prescriber === undefined ? [] : [{ ...clinic, prescriber }];
  });
}

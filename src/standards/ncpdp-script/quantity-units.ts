/** UCUM units of the NCI Thesaurus codes that SCRIPT uses for quantities (NCIt, subset NCPDP Quantity Unit of Measure). */
const ucumUnits: Readonly<Record<string, string>> = {
  C28254: 'mL',
  C48155: 'g',
  C64933: '{each}',
  C48473: '{ampule}',
  C48474: '{bag}',
  C48477: '{blister}',
  C48480: '{capsule}',
  C48504: '{kit}',
  C48521: '{packet}',
  C48538: '{strip}',
  C48539: '{suppository}',
  C48540: '{syringe}',
  C48542: '{tablet}',
  C48549: '{tube}',
  C48551: '{vial}',
};

/** Finds the UCUM unit of an NCI Thesaurus code; null when the code is not one of the known units. */
export function findUcumUnit(nciCode: string): string | null {
  return ucumUnits[nciCode] ?? null;
}

const nciCodes = new Map(Object.entries(ucumUnits).map(([code, unit]) => [unit, code]));

/** Finds the NCI Thesaurus code of a UCUM unit; null when the unit has none here. */
export function findNciCode(ucumUnit: string): string | null {
  return nciCodes.get(ucumUnit) ?? null;
}

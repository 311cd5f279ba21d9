import type { IncomingAllergy } from '../../modules/prescriptions/index.ts';
import type { Allergy, CodedElement } from '../../standards/hl7v2/hl7v2.ts';
import { toIncomingAllergies } from './to-incoming-patient.ts';

/** What a list of AL1 or IAM segments says. */
interface AllergyList {
  readonly allergies: readonly IncomingAllergy[];
  readonly noKnownAllergies: boolean;
}

/**
 * How systems write in words that a patient has no known allergies, or none to drugs. Doubtful words are left out on purpose: "none",
 * "unknown", "not on file", "denies" and "no allergies entered" may mean that nobody asked, and foods alone say nothing about drugs.
 */
const statements: ReadonlySet<string> = new Set([
  'NKA',
  'NKDA',
  'NKMA',
  'NO KNOWN ALLERGIES',
  'NO KNOWN ALLERGY',
  'NO KNOWN DRUG ALLERGIES',
  'NO KNOWN DRUG ALLERGY',
  'NO KNOWN MEDICATION ALLERGIES',
  'NO KNOWN MEDICATION ALLERGY',
  'NO KNOWN MEDICINE ALLERGIES',
  'NO KNOWN ALLERGIES TO DRUGS',
  'NO KNOWN ALLERGIES TO MEDICATIONS',
  'NO KNOWN DRUG OR FOOD ALLERGIES',
  'NO KNOWN FOOD OR DRUG ALLERGIES',
  'NKA NO KNOWN ALLERGIES',
  'NKDA NO KNOWN DRUG ALLERGIES',
  'NO KNOWN ALLERGIES NKA',
  'NO KNOWN DRUG ALLERGIES NKDA',
  'NONE KNOWN',
  'ALLERGIES NONE KNOWN',
]);

/** SNOMED CT: no known allergy, no known drug allergy. */
const statementCodes: ReadonlySet<string> = new Set(['716186003', '409137002']);

/** Allergen types of HL7 table 0127 that may speak of drugs; a list of foods or pollen does not. */
const typesOfDrugs: ReadonlySet<string> = new Set(['', 'DA', 'MA']);

/**
 * Reads whether a list names allergies or says that none are known. A statement beside an allergy, with a reaction or a severity, or with
 * a foreign code stays in the list as it came, for a person to settle.
 */
export function readAllergyList(listed: readonly Allergy[]): AllergyList {
  const standing = listed.filter(({ action }) => action !== 'D');
  const noKnownAllergies = standing.length > 0 && standing.every(saysNoneKnown);
  return { allergies: noKnownAllergies ? [] : toIncomingAllergies(standing), noKnownAllergies };
}

function saysNoneKnown({ allergen, type, severity, reactions }: Allergy): boolean {
  const isPlain = (severity === '' || severity === 'U') && reactions.every((reaction) => reaction.trim() === '');
  return isPlain && typesOfDrugs.has(type?.code ?? '') && isStatement(allergen);
}

function isStatement(allergen: CodedElement): boolean {
  const texts = [allergen, ...allergen.alternates].map(({ text }) => text).concat(allergen.originalText);
  const codes = [allergen, ...allergen.alternates].filter(({ code }) => code !== '');
  const words = texts.filter((text) => text.trim() !== '');
  const foreign = codes.filter(({ code, system }) => isPublicSystem(system) && !statementCodes.has(code));
  if (foreign.length > 0) return false;
  if (words.length > 0) return words.every(isStatementText);
  return codes.length > 0 && codes.every(({ code }) => statementCodes.has(code) || isStatementText(code));
}

/** RxNorm and SNOMED CT, by the names and object identifiers in use; any other code is the sender's own number. */
function isPublicSystem(system: string): boolean {
  return /^(RXN|SCT|SNM|SNOMED)|2\.16\.840\.1\.113883\.6\.(88|96)/i.test(system);
}

function isStatementText(text: string): boolean {
  const words = text
    .toUpperCase()
    .replace(/[^A-Z]+/g, ' ')
    .trim();
  return statements.has(words);
}

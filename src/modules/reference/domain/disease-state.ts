/** What a disease state is called on screen, by the programme code of its drugs. */
const names: Readonly<Record<string, string>> = {
  rheumatology: 'Rheumatology',
  gastroenterology: 'Gastroenterology',
  dermatology: 'Dermatology',
  neurology: 'Neurology',
  oncology: 'Oncology',
  'asthma-allergy': 'Asthma and allergy',
  hepatitis: 'Hepatitis',
  hiv: 'HIV',
  transplant: 'Transplant',
  'pulmonary-hypertension': 'Pulmonary hypertension',
  'cystic-fibrosis': 'Cystic fibrosis',
  endocrinology: 'Endocrinology',
  osteoporosis: 'Osteoporosis',
  cardiology: 'Cardiology',
};

/** A disease state with the diagnoses for which its drugs are usually prescribed, as it counts on a day. */
export interface DiseaseState {
  readonly code: string;
  readonly label: string;
  /** The beginnings of ICD-10-CM codes. */
  readonly diagnosisCodes: readonly string[];
  readonly source: string;
  readonly isVerified: boolean;
}

/** Names a disease state; one that has no name yet is called by its code. */
export function nameDiseaseState(code: string): string {
  return names[code] ?? code.replaceAll('-', ' ').replace(/^./, (letter) => letter.toUpperCase());
}

/** Finds the beginning by which a diagnosis belongs to a disease state; null when it does not. Points are not compared. */
export function findDiagnosisBeginning(state: Pick<DiseaseState, 'diagnosisCodes'>, code: string): string | null {
  const plain = toPlain(code);
  return state.diagnosisCodes.find((beginning) => plain.startsWith(toPlain(beginning))) ?? null;
}

function toPlain(code: string): string {
  return code.replaceAll('.', '').trim().toUpperCase();
}

import type { CalendarDay } from '../../../kernel/calendar-day.ts';
import type { Problem } from '../../../kernel/problem.ts';
import type { FormQuestion, FormSection } from '../../outreach/index.ts';
import type { StatedFacts } from '../../prescriptions/index.ts';
import { isAnswerable, type RequestedItem } from './information-request.ts';
import { heightCode, weightCode } from './stated-facts.ts';

/** A value that somebody entered in a form. */
export type FormValue =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'measure'; readonly value: string; readonly unit: string | null }
  | { readonly kind: 'day'; readonly day: CalendarDay }
  | { readonly kind: 'truth'; readonly truth: boolean }
  | { readonly kind: 'code'; readonly code: string; readonly text: string | null }
  | { readonly kind: 'file'; readonly title: string | null; readonly mediaType: string; readonly bytes: Uint8Array };

/** What was entered for one question, with its place in the message. */
export interface FormAnswer {
  readonly linkId: string;
  readonly where: string;
  readonly values: readonly FormValue[];
}

type FormFacts = Omit<StatedFacts, 'receivedAt'>;

/** What a form says about one item. */
export interface ReadSection {
  readonly itemCode: string;
  readonly kind: RequestedItem['kind'];
  readonly facts: FormFacts;
  readonly files: readonly Extract<FormValue, { readonly kind: 'file' }>[];
}

type Answers = ReadonlyMap<string, FormAnswer>;
type Part = Omit<FormQuestion, 'linkId'> & { readonly part: string };
type ItemKind = RequestedItem['kind'];

const required = { isRequired: true, isRepeated: false } as const;
const optional = { isRequired: false, isRepeated: false } as const;
const measuredOn: Part = { part: 'on', text: 'Measured on', answer: 'day', ...required };

const file: readonly Part[] = [
  { part: 'file', text: 'Signed form or report (PDF, TIFF, PNG)', answer: 'file', ...required },
];
const measure: readonly Part[] = [
  { part: 'value', text: 'Value with unit', answer: 'measure', ...required },
  measuredOn,
];

/** The questions about each kind of item that a form can bring. */
const questions: Readonly<Partial<Record<ItemKind, readonly Part[]>>> = {
  diagnosis: [{ part: 'code', text: 'ICD-10-CM code', answer: 'text', ...required }],
  weight: measure,
  height: measure,
  allergies: [
    { part: 'none', text: 'No allergies are known', answer: 'truth', ...optional },
    { part: 'substance', text: 'Allergy', answer: 'text', isRequired: false, isRepeated: true },
  ],
  medications: [
    { part: 'medicine', text: 'Medicine with its dose', answer: 'text', isRequired: true, isRepeated: true },
  ],
  insurance: [
    { part: 'payer', text: 'Payer', answer: 'text', ...optional },
    { part: 'member', text: 'Member ID', answer: 'text', ...required },
    { part: 'bin', text: 'BIN', answer: 'text', ...optional },
    { part: 'pcn', text: 'PCN', answer: 'text', ...optional },
    { part: 'group', text: 'Group', answer: 'text', ...optional },
  ],
  laboratory: [
    { part: 'value', text: 'Result with unit', answer: 'measure', ...optional },
    { part: 'words', text: 'Result in words', answer: 'text', ...optional },
    measuredOn,
  ],
  consent: file,
  document: file,
};

const whichTest: Part = { part: 'test', text: 'Which test', answer: 'choice', ...required };

/** Composes the form that asks for items: a section for each that a form can bring. */
export function composeForm(items: readonly RequestedItem[]): readonly FormSection[] {
  return items.filter(isAnswerable).map((item) => ({
    itemCode: item.itemCode,
    label: item.label,
    loincCodes: listLoincCodes(item),
    questions: listParts(item).map(({ part, ...question }) => ({ ...question, linkId: `${item.itemCode}.${part}` })),
  }));
}

function listParts(item: RequestedItem): readonly Part[] {
  const parts = questions[item.kind] ?? [];
  return item.kind === 'laboratory' && item.codes.length > 1 ? [whichTest, ...parts] : parts;
}

function listLoincCodes({ kind, codes }: RequestedItem): readonly string[] {
  if (kind === 'weight') return [weightCode];
  if (kind === 'height') return [heightCode];
  return kind === 'laboratory' ? codes : [];
}

const problemTexts = {
  'answer-not-asked': 'The form has no such question; the answer was left out.',
  'answer-incomplete': 'A part that the form requires is missing; what stands here was left out.',
  'answer-of-other-kind': 'The answer is not of the kind that the form asks for; it was left out.',
  'answer-unit-unknown': 'The unit is none in which this is measured; the value was left out.',
  'answer-code-unknown': 'The code is none that the form offers or that is written so; it was left out.',
} as const;

function problemAt(code: keyof typeof problemTexts, where: string): Problem {
  return { code: `referrals.${code}`, where, severity: 'warning', text: problemTexts[code] };
}

/** Reads the answers to the form that asked for items: each section that can be used, and what is wrong with the rest at its place. */
export function readForm(
  items: readonly RequestedItem[],
  answers: readonly FormAnswer[],
): { readonly sections: readonly ReadSection[]; readonly problems: readonly Problem[] } {
  const form = composeForm(items);
  const known = new Map(form.flatMap((section) => section.questions.map((question) => [question.linkId, question])));
  const problems: Problem[] = [];
  const given = new Map<string, FormAnswer>();
  for (const answer of answers) {
    const question = known.get(answer.linkId);
    if (question === undefined) problems.push(problemAt('answer-not-asked', answer.where));
    else if (!answer.values.every((value) => isOfKind(value, question))) {
      problems.push(problemAt('answer-of-other-kind', answer.where));
    } else if (answer.values.length > 0) given.set(answer.linkId, answer);
  }
  const sections = form.flatMap((section) => {
    const item = items.find(({ itemCode }) => itemCode === section.itemCode);
    const first = section.questions.map(({ linkId }) => given.get(linkId)).find((answer) => answer !== undefined);
    if (item === undefined || first === undefined) return [];
    if (section.questions.some(({ isRequired, linkId }) => isRequired && !given.has(linkId))) {
      problems.push(problemAt('answer-incomplete', first.where));
      return [];
    }
    const read = readSection(item, given);
    if ('problem' in read) problems.push(problemAt(read.problem, read.where ?? first.where));
    return 'problem' in read ? [] : [read.section];
  });
  return { sections, problems };
}

const valueKinds: Readonly<Record<FormQuestion['answer'], ReadonlySet<FormValue['kind']>>> = {
  text: new Set(['text', 'code']),
  measure: new Set(['measure']),
  day: new Set(['day']),
  truth: new Set(['truth']),
  choice: new Set(['code']),
  file: new Set(['file']),
};

function isOfKind(value: FormValue, question: FormQuestion): boolean {
  return valueKinds[question.answer].has(value.kind);
}

type SectionReading =
  | { readonly section: ReadSection }
  | { readonly problem: keyof typeof problemTexts; readonly where: string | null };

const noFacts: FormFacts = {
  ...{ coverages: [], allergies: [], noKnownAllergies: false },
  ...{ conditions: [], medications: [], observations: [] },
};

function readSection(item: RequestedItem, answers: Answers): SectionReading {
  const { itemCode, kind } = item;
  const of = (part: string): FormAnswer | undefined => answers.get(`${itemCode}.${part}`);
  const bring = (facts: Partial<FormFacts>): SectionReading => ({
    section: { itemCode, kind, facts: { ...noFacts, ...facts }, files: [] },
  });
  switch (kind) {
    case 'diagnosis':
      return readDiagnosis(of('code'), bring);
    case 'weight':
    case 'height':
    case 'laboratory':
      return readMeasurement(item, answers, bring);
    case 'allergies':
      return readAllergies(of('none'), of('substance'), bring);
    case 'medications':
      return bring({
        medications: textsOf(of('medicine')).map((text) => ({ rxcui: null, ndc: null, text, directions: null })),
      });
    case 'insurance':
      return bring({ coverages: [readCoverage(of)] });
    default:
      return {
        section: {
          itemCode,
          kind,
          facts: noFacts,
          files: (of('file')?.values ?? []).filter((value) => value.kind === 'file'),
        },
      };
  }
}

type Bring = (facts: Partial<FormFacts>) => SectionReading;

function readDiagnosis(answer: FormAnswer | undefined, bring: Bring): SectionReading {
  const [value] = answer?.values ?? [];
  const code = value?.kind === 'code' ? value.code : value?.kind === 'text' ? value.text.toUpperCase() : '';
  if (!/^[A-TV-Z]\d[0-9A-Z](\.[0-9A-Z]{1,4})?$/.test(code))
    return { problem: 'answer-code-unknown', where: answer?.where ?? null };
  const text = value?.kind === 'code' ? value.text : null;
  return bring({ conditions: [{ system: 'ICD-10-CM', code, text, isPrimary: true, onsetOn: null }] });
}

/** In UCUM; what people write for the pounds and inches of the United States is taken as that. */
const units: Readonly<Partial<Record<ItemKind, Readonly<Record<string, string>>>>> = {
  weight: { kg: 'kg', g: 'g', lb: '[lb_av]', '[lb_av]': '[lb_av]' },
  height: { cm: 'cm', m: 'm', in: '[in_i]', '[in_i]': '[in_i]' },
};

function readMeasurement(item: RequestedItem, answers: Answers, bring: Bring): SectionReading {
  const of = (part: string): FormAnswer | undefined => answers.get(`${item.itemCode}.${part}`);
  const [value] = of('value')?.values ?? [];
  const [on] = of('on')?.values ?? [];
  const [words = null] = textsOf(of('words'));
  const where = of('value')?.where ?? of('on')?.where ?? null;
  const measured = value?.kind === 'measure' ? value : null;
  if (on?.kind !== 'day' || (measured === null && words === null)) return { problem: 'answer-incomplete', where };
  const known = units[item.kind];
  const unit =
    measured === null || known === undefined ? (measured?.unit ?? null) : (known[measured.unit ?? ''] ?? null);
  if (known !== undefined && unit === null) return { problem: 'answer-unit-unknown', where };
  const offered = listLoincCodes(item);
  const [chosen] = of('test')?.values ?? [];
  const loincCode = chosen?.kind === 'code' ? chosen.code : (offered[0] ?? '');
  if (!offered.includes(loincCode)) return { problem: 'answer-code-unknown', where: of('test')?.where ?? where };
  const said = measured === null ? (words ?? '') : measured.value;
  return bring({ observations: [{ loincCode, text: item.label, value: said, unit, observedOn: on.day }] });
}

function readAllergies(none: FormAnswer | undefined, named: FormAnswer | undefined, bring: Bring): SectionReading {
  const substances = textsOf(named);
  const saysNone = none?.values.some((value) => value.kind === 'truth' && value.truth) === true;
  // Who names an allergy and says that there is none has not answered.
  if (saysNone === substances.length > 0)
    return { problem: 'answer-incomplete', where: none?.where ?? named?.where ?? null };
  return bring({
    noKnownAllergies: saysNone,
    allergies: substances.map((text) => ({ rxcui: null, snomedCode: null, text, reaction: null, severity: null })),
  });
}

function readCoverage(of: (part: string) => FormAnswer | undefined): FormFacts['coverages'][number] {
  const textOf = (part: string): string | null => textsOf(of(part))[0] ?? null;
  return {
    ...{ bin: textOf('bin'), pcn: textOf('pcn'), groupNumber: textOf('group'), memberId: textOf('member') },
    ...{ personCode: null, payerName: textOf('payer'), priority: 1, relationship: 'self' },
    ...{ validFrom: null, validTo: null },
  };
}

function textsOf(answer: FormAnswer | undefined): readonly string[] {
  return (answer?.values ?? []).flatMap((value) => {
    const text = value.kind === 'text' ? value.text : value.kind === 'code' ? (value.text ?? value.code) : '';
    return text.trim() === '' ? [] : [text.trim()];
  });
}

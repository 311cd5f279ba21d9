import { formTaskCodes } from '../../standards/fhir/fhir.ts';

/** An item of a questionnaire as it came. */
interface AskedItem {
  readonly linkId: string;
  readonly type?: string;
  readonly code?: readonly { readonly code?: string }[];
  readonly answerOption?: readonly { readonly valueCoding?: object }[];
  readonly item?: readonly AskedItem[];
}

/** A form as it came: its number, whom it is about, and what it asks. */
export interface AskedForm {
  readonly number: string;
  readonly patient: object;
  readonly familyName: string;
  readonly items: readonly AskedItem[];
}

/** How a simulated prescriber treats a form. */
export type FormMood = 'fills' | 'declines' | 'ignores';

/** The family name chooses, so that each case can be played in the demonstration. */
const moods: readonly (readonly [RegExp, FormMood])[] = [
  [/declin/i, 'declines'],
  [/ignor/i, 'ignores'],
];

/** Chooses how a prescriber treats a form about a patient. */
export function chooseFormMood(familyName: string): FormMood {
  return moods.find(([pattern]) => pattern.test(familyName))?.[1] ?? 'fills';
}

const days = 86_400_000;
const negative = { valueString: 'Negative' };
const measures: Readonly<Record<string, object>> = {
  '29463-7': { valueQuantity: { value: 71, unit: 'kg', system: 'http://unitsofmeasure.org', code: 'kg' } },
  '8302-2': { valueQuantity: { value: 172, unit: 'cm', system: 'http://unitsofmeasure.org', code: 'cm' } },
  '2160-0': { valueQuantity: { value: 0.9, unit: 'mg/dL', system: 'http://unitsofmeasure.org', code: 'mg/dL' } },
};

/** Fills in a form as a prescriber would who has the chart at hand and nothing to attach: signed forms are left open. */
function fillForm(form: AskedForm, now: number): readonly object[] {
  const on = new Date(now - 7 * days).toISOString().slice(0, 10);
  return form.items.flatMap((section) => {
    const answers = (section.item ?? []).flatMap((question) => {
      const answer = answerOne(section, question, on);
      return answer === null ? [] : [{ linkId: question.linkId, answer: [answer] }];
    });
    return answers.length === 0 ? [] : [{ linkId: section.linkId, item: answers }];
  });
}

function answerOne(section: AskedItem, question: AskedItem, on: string): object | null {
  const part = question.linkId.split('.').at(-1) ?? '';
  const measure = measures[section.code?.[0]?.code ?? ''];
  switch (question.type) {
    case 'date':
      return { valueDate: on };
    case 'choice':
      return { valueCoding: question.answerOption?.[0]?.valueCoding ?? {} };
    case 'boolean':
      return { valueBoolean: true };
    case 'quantity':
      return measure ?? null;
    case 'string':
      return answerInWords(part, measure !== undefined);
    default:
      return null;
  }
}

const words: Readonly<Record<string, string>> = {
  code: 'M06.9',
  medicine: 'Methotrexate 15 mg once a week',
  payer: 'Meridian Benefit Partners',
  member: 'W204418830',
  bin: '990001',
  pcn: 'MBP',
};

function answerInWords(part: string, isMeasured: boolean): object | null {
  if (part === 'words') return isMeasured ? null : negative;
  const said = words[part];
  return said === undefined ? null : { valueString: said };
}

/** Composes the message by which the record of the prescriber answers a form; declined without answers. */
export function composeFormAnswer(
  form: AskedForm,
  parts: { readonly messageId: string; readonly now: number },
): object {
  const isDeclined = chooseFormMood(form.familyName) === 'declines';
  const urls = { task: 'urn:uuid:task', response: 'urn:uuid:response', patient: 'urn:uuid:patient' };
  const task = {
    resourceType: 'Task',
    identifier: [{ system: formTaskCodes.identifierSystem, value: form.number }],
    status: isDeclined ? 'rejected' : 'completed',
    ...(isDeclined ? { statusReason: { text: 'The patient has to be seen first.' } } : {}),
    intent: 'plan',
    code: { coding: [{ system: formTaskCodes.system, code: formTaskCodes.task }] },
    for: { reference: urls.patient },
    ...(isDeclined ? {} : { output: [{ type: { text: 'Answers' }, valueReference: { reference: urls.response } }] }),
  };
  const response = {
    resourceType: 'QuestionnaireResponse',
    status: 'completed',
    subject: { reference: urls.patient },
    authored: new Date(parts.now).toISOString(),
    item: fillForm(form, parts.now),
  };
  const header = {
    resourceType: 'MessageHeader',
    id: parts.messageId,
    eventCoding: {
      system: 'http://hl7.org/fhir/us/specialty-rx/CodeSystem/specialty-rx-event-type',
      code: 'query-response-unsolicited',
    },
    source: { name: 'Simulated health record', endpoint: 'urn:simulated-ehr' },
    focus: [{ reference: urls.task }],
  };
  return {
    resourceType: 'Bundle',
    type: 'message',
    timestamp: new Date(parts.now).toISOString(),
    entry: [
      { fullUrl: `urn:uuid:${parts.messageId}`, resource: header },
      { fullUrl: urls.task, resource: task },
      ...(isDeclined ? [] : [{ fullUrl: urls.response, resource: response }]),
      { fullUrl: urls.patient, resource: form.patient },
    ],
  };
}

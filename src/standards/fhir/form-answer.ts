import type { CalendarDay } from '../../kernel/calendar-day.ts';
import type { Reading } from '../../kernel/problem.ts';
import { readTask } from './consent-and-task.ts';
import { type FhirElement, isPresent, itemsOf, memberOf, partOf, textOf, truthOf } from './element.ts';
import { type FhirMessageHeader, listNamedResources, readMessageHeader } from './message-header.ts';
import { type FhirPatient, readPatient } from './patient.ts';
import { findSubject } from './patient-scope.ts';
import { collectProblems, fhirProblems, type Report } from './problems.ts';
import type { FhirResource } from './read-fhir.ts';
import {
  type IndexedResource,
  indexResources,
  listResources,
  type ResourceIndex,
  resolveReference,
} from './resource-index.ts';
import { labelOf, readConcept, readMeasure, readMoment } from './value-types.ts';

/** The codes of a task to complete a form: of HL7's Structured Data Capture guide, which Da Vinci's guides use too. */
export const formTaskCodes = {
  system: 'http://hl7.org/fhir/uv/sdc/CodeSystem/temp',
  task: 'complete-questionnaire',
  form: 'questionnaire',
  /** Under which a pharmacy numbers the forms that it asks for. */
  identifierSystem: 'urn:theriac:form',
} as const;

/** A value that was entered in a form. */
export type FormItemValue =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'measure'; readonly value: string; readonly unit: string | null }
  | { readonly kind: 'day'; readonly day: CalendarDay }
  | { readonly kind: 'truth'; readonly truth: boolean }
  | { readonly kind: 'code'; readonly code: string; readonly text: string | null }
  | { readonly kind: 'file'; readonly title: string | null; readonly mediaType: string; readonly base64: string };

/** A question of a form that was answered. */
export interface FormItem {
  readonly linkId: string;
  readonly where: string;
  readonly values: readonly FormItemValue[];
}

/** What is said about a task to complete a form, with what was entered. */
export interface FilledForm {
  readonly header: FhirMessageHeader | null;
  readonly task: {
    readonly where: string;
    /** The pharmacy's number of the form; null where the task bears none. */
    readonly number: string | null;
    readonly status: string;
    readonly reason: string | null;
  };
  readonly patient: FhirPatient | null;
  readonly items: readonly FormItem[];
}

/** Tells whether a document speaks of a task to complete a form and of no order to be filled. */
export function isFormAnswer(resource: FhirResource): boolean {
  const index = indexResources(resource);
  return findTasks(index).length > 0;
}

/** Reads the answer to a task to complete a form: how the task stands and, once it is completed, what was entered. */
export function readFormAnswer(resource: FhirResource): Reading<FilledForm> {
  const index = indexResources(resource);
  const { problems, report } = collectProblems(index.problems);
  const [task, ...others] = findTasks(index);
  if (task === undefined) report(fhirProblems.taskMissing, index.root.where);
  if (others.length > 0) report(fhirProblems.taskAmbiguous, index.root.where);
  if (task === undefined || others.length > 0) return { message: null, problems };
  const { status, identifiers } = readTask(task, report);
  if (status === null) {
    report(fhirProblems.taskStatusMissing, `${task.where}.status`);
    return { message: null, problems };
  }
  const response = status === 'completed' ? findResponse(index, task, report) : null;
  if (status === 'completed' && response === null) return { message: null, problems };
  const subjects = [...(response === null ? [] : [response]), task];
  const patient = subjects
    .map((each) => resolveReference(index, each, findSubject(each)))
    .find((each) => each !== null);
  const number = identifiers.find(({ system }) => system === formTaskCodes.identifierSystem)?.value ?? null;
  const filled: FilledForm = {
    header: readMessageHeader(index, report),
    task: { where: task.where, number, status, reason: labelOf(readConcept(memberOf(task, 'statusReason'))) },
    patient: patient === undefined || patient.type !== 'Patient' ? null : readPatient(patient, report),
    items: response === null ? [] : listAnswered(response, report),
  };
  return { message: filled, problems };
}

/** The tasks to complete a form; of several those which the message names as its matter. */
function findTasks(index: ResourceIndex): readonly IndexedResource[] {
  const tasks = listResources(index, 'Task').filter((task) =>
    itemsOf(memberOf(task, 'code'), 'coding').some(
      (coding) => textOf(coding, 'system') === formTaskCodes.system && textOf(coding, 'code') === formTaskCodes.task,
    ),
  );
  const focus = listNamedResources(index).get('focus') ?? [];
  const named = tasks.filter((task) => focus.includes(task));
  return named.length > 0 ? named : tasks;
}

/** The answers that the task leads to, else the only ones there are. */
function findResponse(index: ResourceIndex, task: IndexedResource, report: Report): IndexedResource | null {
  const outputs = itemsOf(task, 'output').flatMap(
    (output) => resolveReference(index, task, memberOf(output, 'valueReference')) ?? [],
  );
  const named = outputs.filter(({ type }) => type === 'QuestionnaireResponse');
  const [response, ...others] = named.length > 0 ? named : listResources(index, 'QuestionnaireResponse');
  if (response === undefined) report(fhirProblems.responseMissing, `${task.where}.output`);
  if (others.length > 0) report(fhirProblems.responseAmbiguous, `${task.where}.output`);
  return others.length > 0 ? null : (response ?? null);
}

/** Lists the answered questions of a form, of sections and of questions below answers too. */
function listAnswered(element: FhirElement, report: Report): readonly FormItem[] {
  return itemsOf(element, 'item').flatMap((item) => {
    const answers = itemsOf(item, 'answer');
    const linkId = textOf(item, 'linkId');
    const own =
      linkId === null || answers.length === 0
        ? []
        : [{ linkId, where: item.where, values: answers.flatMap((answer) => readValue(answer, report)) }];
    return [...own, ...listAnswered(item, report), ...answers.flatMap((answer) => listAnswered(answer, report))];
  });
}

function readValue(answer: FhirElement, report: Report): readonly FormItemValue[] {
  const value = readOne(answer, report);
  if (value === null) report(fhirProblems.answerUnreadable, answer.where);
  return value === null ? [] : [value];
}

function readOne(answer: FhirElement, report: Report): FormItemValue | null {
  const text = textOf(answer, 'valueString') ?? textOf(answer, 'valueUri');
  if (text !== null) return { kind: 'text', text };
  const truth = truthOf(answer, 'valueBoolean');
  if (truth !== null) return { kind: 'truth', truth };
  const date = ['valueDate', 'valueDateTime'].map((name) => memberOf(answer, name)).find(isPresent);
  if (date !== undefined) {
    const day = readMoment(date, report)?.day ?? null;
    return day === null ? null : { kind: 'day', day };
  }
  const coding = memberOf(answer, 'valueCoding');
  const code = textOf(coding, 'code');
  if (code !== null) return { kind: 'code', code, text: textOf(coding, 'display') };
  return readMeasured(answer) ?? readFile(memberOf(answer, 'valueAttachment'));
}

/** A value that is only known to lie above or below a number is none. */
function readMeasured(answer: FhirElement): FormItemValue | null {
  const plain = ['valueDecimal', 'valueInteger'].map((name) => memberOf(answer, name).value);
  const number = plain.find((value) => typeof value === 'number');
  if (typeof number === 'number') return { kind: 'measure', value: String(number), unit: null };
  const measure = readMeasure(partOf(answer, 'valueQuantity'));
  if (measure === null || measure.comparator !== null) return null;
  return { kind: 'measure', value: String(measure.value), unit: measure.code ?? measure.unit };
}

function readFile(attachment: FhirElement): FormItemValue | null {
  const [mediaType, base64] = [textOf(attachment, 'contentType'), textOf(attachment, 'data')];
  if (mediaType === null || base64 === null) return null;
  return { kind: 'file', title: textOf(attachment, 'title'), mediaType, base64 };
}

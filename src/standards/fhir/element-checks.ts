import { type InternalSchemaElement, tryGetDataType } from '@medplum/core';
import { parseCalendarDay } from '../../kernel/calendar-day.ts';
import type { Problem } from '../../kernel/problem.ts';
import { type FhirElement, isJsonObject, isPresent, itemsOf, memberOf, textOf } from './element.ts';
import { type FhirProblemKind, fhirProblems, problemAt } from './problems.ts';
import type { FindCodes } from './value-sets.ts';

type Visit = (kind: FhirProblemKind, where: string) => void;

/**
 * Checks what the structural validator leaves open: codes of required bindings, alternatives given twice, reversed
 * periods, empty lists, resource ids, and days and moments that do not exist or lack their zone.
 */
export function checkElements(resource: FhirElement, type: string, findCodes: FindCodes): readonly Problem[] {
  const problems: Problem[] = [];
  const visit: Visit = (kind, where) => {
    problems.push(problemAt(kind, where));
  };
  checkMembers(resource, type, findCodes, visit);
  return problems;
}

function checkMembers(parent: FhirElement, typeName: string, findCodes: FindCodes, visit: Visit): void {
  const type = typeName === 'Resource' ? textOf(parent, 'resourceType') : typeName;
  const schema = type === null ? undefined : tryGetDataType(type);
  if (schema === undefined || !isJsonObject(parent.value)) return;
  if (type === 'Period') checkPeriod(parent, visit);
  if (schema.kind === 'resource') checkId(memberOf(parent, 'id'), visit);
  for (const [name, definition] of Object.entries(schema.elements)) {
    const choices = listChoices(parent, name, definition);
    if (choices.length > 1) visit(fhirProblems.choiceRepeated, `${parent.where}.${name}`);
    for (const { member, code } of choices) {
      for (const item of listItems(parent, member, visit)) checkValue(item, code, definition, findCodes, visit);
    }
  }
}

/** Lists the members that stand for an element: one, or for `value[x]` each `valueString`, `valueQuantity` and so on. */
function listChoices(
  parent: FhirElement,
  name: string,
  definition: InternalSchemaElement,
): readonly { readonly member: string; readonly code: string }[] {
  const isChoice = name.endsWith('[x]');
  const choices = definition.type.map(({ code }) => ({
    member: isChoice ? `${name.slice(0, -3)}${code.charAt(0).toUpperCase()}${code.slice(1)}` : name,
    code,
  }));
  const given = (isChoice ? choices : choices.slice(0, 1)).filter(
    ({ member }) => isPresent(memberOf(parent, member)) || (isChoice && isPresent(memberOf(parent, `_${member}`))),
  );
  return given;
}

function listItems(parent: FhirElement, name: string, visit: Visit): readonly FhirElement[] {
  const member = memberOf(parent, name);
  if (!Array.isArray(member.value)) return isPresent(member) ? [member] : [];
  if (member.value.length === 0) visit(fhirProblems.listEmpty, member.where);
  return itemsOf(parent, name).filter(isPresent);
}

function checkValue(
  item: FhirElement,
  typeCode: string,
  definition: InternalSchemaElement,
  findCodes: FindCodes,
  visit: Visit,
): void {
  if (definition.binding?.strength === 'required') {
    checkBinding(item, typeCode, definition.binding.valueSet ?? '', findCodes, visit);
  }
  if (typeCode === 'date' || typeCode === 'dateTime' || typeCode === 'instant') checkDate(item, visit);
  else if (/^[a-z]/.test(typeCode) && typeof item.value === 'object') visit(fhirProblems.structureInvalid, item.where);
  else checkMembers(item, typeCode, findCodes, visit);
}

function checkBinding(item: FhirElement, typeCode: string, valueSet: string, findCodes: FindCodes, visit: Visit): void {
  const codes = findCodes(valueSet);
  if (codes === null) return;
  const isListed = (coding: FhirElement): boolean =>
    codes.get(textOf(coding, 'system') ?? '')?.has(textOf(coding, 'code') ?? '') === true;
  if (typeCode === 'code') {
    const code = textOf(item) ?? '';
    if (![...codes.values()].some((listed) => listed.has(code))) visit(fhirProblems.codeOutsideBinding, item.where);
  } else if (typeCode === 'Coding' && !isListed(item)) {
    visit(fhirProblems.codeOutsideBinding, item.where);
  } else if (typeCode === 'CodeableConcept' && !itemsOf(item, 'coding').some(isListed)) {
    visit(fhirProblems.codeOutsideBinding, item.where);
  }
}

function checkPeriod(period: FhirElement, visit: Visit): void {
  const start = textOf(period, 'start');
  const end = textOf(period, 'end');
  if (start === null || end === null) return;
  const bothTimed = start.includes('T') && end.includes('T');
  const length = Math.min(start.length, end.length, 10);
  const isReversed = bothTimed ? Date.parse(start) > Date.parse(end) : start.slice(0, length) > end.slice(0, length);
  if (isReversed) visit(fhirProblems.periodReversed, period.where);
}

function checkDate(item: FhirElement, visit: Visit): void {
  const text = textOf(item);
  if (text === null) return;
  const isRealDay = text.length < 10 || parseCalendarDay(text.slice(0, 10)) !== null;
  const hasZone = !text.includes('T') || /(Z|[+-]\d\d:\d\d)$/.test(text);
  if (!isRealDay || !hasZone) visit(fhirProblems.valueInvalid, item.where);
}

function checkId(id: FhirElement, visit: Visit): void {
  if (isPresent(id) && !/^[A-Za-z0-9.-]{1,64}$/.test(textOf(id) ?? '')) visit(fhirProblems.valueInvalid, id.where);
}

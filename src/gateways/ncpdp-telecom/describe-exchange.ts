import { formatThousandths } from '../../kernel/quantity.ts';
import type { ExchangeLine } from '../../modules/claims/index.ts';
import { type ListedField, listFields, readTelecom } from '../../standards/ncpdp-telecom/ncpdp-telecom.ts';
import { nameField } from '../reading/describe-value.ts';

/** Fields of an answer by the field of the request that they answer. */
const answers: Readonly<Record<string, string>> = {
  '506-F6': '409-D9',
  '507-F7': '412-DC',
  '509-F9': '430-DU',
  '521-FL': '438-E3',
  '562-J1': '477-BE',
  '505-F5': '433-DX',
};

/** Puts what was sent beside what came back, field by field; a field that only one side has stands alone. */
export function describeExchange(sent: Uint8Array | null, answered: Uint8Array | null): readonly ExchangeLine[] {
  const asked = readSide(sent);
  const replied = readSide(answered);
  const taken = new Set<ListedField>();
  const lines = asked.map((field) => {
    const answer = replied.find((candidate) => !taken.has(candidate) && isAnswerTo(candidate, field));
    if (answer !== undefined) taken.add(answer);
    return {
      ...{ field: field.number ?? field.segmentId, label: labelOf(field), sent: show(field) },
      answeredField: answer === undefined || answer.number === field.number ? null : answer.number,
      answered: answer === undefined ? null : show(answer),
    };
  });
  const alone = replied
    .filter((field) => !taken.has(field))
    .map((field) => ({
      ...{ field: field.number ?? field.segmentId, label: labelOf(field), sent: null, answeredField: null },
      answered: show(field),
    }));
  return [...alone, ...lines];
}

function readSide(bytes: Uint8Array | null): readonly ListedField[] {
  const message = bytes === null ? null : readTelecom(bytes).message;
  return message === null ? [] : listFields(message);
}

function isAnswerTo(answer: ListedField, asked: ListedField): boolean {
  if (answer.number === null) return false;
  return answer.number === asked.number || answers[answer.number] === asked.number;
}

function labelOf({ name, segmentName, segmentId }: ListedField): string {
  return name === null ? `Segment ${segmentName ?? segmentId}` : nameField(name);
}

function show({ form, text, amount }: ListedField): string {
  if (amount === null) return form === 'day' ? text.replace(/^(\d{4})(\d{2})(\d{2})$/, '$1-$2-$3') : text;
  if (form === 'money') return `$${(amount / 100).toFixed(2)}`;
  return form === 'quantity' ? formatThousandths(amount) : String(amount);
}

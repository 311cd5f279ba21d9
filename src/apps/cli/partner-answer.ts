import type { FormatName } from './message-format.ts';

/** What a partner was told: whether the message was accepted, and what was wrong with it, each with its place. */
export interface PartnerAnswer {
  readonly isAccepted: boolean;
  readonly problems: readonly { readonly code: string; readonly where: string; readonly text: string }[];
}

/** Reads the acknowledgement of a message: an HL7 ACK, a SCRIPT Status, Verify or Error, or a FHIR resource. */
export async function readPartnerAnswer(
  format: FormatName,
  answer: { readonly status: number; readonly text: string },
): Promise<PartnerAnswer> {
  if (format === 'hl7v2') return readAck(answer.text);
  const isSuccess = answer.status >= 200 && answer.status < 300;
  if (format === 'ncpdp-script') return readScriptAnswer(answer.text, isSuccess);
  return readOutcome(answer.text, isSuccess);
}

function readAck(text: string): PartnerAnswer {
  const segments = text.split(/[\r\n]+/).map((line) => line.split('|'));
  const code = segments.find(([name]) => name === 'MSA')?.[1] ?? '';
  const problems = segments
    .filter(([name]) => name === 'ERR')
    .map((fields) => ({ where: fields[2] ?? '', code: (fields[3] ?? '').split('^')[0] ?? '', text: fields[8] ?? '' }));
  return { isAccepted: code === 'AA' || code === 'CA', problems };
}

function readScriptAnswer(xml: string, isSuccess: boolean): PartnerAnswer {
  const error = /<(?:\w+:)?Error>([\s\S]*?)<\/(?:\w+:)?Error>/.exec(xml)?.[1];
  if (error === undefined) return { isAccepted: isSuccess, problems: [] };
  const element = (name: string): string => new RegExp(`<(?:\\w+:)?${name}>([^<]*)<`).exec(error)?.[1] ?? '';
  const problem = { code: element('Code'), where: element('DescriptionCode'), text: element('Description') };
  return { isAccepted: false, problems: [problem] };
}

interface Issue {
  readonly severity?: string;
  readonly code?: string;
  readonly expression?: readonly string[];
  readonly diagnostics?: string;
  readonly details?: { readonly text?: string };
}

async function readOutcome(text: string, isSuccess: boolean): Promise<PartnerAnswer> {
  const resource = await Promise.resolve(text)
    .then((json) => JSON.parse(json) as { readonly issue?: readonly Issue[] })
    .catch(() => ({ issue: [] }));
  const problems = (resource.issue ?? []).map((issue) => ({
    code: issue.code ?? '',
    where: issue.expression?.[0] ?? '',
    text: issue.diagnostics ?? issue.details?.text ?? '',
  }));
  return { isAccepted: isSuccess, problems };
}

import { expect, test } from 'vitest';
import { readPartnerAnswer } from './partner-answer.ts';

test('an HL7 acknowledgement is accepted by its code and says what was wrong, with the place', async () => {
  const text =
    'MSH|^~\\&|T|P|E|H|1||ACK|1|P|2.5.1\rMSA|AE|1\rERR||RXE^1^2|101^Required field missing^HL70357|E||||The drug is missing.';
  expect(await readPartnerAnswer('hl7v2', { status: 200, text })).toEqual({
    isAccepted: false,
    problems: [{ code: '101', where: 'RXE^1^2', text: 'The drug is missing.' }],
  });
  expect((await readPartnerAnswer('hl7v2', { status: 200, text: 'MSA|AA|1' })).isAccepted).toBe(true);
});

test('a SCRIPT Error is no acceptance', async () => {
  const error = '<Error><Code>900</Code><DescriptionCode>4010</DescriptionCode><Description>No.</Description></Error>';
  const text = `<Message><Body>${error}</Body></Message>`;
  expect(await readPartnerAnswer('ncpdp-script', { status: 200, text })).toEqual({
    isAccepted: false,
    problems: [{ code: '900', where: '4010', text: 'No.' }],
  });
  const status = '<Message><Body><Status><Code>010</Code></Status></Body></Message>';
  expect((await readPartnerAnswer('ncpdp-script', { status: 200, text: status })).isAccepted).toBe(true);
});

test('an OperationOutcome names its issues', async () => {
  const issue = [{ severity: 'error', code: 'required', expression: ['Bundle.entry[0]'], diagnostics: 'No patient.' }];
  const text = JSON.stringify({ resourceType: 'OperationOutcome', issue });
  expect(await readPartnerAnswer('fhir-r4', { status: 422, text })).toEqual({
    isAccepted: false,
    problems: [{ code: 'required', where: 'Bundle.entry[0]', text: 'No patient.' }],
  });
});

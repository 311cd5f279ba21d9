import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseInstant } from '../../kernel/instant.ts';
import {
  composeAcceptance,
  composeAnswerHeader,
  composeError,
  composeRejection,
  composeVerification,
  errorCodes,
  type OutgoingScript,
  readScript,
  type ScriptMessage,
  writeScript,
} from './ncpdp-script.ts';

const encode = (text: string): Uint8Array => new TextEncoder().encode(text);

function readFixture(name: string): ScriptMessage {
  const { message } = readScript(readFileSync(join(import.meta.dirname, 'fixtures', name)));
  if (message === null) throw new Error(`${name} has no message`);
  return message;
}

function toOutgoing(message: ScriptMessage, version: OutgoingScript['version']): OutgoingScript {
  return { version, header: message.header, body: message.body as OutgoingScript['body'] };
}

describe('writeScript', () => {
  test.each([
    'valid-newrx-2017071.xml',
    'valid-newrx-lean.xml',
    'valid-newrx-controlled-signed.xml',
    'valid-newrx-compound.xml',
    'valid-newrx-animal.xml',
    'valid-rxfill-dispensed.xml',
    'valid-rxrenewal-response-approved.xml',
    'valid-rxrenewal-response-denied.xml',
    'valid-rxrenewal-request.xml',
    'valid-rxchange-request.xml',
    'valid-cancelrx.xml',
    'valid-cancelrx-response.xml',
    'valid-status.xml',
    'valid-error.xml',
    'valid-verify.xml',
  ])('writes %s so that both releases read back the same, without a problem', (name) => {
    const message = readFixture(name);
    for (const version of ['2017071', '2023011'] as const) {
      const reading = readScript(encode(writeScript(toOutgoing(message, version))));
      expect(reading.problems).toEqual([]);
      expect(reading.message).toEqual({ ...message, version });
    }
  });

  test('carries any text through the markup', () => {
    const message = readFixture('valid-newrx-lean.xml');
    if (message.body.kind !== 'NewRx') throw new Error('not a prescription');
    const { medication, ...rest } = message.body;
    const text = fc
      .string({ unit: 'grapheme', minLength: 1, maxLength: 80 })
      .filter((value) => /^\S(.*\S)?$/su.test(value));
    fc.assert(
      fc.property(text, (note) => {
        const body = { ...rest, medication: medication === null ? null : { ...medication, note } };
        const xml = writeScript({ version: '2017071', header: message.header, body });
        expect(readScript(encode(xml)).message?.body).toEqual(body);
      }),
    );
  });

  test('replaces what XML cannot carry instead of writing a broken message', () => {
    const body = composeError({
      code: errorCodes.receiverUnable,
      descriptionCode: null,
      description: 'a\u0000b\uD800c',
    });
    const xml = writeScript({ version: '2017071', header: readFixture('valid-error.xml').header, body });
    expect(readScript(encode(xml)).message?.body).toMatchObject({ description: 'a\uFFFDb\uFFFDc' });
  });
});

describe('answers', () => {
  const sentAt = parseInstant('2026-03-02T14:05:01Z');
  const received = readFixture('valid-newrx-lean.xml');
  const answer = (body: OutgoingScript['body']): ScriptMessage | null => {
    if (sentAt === null) throw new Error('not an instant');
    const senderSoftware = { developer: 'Theriac', product: 'Theriac', version: '1' };
    const header = composeAnswerHeader({ to: received.header, messageId: 'MSG-9', sentAt, senderSoftware });
    const { message, problems } = readScript(encode(writeScript({ version: '2017071', header, body })));
    expect(problems).toEqual([]);
    return message;
  };

  test('go back to the sender and name the answered message', () => {
    expect(answer(composeAcceptance())?.header).toMatchObject({
      to: received.header.from,
      from: received.header.to,
      relatesToMessageId: 'MSG-0002',
      prescriberOrderNumber: 'ORDER-1001',
    });
  });

  test('a Status says that the last receiver accepted', () => {
    expect(answer(composeAcceptance())?.body).toMatchObject({ kind: 'Status', code: '010' });
  });

  test('a Verify says that the prescription was taken up', () => {
    expect(answer(composeVerification('Taken up by the pharmacy.'))?.body).toMatchObject({
      kind: 'Verify',
      code: '010',
    });
  });

  test.each([
    ['invalid-newrx-quantity-word.xml', '2000', /^NewRx\/MedicationPrescribed\/Quantity\/Value: /],
    ['invalid-transaction-unsupported.xml', '1000', /^RxTransferRequest: /],
    ['invalid-xml-truncated.xml', '500', /^line \d+ column \d+: /],
  ])('%s is rejected with description code %s and its place first', (name, descriptionCode, description) => {
    const { problems } = readScript(readFileSync(join(import.meta.dirname, 'fixtures', name)));
    const rejection = composeRejection(problems);
    expect(rejection).toMatchObject({ kind: 'Error', code: '900', descriptionCode });
    expect(rejection.description).toMatch(description);
    expect(rejection.description?.length).toBeLessThanOrEqual(70);
    expect(answer(rejection)?.body).toEqual({ ...rejection, description: rejection.description?.trim() });
  });
});

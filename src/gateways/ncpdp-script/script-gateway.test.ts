import { createHash, X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { request as requestHttps } from 'node:https';
import { join } from 'node:path';
import Fastify, { type FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addLicensedPharmacist } from '../../../test/support/licensed-pharmacist.ts';
import { openTestPlatform, type TestPlatform } from '../../../test/support/test-platform.ts';
import { addVerifiedFill } from '../../../test/support/verified-fill.ts';
import { instantOf } from '../../kernel/instant.ts';
import { composePartnerKey, insertPartner, type PartnerId } from '../../modules/exchange/index.ts';
import { listPrescriptions } from '../../modules/prescriptions/index.ts';
import { installDemoReference } from '../../modules/reference/index.ts';
import { listQueueItems } from '../../modules/work/index.ts';
import { type CertificateFiles, openDevelopmentAuthority } from '../../platform/tls/development-authority.ts';
import { readScript } from '../../standards/ncpdp-script/ncpdp-script.ts';
import { applyUnsettled } from '../inbound/sweep-unsettled.ts';
import { scriptFormat, serveScript } from './script-gateway.ts';

const fixtures = join(import.meta.dirname, '../../standards/ncpdp-script/fixtures');
const secret = 'a-secret-of-thirty-two-characters';

let platform: TestPlatform;
let server: FastifyInstance;
let client: CertificateFiles;
let partnerId: PartnerId;
let port: number;
let people = 0;
let betweenCommits: () => Promise<void> = async () => undefined;

beforeAll(async () => {
  platform = await openTestPlatform();
  const clock = { now: () => instantOf(Date.now()) };
  const authority = await openDevelopmentAuthority({ folder: `${platform.folder}/tls`, clock });
  client = await authority.createPartnerCertificate('network');
  const own = await authority.serverCertificate();
  partnerId = await platform.transact(async (tx) => {
    await installDemoReference(tx);
    await addLicensedPharmacist(tx);
    return insertPartner(tx, {
      name: 'Prescriber network',
      kind: 'prescriber',
      formats: ['ncpdp-script'],
      siteId: null,
      address: null,
      allowedSenders: ['6600000002001'],
      certificateSha256: createHash('sha256').update(new X509Certificate(client.certificatePem).raw).digest(),
      keySecret: secret,
    });
  });
  const https = {
    key: own.keyPem,
    cert: own.certificatePem,
    ca: own.authorityPem,
    requestCert: true,
    rejectUnauthorized: false,
  };
  server = Fastify({ https }) as unknown as FastifyInstance;
  await serveScript(server, {
    ...platform,
    betweenCommits: () => betweenCommits(),
    findTenant: async (host) => (host.startsWith('localhost') ? platform.tenantId : null),
  });
  await server.listen({ host: '127.0.0.1', port: 0 });
  const address = server.server.address();
  port = typeof address === 'object' && address !== null ? address.port : 0;
});
afterAll(async () => {
  await server.close();
  await platform.close();
});

/** A NewRx for a made-up person of New York; each call speaks of somebody else. */
function composeNewRx(changes: {
  readonly messageId: string;
  readonly order?: string;
  readonly edit?: (xml: string) => string;
}): string {
  people += 1;
  const letters = [...String(people)].map((digit) => 'abcdefghij'.charAt(Number(digit))).join('');
  const xml = readFileSync(join(fixtures, 'valid-newrx-2017071.xml'), 'utf8')
    .replace(/MSG-\d+/, changes.messageId)
    .replace(/ORDER-\d+/, changes.order ?? `ORDER-${changes.messageId}`)
    .replace('<NCPDPID>9900001</NCPDPID>', '<NCPDPID>3412346</NCPDPID>')
    .replace('Mustermann', `Quill${letters}${letters}`)
    .replace('MRN-000123', `MRN-S${people}`)
    .replace('1980-02-29', `19${60 + (people % 30)}-0${1 + (people % 9)}-2${people % 9}`)
    .replaceAll('<StateProvince>IL<', '<StateProvince>NY<')
    .replace('2175550100', `518556${String(1000 + people)}`)
    .replace('1888000027', '1999990017')
    .replace('Testarzt', 'Okafor')
    .replace('Jordan', 'Amara')
    .replace('AB1234563', 'BO9999004')
    .replaceAll('Synthatinib 100 MG Oral Tablet', 'Humira Pen 40 mg/0.4 mL')
    .replaceAll('99999000101', '00074055402')
    .replace(/<DrugDBCode>[\s\S]*?<\/DrugDBCode>/, '')
    .replace('2026-03-02</Date>\n        </WrittenDate>', '2026-03-01</Date>\n        </WrittenDate>');
  return changes.edit === undefined ? xml : changes.edit(xml);
}

interface Reply {
  readonly status: number;
  readonly text: string;
}

function post(
  body: string,
  options: { readonly certificate?: boolean; readonly key?: string; readonly host?: string } = { certificate: true },
): Promise<Reply> {
  const proof = options.certificate === true ? { key: client.keyPem, cert: client.certificatePem } : {};
  return new Promise((resolve, reject) => {
    const outgoing = requestHttps(
      {
        host: '127.0.0.1',
        port,
        path: '/gateways/script',
        method: 'POST',
        agent: false,
        servername: 'localhost',
        ca: client.authorityPem,
        ...proof,
        headers: {
          host: options.host ?? 'localhost',
          'content-type': 'application/xml',
          ...(options.key === undefined ? {} : { authorization: `Bearer ${options.key}` }),
        },
      },
      (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('end', () => resolve({ status: response.statusCode ?? 0, text: Buffer.concat(chunks).toString() }));
      },
    );
    outgoing.on('error', reject);
    outgoing.end(body);
  });
}

function answerOf(reply: Reply) {
  const { message } = readScript(new TextEncoder().encode(reply.text));
  const body = message?.body;
  const code = body?.kind === 'Status' || body?.kind === 'Error' ? body.code : null;
  const description = body?.kind === 'Error' ? body.description : null;
  return {
    kind: body?.kind,
    code,
    description,
    relatesTo: message?.header.relatesToMessageId,
    to: message?.header.to?.id,
  };
}

async function findPrescriptions(messageId: string) {
  const { rows } = await platform.database.owner.query<{ raw_message_id: never }>(
    'select raw_message_id from exchange.raw_message where control_id = $1 and not quarantined',
    [messageId],
  );
  const [row] = rows;
  if (row === undefined) return [];
  return platform.transact((tx) => listPrescriptions(tx, { rawMessageId: row.raw_message_id }));
}

async function listWork(queue: 'intake' | 'dead-letters') {
  const filter = { queue, owner: 'anyone', siteId: null } as const;
  const items = await platform.transact((tx) => listQueueItems(tx, filter, { after: null, most: 200 }));
  return items.map(({ reasonCode }) => reasonCode);
}

describe('a NewRx', () => {
  it('becomes a therapy at the pharmacy that it names, and is answered Status 010', async () => {
    const reply = await post(composeNewRx({ messageId: 'S-1' }));
    expect(reply.status).toBe(200);
    expect(answerOf(reply)).toMatchObject({ kind: 'Status', code: '010', relatesTo: 'S-1', to: '6600000002001' });
    const [prescription] = await findPrescriptions('S-1');
    expect(prescription).toMatchObject({
      status: 'accepted',
      channel: 'ncpdp-script',
      siteId: platform.secondSiteId,
      orderNumber: 'ORDER-S-1',
      daysSupply: 30,
      refillsAuthorized: 3,
      substitutionAllowed: true,
      quantityUnit: '{tablet}',
    });
    expect(prescription?.therapyId).not.toBeNull();
  });

  it('in the release 2023011 is taken and answered in it', async () => {
    const messageId = 'S-2023';
    const xml = readFileSync(join(fixtures, 'valid-newrx-2023011.xml'), 'utf8').replace(
      /(<MessageID>)[^<]*/,
      `$1${messageId}`,
    );
    const reply = await post(xml);
    expect(answerOf(reply)).toMatchObject({ kind: 'Status', code: '010' });
    expect(reply.text).toContain('20230115');
    expect((await findPrescriptions(messageId))[0]?.status).toBe('needs-person');
  });

  it('that asks for a receipt is answered Verify, or Error where it cannot be used', async () => {
    const ask = (code: string) => (xml: string) => xml.replace('<NewRx>', `$&<ReturnReceipt>${code}</ReturnReceipt>`);
    const reply = await post(composeNewRx({ messageId: 'S-VERIFY', edit: ask('001') }));
    expect([answerOf(reply).kind, reply.text.includes('<Code>010</Code>')]).toEqual(['Verify', true]);
    expect(answerOf(await post(composeNewRx({ messageId: 'S-NONE', edit: ask('0') }))).kind).toBe('Status');
    const edit = (xml: string) => ask('001')(xml).replace(/<DateOfBirth>[\s\S]*?<\/DateOfBirth>/, '');
    expect(answerOf(await post(composeNewRx({ messageId: 'S-BAD', edit }))).kind).toBe('Error');
  });

  it('of a controlled substance is parked', async () => {
    const edit = (xml: string) =>
      xml.replace('</DrugCoded>', '<DEASchedule><Code>C48675</Code></DEASchedule></DrugCoded>');
    await post(composeNewRx({ messageId: 'S-CII', edit }));
    expect((await findPrescriptions('S-CII'))[0]?.status).toBe('parked');
  });

  it('for an animal is left to a person', async () => {
    const xml = readFileSync(join(fixtures, 'valid-newrx-animal.xml'), 'utf8');
    expect(answerOf(await post(xml)).code).toBe('010');
    expect(await listWork('intake')).toContain('script-animal-patient');
  });
});

describe('a repeat', () => {
  it('is answered with the same bytes and changes nothing', async () => {
    const xml = composeNewRx({ messageId: 'S-REP' });
    const first = await post(xml);
    platform.clock.advance(60_000);
    expect(await post(xml)).toEqual(first);
    expect(await findPrescriptions('S-REP')).toHaveLength(1);
  });

  it('of a number with another body is refused and quarantined', async () => {
    await post(composeNewRx({ messageId: 'S-CONF' }));
    expect(answerOf(await post(composeNewRx({ messageId: 'S-CONF' })))).toMatchObject({ kind: 'Error', code: '900' });
    expect(await findPrescriptions('S-CONF')).toHaveLength(1);
    expect(await listWork('dead-letters')).toContain('control-id-reused');
  });
});

describe('a CancelRx', () => {
  const composeCancelRx = (messageId: string, order: string): string =>
    readFileSync(join(fixtures, 'valid-cancelrx.xml'), 'utf8')
      .replace(/(<MessageID>)[^<]*/, `$1${messageId}`)
      .replace(/(<PrescriberOrderNumber>)[^<]*/, `$1${order}`);

  const nameHer = (family: string, born: string) => (xml: string) =>
    xml
      .replaceAll('<LastName>Mustermann', `<LastName>${family}`)
      .replaceAll('erika@', `${family}@`)
      .replaceAll('<FirstName>Erika', '<FirstName>Philippa')
      .replace(/<Date>19\d\d-\d\d-\d\d/, `<Date>${born}`);

  function responseOf(reply: Reply) {
    const body = readScript(new TextEncoder().encode(reply.text)).message?.body;
    if (body?.kind !== 'CancelRxResponse') return { kind: body?.kind };
    const { kind, outcome, denialReason, note, patient, medication } = body;
    return { kind, outcome, denialReason, note, who: patient?.name?.last, what: medication?.drugDescription };
  }

  /** Adds fills of a prescription that left the house. */
  async function handOver(messageId: string, count: number): Promise<void> {
    const [prescription] = await findPrescriptions(messageId);
    if (prescription === undefined || prescription.therapyId === null || prescription.patientId === null)
      throw new Error('the prescription was not accepted');
    const { prescriptionId, therapyId, patientId, siteId } = prescription;
    for (let number = 0; number < count; number += 1) {
      const fillId = await addVerifiedFill(platform, { therapyId, patientId, siteId });
      await platform.database.owner.query(
        "update dispensing.fill set prescription_id = $1, fill_number = $2, state = 'handed-over', handed_over_at = now() where fill_id = $3",
        [prescriptionId, number, fillId],
      );
    }
  }

  it('that comes before its order is approved and remembered', async () => {
    const reply = await post(composeCancelRx('S-CAN', 'ORDER-LATE'));
    expect(responseOf(reply)).toMatchObject({ kind: 'CancelRxResponse', outcome: 'Approved', who: 'Mustermann' });
    expect(answerOf(reply)).toMatchObject({ relatesTo: 'S-CAN', to: '6600000002001' });
    await post(composeNewRx({ messageId: 'S-LATE', order: 'ORDER-LATE' }));
    expect((await findPrescriptions('S-LATE'))[0]?.status).toBe('cancelled');
  });

  it('cancels the order that it names, and its repeat gets the same bytes', async () => {
    await post(composeNewRx({ messageId: 'S-OPEN', order: 'ORDER-OPEN' }));
    const cancel = composeCancelRx('S-CAN2', 'ORDER-OPEN');
    const reply = await post(cancel);
    expect(responseOf(reply)).toMatchObject({ outcome: 'Approved', note: 'Cancelled; nothing was dispensed.' });
    expect((await findPrescriptions('S-OPEN'))[0]).toMatchObject({
      status: 'cancelled',
      statusReasons: ['sender-cancelled'],
    });
    expect((await post(cancel)).text).toBe(reply.text);
    expect(responseOf(await post(composeCancelRx('S-CAN3', 'ORDER-OPEN')))).toMatchObject({ outcome: 'Approved' });
  });

  it('for an order of which everything was dispensed is denied with the reason, and changes nothing', async () => {
    await post(composeNewRx({ messageId: 'S-DONE', order: 'ORDER-DONE', edit: nameHer('Abernathy', '1951-03-17') }));
    await handOver('S-DONE', 4);
    expect(responseOf(await post(composeCancelRx('S-CAN4', 'ORDER-DONE')))).toMatchObject({
      outcome: 'Denied',
      denialReason: 'All fills of this prescription have been dispensed.',
      note: null,
    });
    expect((await findPrescriptions('S-DONE'))[0]?.status).toBe('accepted');
  });

  it('for an order with refills left cancels those and says what was dispensed before', async () => {
    await post(composeNewRx({ messageId: 'S-REST', order: 'ORDER-REST', edit: nameHer('Vandenberg', '1948-11-30') }));
    await handOver('S-REST', 1);
    expect(responseOf(await post(composeCancelRx('S-CAN5', 'ORDER-REST')))).toMatchObject({
      outcome: 'Approved',
      note: 'Remaining refills are cancelled; dispensed before: 1.',
    });
    expect((await findPrescriptions('S-REST'))[0]?.status).toBe('cancelled');
  });
});

describe('what cannot be used is refused with its place and becomes a task', () => {
  const files = [
    'invalid-newrx-no-patient.xml',
    'invalid-newrx-quantity-zero.xml',
    'invalid-doctype-entity-bomb.xml',
    'invalid-doctype-external-entity.xml',
    'invalid-xml-truncated.xml',
    'invalid-version-10-6.xml',
    'invalid-transaction-unsupported.xml',
    'invalid-root-other.xml',
  ];

  it.each(files)('%s', async (file) => {
    const before = (await listWork('intake')).length;
    const xml = readFileSync(join(fixtures, file), 'utf8').replace(/(<MessageID>)[^<]*/, `$1${file.slice(0, 30)}`);
    const answer = answerOf(await post(xml));
    expect(answer).toMatchObject({ kind: 'Error', code: '900' });
    expect(answer.description?.length).toBeGreaterThan(10);
    expect((await listWork('intake')).length).toBe(before + 1);
  });

  it.each(['', 'no xml at all', '<a/>', '\u0000\u0001'])('the bytes %j', async (body) => {
    expect(answerOf(await post(body))).toMatchObject({ kind: 'Error', code: '900' });
  });

  it('except a test message, for which nobody is asked', async () => {
    const before = (await listWork('intake')).length;
    const edit = (xml: string) => xml.replace('</SentTime>', '</SentTime><TestMessage>true</TestMessage>');
    const answer = answerOf(await post(composeNewRx({ messageId: 'S-TEST', edit })));
    expect(answer).toMatchObject({ kind: 'Error', code: '900' });
    expect(await findPrescriptions('S-TEST')).toEqual([]);
    expect((await listWork('intake')).length).toBe(before);
  });
});

describe('who sends', () => {
  it('is proven by a bearer key as well', async () => {
    const key = composePartnerKey(partnerId, secret);
    expect((await post(composeNewRx({ messageId: 'S-KEY' }), { key })).status).toBe(200);
    expect(await findPrescriptions('S-KEY')).toHaveLength(1);
  });

  it('is nobody without proof, with a wrong key, or at the address of nobody', async () => {
    const key = composePartnerKey(partnerId, secret);
    const statuses = [
      await post(composeNewRx({ messageId: 'S-NO1' }), {}),
      await post(composeNewRx({ messageId: 'S-NO2' }), { key: `${key}x` }),
      await post(composeNewRx({ messageId: 'S-NO3' }), { key, host: 'elsewhere.example' }),
    ].map(({ status }) => status);
    expect(statuses).toEqual([401, 401, 401]);
    expect(await findPrescriptions('S-NO1')).toEqual([]);
  });

  it('may not call itself by the number of another', async () => {
    const edit = (xml: string) => xml.replace('6600000002001', '6600000009999');
    const answer = answerOf(await post(composeNewRx({ messageId: 'S-FORGED', edit })));
    expect(answer).toMatchObject({ kind: 'Error', code: '900' });
    expect(await findPrescriptions('S-FORGED')).toEqual([]);
    expect(await listWork('dead-letters')).toContain('sender-not-allowed');
  });
});

it('applies what an ended process left unapplied, once', async () => {
  const xml = composeNewRx({ messageId: 'S-KILL' });
  betweenCommits = () => Promise.reject(new Error('the process ended'));
  const reply = await post(xml);
  betweenCommits = async () => undefined;
  expect(reply.status).toBe(503);
  expect(answerOf(reply)).toMatchObject({ kind: 'Error', code: '601' });
  platform.clock.advance(2 * 60_000);
  expect(await applyUnsettled(platform, scriptFormat)).toBe(1);
  expect(answerOf(await post(xml))).toMatchObject({ kind: 'Status', code: '010' });
  expect(await findPrescriptions('S-KILL')).toHaveLength(1);
});

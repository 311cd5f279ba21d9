import { createHash, X509Certificate } from 'node:crypto';
import { connect } from 'node:net';
import { type Hl7Gateway, type Hl7GatewayParts, startHl7Gateway } from '../../src/gateways/hl7v2-mllp/hl7-gateway.ts';
import type { CalendarDay } from '../../src/kernel/calendar-day.ts';
import type { RawMessageId } from '../../src/kernel/ids.ts';
import { instantOf } from '../../src/kernel/instant.ts';
import { insertPartner, type PartnerId } from '../../src/modules/exchange/index.ts';
import { createStaff } from '../../src/modules/identity/index.ts';
import { listPrescriptions, type Prescription } from '../../src/modules/prescriptions/index.ts';
import { installDemoReference } from '../../src/modules/reference/index.ts';
import { listQueueItems, type QueueCode } from '../../src/modules/work/index.ts';
import { type DevelopmentAuthority, openDevelopmentAuthority } from '../../src/platform/tls/development-authority.ts';
import { encodeMllpFrame } from '../../src/standards/hl7v2/hl7v2.ts';
import { converse } from './mllp-conversation.ts';
import { openTestPlatform, type TestPlatform, testPassword } from './test-platform.ts';

/** A platform with a running HL7 gateway and a partner `EHR|MERCY`. Port 0 of a gateway is plain text, port 1 is TLS. */
export interface Hl7Scene {
  readonly platform: TestPlatform;
  readonly authority: DevelopmentAuthority;
  readonly partnerId: PartnerId;
  readonly gateway: Hl7Gateway;
  /** Starts another gateway on the same database; it is closed with the scene. */
  start(changes?: Partial<Hl7GatewayParts>): Promise<Hl7Gateway>;
  /** Sends messages on one connection in plain text and returns their answers. */
  send(messages: readonly string[], through?: Hl7Gateway): Promise<readonly string[]>;
  sendOne(message: string, through?: Hl7Gateway): Promise<string>;
  findMessages(
    controlId: string,
  ): Promise<readonly { readonly rawMessageId: RawMessageId; readonly quarantined: boolean }[]>;
  findPrescriptions(controlId: string): Promise<readonly Prescription[]>;
  listWork(queue: QueueCode): Promise<readonly { readonly subjectId: string; readonly reasonCode: string }[]>;
  close(): Promise<void>;
}

/** Opens the scene, with what the modules under test hear. */
export async function openHl7Scene(parts: Parameters<typeof openTestPlatform>[0] = {}): Promise<Hl7Scene> {
  const platform = await openTestPlatform(parts);
  const clock = { now: () => instantOf(Date.now()) };
  const authority = await openDevelopmentAuthority({ folder: `${platform.folder}/tls`, clock });
  const client = await authority.createPartnerCertificate('mercy');
  const server = await authority.serverCertificate();
  const partnerId = await platform.transact(async (tx) => {
    await installDemoReference(tx);
    await createStaff(tx, pharmacist);
    const certificateSha256 = createHash('sha256').update(new X509Certificate(client.certificatePem).raw).digest();
    return insertPartner(tx, { ...mercy, siteId: platform.siteId, certificateSha256 });
  });
  const started: Hl7Gateway[] = [];
  const start = async (changes: Partial<Hl7GatewayParts> = {}): Promise<Hl7Gateway> => {
    const tls = { key: server.keyPem, cert: server.certificatePem, ca: server.authorityPem };
    const ports = [
      { host: '127.0.0.1', port: 0, tls: null, partner: { tenantId: platform.tenantId, partnerId } },
      { host: '127.0.0.1', port: 0, tls },
    ];
    const gateway = await startHl7Gateway({ ...platform, ports, ...changes });
    started.push(gateway);
    return gateway;
  };
  const gateway = await start();
  return {
    platform,
    authority,
    partnerId,
    gateway,
    start,
    ...createSenders(gateway),
    ...createLookups(platform),
    close: async () => {
      await Promise.all(started.map((each) => each.close()));
      await platform.close();
    },
  };
}

const pharmacist = {
  userName: 'pharmacist',
  displayName: 'Pat Pharmacist',
  password: testPassword,
  roles: ['clinicalPharmacist'],
  seesAllSites: true,
  siteIds: [],
  licences: [{ kind: 'pharmacist', state: 'NY', number: 'RPH-1', validFrom: '2020-01-01' as CalendarDay }],
} as const;

const mercy = {
  name: 'Mercy EHR',
  kind: 'ehr',
  formats: ['hl7v2'],
  address: null,
  allowedSenders: ['EHR|MERCY'],
  keySecret: null,
} as const;

function createSenders(gateway: Hl7Gateway): Pick<Hl7Scene, 'send' | 'sendOne'> {
  const send: Hl7Scene['send'] = async (messages, through = gateway) => {
    const socket = connect(through.ports[0] ?? 0, '127.0.0.1');
    const answers = await converse(
      socket,
      messages.map((message) => encodeMllpFrame(message)),
    );
    socket.destroy();
    return answers;
  };
  return { send, sendOne: async (message, through) => (await send([message], through))[0] ?? '' };
}

function createLookups(platform: TestPlatform): Pick<Hl7Scene, 'findMessages' | 'findPrescriptions' | 'listWork'> {
  const findMessages: Hl7Scene['findMessages'] = async (controlId) => {
    const { rows } = await platform.database.owner.query<{ raw_message_id: RawMessageId; quarantined: boolean }>(
      'select raw_message_id, quarantined from exchange.raw_message where control_id = $1 order by quarantined',
      [controlId],
    );
    return rows.map(({ raw_message_id: rawMessageId, quarantined }) => ({ rawMessageId, quarantined }));
  };
  return {
    findMessages,
    findPrescriptions: async (controlId) => {
      const [message] = await findMessages(controlId);
      if (message === undefined) return [];
      const { rawMessageId } = message;
      return platform.transact((tx) => listPrescriptions(tx, { rawMessageId }));
    },
    listWork: async (queue) => {
      const filter = { queue, owner: 'anyone', siteId: null } as const;
      const items = await platform.transact((tx) => listQueueItems(tx, filter, { after: null, most: 200 }));
      return items.map(({ subjectId, reasonCode }) => ({ subjectId, reasonCode }));
    },
  };
}

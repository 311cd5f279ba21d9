import Fastify from 'fastify';
import { serveCourierEvents } from '../gateways/courier/courier-gateway.ts';
import { type CourierPlace, deriveCourierKey } from '../gateways/courier/courier-key.ts';
import { serveFhir } from '../gateways/fhir-r4/fhir-gateway.ts';
import { startHl7Gateway } from '../gateways/hl7v2-mllp/hl7-gateway.ts';
import { findRequestPartner } from '../gateways/inbound/request-partner.ts';
import { serveScript } from '../gateways/ncpdp-script/script-gateway.ts';
import type { OutboundTls } from '../gateways/outbound/prescriber-way.ts';
import { startScanFolder } from '../gateways/scan-folder/scan-folder.ts';
import { startScanReader } from '../gateways/scan-reader/scan-reader.ts';
import { startRemittanceFolder } from '../gateways/x12-files/remittance-folder.ts';
import { createAuthenticator } from '../modules/identity/index.ts';
import { findProgram } from '../modules/programs/index.ts';
import { measureRequests } from '../platform/metrics/metrics-server.ts';
import { findPageTools } from '../platform/recognition/page-tools.ts';
import { openDevelopmentAuthority } from '../platform/tls/development-authority.ts';
import { permissions } from './composition.ts';
import { chartGateway, courierGateway, noteGateway, prescriberGateway, telecomGateway } from './gateways.ts';
import { listen } from './run-web.ts';
import type { OpenedTheriac } from './start-theriac.ts';

/** What listens, and how it is stopped. */
export interface RunningGateways {
  readonly addresses: readonly { readonly label: string; readonly address: string }[];
  stop(): Promise<void>;
}

/** Starts what partners connect to: HL7 over MLLP with mutual TLS, and HTTPS for everything else. */
export async function runGateways(theriac: OpenedTheriac): Promise<RunningGateways> {
  const { platform, settings } = theriac;
  const authority = await openDevelopmentAuthority({ folder: theriac.folders.tls, clock: platform.clock });
  const certificate = await authority.serverCertificate();
  const tls = { key: certificate.keyPem, cert: certificate.certificatePem, ca: authority.certificatePem };
  const hl7 = await startHl7Gateway({ ...platform, ports: [{ host: settings.host, port: settings.mllpPort, tls }] });
  const server = Fastify({
    bodyLimit: 2_097_152,
    requestTimeout: 30_000,
    logger: false,
    https: { ...tls, requestCert: true, rejectUnauthorized: false, minVersion: 'TLSv1.2' },
  });
  measureRequests(server, platform.metrics);
  const { pool, transactor } = platform;
  const authenticator = createAuthenticator({ pool, transactor, permissions, findProgram });
  const inbound = { ...platform, findTenant: authenticator.findTenant };
  await serveScript(server, inbound);
  await serveFhir(server, { ...platform, authenticate: (request) => findRequestPartner(inbound, request) });
  await serveCourierEvents(server, { ...platform, keyOf: courierKeyOf(theriac) });
  await listen(server, { host: settings.host, port: settings.partnerPort, variable: 'THERIAC_PARTNER_PORT' });
  return {
    addresses: [
      { label: 'HL7 over MLLP (TLS)', address: `localhost:${hl7.ports[0] ?? settings.mllpPort}` },
      { label: 'Partners (HTTPS)', address: `https://localhost:${settings.partnerPort}` },
    ],
    stop: async () => {
      await server.close();
      await hl7.close();
    },
  };
}

/**
 * Starts sending what waits for partners: claims, parcels, news for prescribers, questions to EHRs; and taking in and reading scans. Runs where the
 * worker runs.
 */
export async function runSenders(theriac: OpenedTheriac): Promise<() => Promise<void>> {
  const { platform, settings } = theriac;
  const reader = startScanReader({ ...platform, tools: findPageTools(settings.searchPath) });
  const folder =
    settings.scanFolder === null
      ? null
      : startScanFolder({ ...platform, folder: settings.scanFolder, largestBytes: settings.largestUploadBytes });
  const remittances =
    settings.remittanceFolder === null
      ? null
      : startRemittanceFolder({
          ...{ ...platform, folder: settings.remittanceFolder, largestBytes: settings.largestUploadBytes },
        });
  telecomGateway.start(platform);
  chartGateway.start(platform);
  noteGateway.start(platform);
  courierGateway.start({ ...platform, keyOf: courierKeyOf(theriac) });
  prescriberGateway.start({ ...platform, tls: await openSenderTls(theriac) });
  return async () => {
    await folder?.stop();
    await remittances?.stop();
    await reader.stop();
    await prescriberGateway.stop();
    await telecomGateway.stop();
    await courierGateway.stop();
    await chartGateway.stop();
    await noteGateway.stop();
  };
}

/** Opens what proves the pharmacy to the partners that it sends to, and whose certificates it trusts. */
export async function openSenderTls({ folders, platform }: OpenedTheriac): Promise<OutboundTls> {
  const authority = await openDevelopmentAuthority({ folder: folders.tls, clock: platform.clock });
  const own = await authority.createPartnerCertificate('pharmacy');
  return { key: own.keyPem, cert: own.certificatePem, ca: authority.certificatePem };
}

/** Gives the key that a courier and we sign with. */
export function courierKeyOf(theriac: OpenedTheriac): (place: CourierPlace) => Uint8Array {
  return (place) => deriveCourierKey(theriac.platform.secrets.derived, place);
}

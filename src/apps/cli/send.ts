import { readFile } from 'node:fs/promises';
import { systemClock } from '../../platform/clock/clock.ts';
import { readSettings, type Settings } from '../../platform/config/settings.ts';
import { StartProblem } from '../../platform/config/start-problem.ts';
import { openStateFolders } from '../../platform/config/state-folder.ts';
import { openDevelopmentAuthority } from '../../platform/tls/development-authority.ts';
import { demoHealthSystems } from '../demo-generator/demo-health-systems.ts';
import { sendHl7 } from '../partner-simulators/electronic-health-record.ts';
import { sendHttps } from '../partner-simulators/send-https.ts';
import { type Command, UsageProblem } from './command.ts';
import { type FormatName, findFormat } from './message-format.ts';
import { tenantOption } from './open-tenant.ts';
import { readPartnerAnswer } from './partner-answer.ts';

/** How each format is sent: as which simulated partner, to which path of the HTTPS gateway, as which kind of content. */
const ways = {
  hl7v2: { partner: 'ehr', path: '', contentType: '' },
  'ncpdp-script': { partner: 'network', path: '/gateways/script', contentType: 'application/xml' },
  'fhir-r4': { partner: 'hub', path: '/fhir/$process-message', contentType: 'application/fhir+json' },
} as const;

type SentFormat = keyof typeof ways;

/** Sends a message as a simulated partner does. */
export const sendCommand: Command = {
  name: 'send',
  usage: 'FILE [--to ADDRESS] [--as PARTNER] [--tenant NAME] [--json]',
  summary:
    'Sends a message (kind by content: HL7 v2 over MLLP, NCPDP SCRIPT or FHIR over HTTPS) as a simulated partner and shows the acknowledgement. Exit code 1 when it was not accepted.',
  options: {
    to: {
      type: 'string',
      help: 'where to: host:port, or mllp://, mllps:// or https:// with both; the own gateways unless said',
    },
    as: { type: 'string', help: 'the simulated partner whose client certificate is shown, such as harborview-ehr' },
    ...tenantOption,
  },
  run: async (call) => {
    const [file, ...more] = call.words;
    if (file === undefined || more.length > 0) throw new UsageProblem('name one file');
    const bytes = await readFile(file).catch(() => null);
    if (bytes === null) throw new UsageProblem(`the file ${file} cannot be opened`);
    const format = findFormat(bytes);
    if (!isSent(format)) throw new UsageProblem(`${file} is no HL7 v2, NCPDP SCRIPT or FHIR message`);
    const settings = readSettings(process.env);
    const to = readAddress(call.options['to'], format, settings);
    const tls = to.protocol === 'mllp:' ? null : await openPartnerTls(settings, readPartner(call.options, format));
    const answer = await deliver(format, { to, tls, bytes });
    const { isAccepted, problems } = await readPartnerAnswer(format, answer);
    if (call.isJson) call.sayJson({ file, to: to.href, format, isAccepted, problems, answer: answer.text });
    call.say(`${file}: ${format} to ${to.host}: ${isAccepted ? 'accepted' : 'not accepted'}`);
    for (const { where, code, text } of problems) call.say(`  ${where}  ${text}  [${code}]`);
    for (const line of answer.text.split(/[\r\n]+/)) call.say(`  ${line}`);
    return isAccepted ? 0 : 1;
  },
};

function isSent(format: FormatName | null): format is SentFormat {
  return format !== null && format in ways;
}

function readPartner(options: Readonly<Record<string, string | boolean | undefined>>, format: SentFormat): string {
  const named = options['as'];
  if (typeof named === 'string') return named;
  const tenant = options['tenant'];
  return `${typeof tenant === 'string' ? tenant : demoHealthSystems[0]?.slug}-${ways[format].partner}`;
}

function readAddress(text: string | boolean | undefined, format: SentFormat, settings: Settings): URL {
  const isHl7 = format === 'hl7v2';
  const usual = isHl7 ? `mllps://localhost:${settings.mllpPort}` : `https://localhost:${settings.partnerPort}`;
  const wanted = typeof text === 'string' ? text : usual;
  const url = URL.parse(wanted.includes('://') ? wanted : `${isHl7 ? 'mllps' : 'https'}://${wanted}`);
  const protocols = isHl7 ? ['mllp:', 'mllps:'] : ['https:'];
  if (url === null || url.port === '' || !protocols.includes(url.protocol))
    throw new UsageProblem(`"${wanted}" is no address for this kind of message, such as ${usual}`);
  if (!isHl7 && url.pathname === '/') url.pathname = ways[format].path;
  return url;
}

async function openPartnerTls(settings: Settings, partner: string) {
  const folder = openStateFolders(settings.stateFolder).tls;
  const authority = await openDevelopmentAuthority({ folder, clock: systemClock });
  const { keyPem, certificatePem, authorityPem } = await authority.createPartnerCertificate(partner);
  return { key: keyPem, cert: certificatePem, ca: authorityPem };
}

async function deliver(
  format: SentFormat,
  message: {
    readonly to: URL;
    readonly tls: { readonly key: string; readonly cert: string; readonly ca: string } | null;
    readonly bytes: Uint8Array;
  },
): Promise<{ readonly status: number; readonly text: string }> {
  const { to, tls, bytes } = message;
  if (format === 'hl7v2') {
    const [ack] = await sendHl7({ host: to.hostname, port: Number(to.port), tls }, [bytes]);
    if (ack === undefined)
      throw new StartProblem(`Nobody answered at ${to.host}: is Theriac running, and is the partner known there?`);
    return { status: 200, text: Buffer.from(ack).toString() };
  }
  const { contentType } = ways[format];
  const reply = await sendHttps({ url: to.href, contentType, body: bytes, bearerKey: null, tls }).catch(() => null);
  if (reply === null) throw new StartProblem(`Nobody answered at ${to.host}: is Theriac running?`);
  return { status: reply.status, text: reply.body };
}

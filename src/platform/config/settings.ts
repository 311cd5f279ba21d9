import { StartProblem } from './start-problem.ts';

/** What an installation may set from outside, by environment variables. Every port is bound to loopback unless `host` says otherwise. */
export interface Settings {
  readonly databaseUrl: string | null;
  readonly stateFolder: string;
  readonly keyStore: string | null;
  readonly host: string;
  readonly webPort: number;
  readonly mllpPort: number;
  readonly partnerPort: number;
  /** Where metrics are served; null when they are not. */
  readonly metricsPort: number | null;
  readonly metricsHost: string;
  /** Where the partners of the demonstration listen. */
  readonly simulators: SimulatorPorts;
  readonly logLevel: string;
  readonly webTls: boolean;
  readonly requestsPerMinute: number;
  /** How large a file may be that is sent in. */
  readonly largestUploadBytes: number;
  /** Into which fax servers and scanners put their files; null when none is watched. */
  readonly scanFolder: string | null;
  /** Into which file transfers put remittances; null when none is watched. */
  readonly remittanceFolder: string | null;
  /** Where programs are looked for. */
  readonly searchPath: string;
}

/** The ports of the simulated partners, on loopback. */
export interface SimulatorPorts {
  readonly switchPort: number;
  readonly courierPort: number;
  /** Of the charts of the EHR, which are queried. */
  readonly chartPort: number;
  /** Of the identity provider by which people of the health system sign in. */
  readonly identityPort: number;
  /** Of the e-prescribing network, which takes RxFill and requests. */
  readonly networkPort: number;
  /** Of the health record, which takes news of its orders. */
  readonly recordPort: number;
}

type Environment = Readonly<Record<string, string | undefined>>;

const logLevels = ['debug', 'info', 'warn', 'error', 'silent'];

/** Reads and checks the settings; a wrong one is told in a sentence that names the variable. */
export function readSettings(environment: Environment): Settings {
  return {
    databaseUrl: readDatabaseUrl(environment['DATABASE_URL']),
    stateFolder: environment['THERIAC_STATE'] ?? '.theriac',
    keyStore: environment['THERIAC_KEY_STORE'] ?? null,
    host: environment['THERIAC_HOST'] ?? '127.0.0.1',
    webPort: readPort(environment, 'THERIAC_WEB_PORT', 8420),
    mllpPort: readPort(environment, 'THERIAC_MLLP_PORT', 8421),
    partnerPort: readPort(environment, 'THERIAC_PARTNER_PORT', 8422),
    metricsPort:
      environment['THERIAC_METRICS_PORT'] === 'off' ? null : readPort(environment, 'THERIAC_METRICS_PORT', 8423),
    metricsHost: environment['THERIAC_METRICS_HOST'] ?? '127.0.0.1',
    simulators: {
      switchPort: readPort(environment, 'THERIAC_SWITCH_PORT', 8431),
      courierPort: readPort(environment, 'THERIAC_COURIER_PORT', 8432),
      networkPort: readPort(environment, 'THERIAC_NETWORK_PORT', 8433),
      recordPort: readPort(environment, 'THERIAC_RECORD_PORT', 8434),
      chartPort: readPort(environment, 'THERIAC_CHART_PORT', 8435),
      identityPort: readPort(environment, 'THERIAC_IDENTITY_PORT', 8436),
    },
    logLevel: readChoice(environment, 'THERIAC_LOG', 'warn', logLevels),
    webTls: readChoice(environment, 'THERIAC_WEB_TLS', 'off', ['on', 'off']) === 'on',
    requestsPerMinute: readCount(environment, 'THERIAC_REQUESTS_PER_MINUTE', 1200),
    largestUploadBytes: readUploadLimit(environment),
    scanFolder: environment['THERIAC_SCAN_FOLDER'] ?? null,
    remittanceFolder: environment['THERIAC_REMITTANCE_FOLDER'] ?? null,
    searchPath: environment['PATH'] ?? '',
  };
}

function readDatabaseUrl(text: string | undefined): string | null {
  if (text === undefined || text === '') return null;
  const url = URL.parse(text);
  if (url === null || !/^postgres(ql)?:$/.test(url.protocol)) {
    throw new StartProblem('DATABASE_URL is not an address such as postgres://user:password@host:5432/database.');
  }
  return text;
}

function readPort(environment: Environment, name: string, usual: number): number {
  const port = readCount(environment, name, usual);
  if (port > 65535) throw new StartProblem(`${name} is not a port number between 1 and 65535.`);
  return port;
}

function readCount(environment: Environment, name: string, usual: number): number {
  const text = environment[name];
  if (text === undefined) return usual;
  if (!/^[1-9]\d{0,8}$/.test(text)) throw new StartProblem(`${name} is not a whole number above zero.`);
  return Number(text);
}

function readUploadLimit(environment: Environment): number {
  const name = 'THERIAC_LARGEST_UPLOAD_MB';
  const megabytes = readCount(environment, name, 20);
  // The length of a stored file is a four-byte number in the database.
  if (megabytes > 2000) throw new StartProblem(`${name} is at most 2000.`);
  return megabytes * 1_000_000;
}

function readChoice(environment: Environment, name: string, usual: string, choices: readonly string[]): string {
  const text = environment[name] ?? usual;
  if (!choices.includes(text)) throw new StartProblem(`${name} is one of ${choices.join(', ')}.`);
  return text;
}

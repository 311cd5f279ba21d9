import { get as getPlain } from 'node:http';
import { get as getSecure } from 'node:https';
import { systemClock } from '../../platform/clock/clock.ts';
import { readSettings, type Settings } from '../../platform/config/settings.ts';
import { openStateFolders } from '../../platform/config/state-folder.ts';
import { checkServer, openPool } from '../../platform/database/connect.ts';
import { openDevelopmentAuthority } from '../../platform/tls/development-authority.ts';
import type { Command } from './command.ts';

interface Health {
  readonly web: 'ready' | 'not ready' | 'out of reach';
  readonly database: 'ready' | 'out of reach' | 'unknown';
}

const patienceMilliseconds = 5000;

/** Asks whether the running program can do its work. */
export const healthCommand: Command = {
  name: 'health',
  usage: '[--json]',
  summary: 'Asks the running web server and the database whether they can do their work. Exit code 1 when one cannot.',
  run: async (call) => {
    const settings = readSettings(process.env);
    const status = await askWeb(settings);
    const health: Health = {
      web: status === null ? 'out of reach' : status === 200 ? 'ready' : 'not ready',
      database: await askDatabase(settings, status),
    };
    if (call.isJson) call.sayJson(health);
    call.say(`Web server: ${health.web}`);
    call.say(`Database:   ${health.database}`);
    return health.web === 'ready' && health.database === 'ready' ? 0 : 1;
  },
};

/** The embedded database is asked through the web server, whose readiness is the database's. */
async function askDatabase(settings: Settings, webStatus: number | null): Promise<Health['database']> {
  if (settings.databaseUrl !== null) return (await isReachable(settings.databaseUrl)) ? 'ready' : 'out of reach';
  if (webStatus === null) return 'unknown';
  return webStatus === 200 ? 'ready' : 'out of reach';
}

async function askWeb(settings: Settings): Promise<number | null> {
  const place = { host: 'localhost', port: settings.webPort, path: '/health/ready', timeout: patienceMilliseconds };
  const folder = openStateFolders(settings.stateFolder).tls;
  const authority = settings.webTls ? await openDevelopmentAuthority({ folder, clock: systemClock }) : null;
  return new Promise((resolve) => {
    const request = authority === null ? getPlain(place) : getSecure({ ...place, ca: authority.certificatePem });
    request.on('response', (response) => {
      response.resume();
      resolve(response.statusCode ?? null);
    });
    request.on('timeout', () => request.destroy());
    request.on('error', () => resolve(null));
  });
}

async function isReachable(url: string): Promise<boolean> {
  const pool = openPool({ url, size: 1, name: 'theriac-health' });
  const answers = await checkServer(pool, { durable: false }).then(
    () => true,
    () => false,
  );
  await pool.end();
  return answers;
}

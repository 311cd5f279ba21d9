import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { composeAccount } from '../gateways/courier/courier-key.ts';
import type { TenantId } from '../kernel/ids.ts';
import { findPartnerOfKind } from '../modules/exchange/index.ts';
import { StartProblem } from '../platform/config/start-problem.ts';
import { openDevelopmentAuthority } from '../platform/tls/development-authority.ts';
import { demoHealthSystems } from './demo-generator/demo-health-systems.ts';
import { demoPorts } from './demo-generator/demo-partners.ts';
import { courierKeyOf } from './run-gateways.ts';
import type { OpenedTheriac } from './start-theriac.ts';

/** How many times faster than life the parcels of the demonstration travel: a day takes about a minute. */
const speedFactor = 1440;

/** Starts the simulated outside world in a process of its own: the claims switch, the courier and the charts of the EHR. */
export async function runSimulators(theriac: OpenedTheriac): Promise<{ stop(): Promise<void> }> {
  const keyOf = courierKeyOf(theriac);
  const courierAccounts: { account: string; keyHex: string; eventsAddress: string }[] = [];
  for (const system of demoHealthSystems) {
    const tenantId = system.tenantId as TenantId;
    const scope = { tenantId, actor: { kind: 'system', name: 'start' } as const };
    const courier = await theriac.platform.transactor.transact(scope, (tx) => findPartnerOfKind(tx, 'courier'));
    if (courier === null) continue;
    const place = { tenantId, partnerId: courier.partnerId };
    const eventsAddress = `https://localhost:${theriac.settings.partnerPort}/gateways/courier/events`;
    courierAccounts.push({
      account: composeAccount(place),
      keyHex: Buffer.from(keyOf(place)).toString('hex'),
      eventsAddress,
    });
  }
  const authority = await openDevelopmentAuthority({ folder: theriac.folders.tls, clock: theriac.platform.clock });
  const child = spawn(process.execPath, [join(import.meta.dirname, 'partner-simulators/main.ts')], {
    stdio: ['pipe', 'pipe', 'ignore', 'ipc'],
    env: { ...process.env, NODE_EXTRA_CA_CERTS: authority.certificatePath },
  });
  const exited = once(child, 'exit');
  child.stdin?.end(JSON.stringify({ ...demoPorts, speedFactor, courierAccounts }));
  if (child.stdout !== null) await Promise.race([once(child.stdout, 'data'), exited]);
  if (child.exitCode !== null) {
    throw new StartProblem(
      `Port ${demoPorts.switchPort}, ${demoPorts.courierPort} or ${demoPorts.chartPort} is in use by another program: the simulated partners need all of them.`,
    );
  }
  return {
    stop: async () => {
      child.kill('SIGTERM');
      await exited;
    },
  };
}

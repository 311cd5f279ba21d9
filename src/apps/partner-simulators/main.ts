import { text } from 'node:stream/consumers';
import { startChartServer } from './chart-server.ts';
import { type CourierAccount, startCourier } from './courier.ts';
import { startSwitch } from './switch.ts';

/** What the process is told as one line of JSON on its standard input; keys never stand in arguments or the environment. */
interface SimulatorConfig {
  readonly switchPort: number;
  readonly courierPort: number;
  readonly chartPort: number;
  readonly delayMilliseconds?: number;
  readonly speedFactor?: number;
  readonly courierAccounts?: readonly CourierAccount[];
}

const config = JSON.parse(await text(process.stdin)) as SimulatorConfig;
const host = '127.0.0.1';
const claimsSwitch = await startSwitch({
  host,
  port: config.switchPort,
  delayMilliseconds: config.delayMilliseconds ?? 0,
});
const charts = await startChartServer({ host, port: config.chartPort });
const courier = await startCourier({
  host,
  port: config.courierPort,
  accounts: config.courierAccounts ?? [],
  speedFactor: config.speedFactor ?? 0,
});

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => {
    void Promise.all([claimsSwitch.stop(), courier.stop(), charts.stop()]).then(() => process.exit(0));
  });
}

// The process ends with the one that started it.
if (process.send !== undefined) process.once('disconnect', () => process.exit(0));

process.stdout.write(
  `${JSON.stringify({ switchPort: claimsSwitch.port, courierPort: courier.port, chartPort: charts.port })}\n`,
);

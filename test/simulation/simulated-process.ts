import { createCourierGateway } from '../../src/gateways/courier/courier-gateway.ts';
import { composeAccount, deriveCourierKey, signMessage } from '../../src/gateways/courier/courier-key.ts';
import { takeReport } from '../../src/gateways/courier/take-report.ts';
import { hl7Format, hl7Subscriptions } from '../../src/gateways/hl7v2-mllp/hl7-gateway.ts';
import { createMessageIntake, type MessageIntake, usualPace } from '../../src/gateways/hl7v2-mllp/message-intake.ts';
import { applyUnsettled } from '../../src/gateways/inbound/sweep-unsettled.ts';
import { createTelecomGateway } from '../../src/gateways/ncpdp-telecom/telecom-gateway.ts';
import { chainEntries } from '../../src/platform/audit/chainer.ts';
import { settleWriter } from '../../src/platform/audit/writer-settlement.ts';
import type { Clock } from '../../src/platform/clock/clock.ts';
import type { Subscription, TimerAction } from '../../src/platform/events/subscription.ts';
import { createLog, type Log } from '../../src/platform/log/log.ts';
import { openPlatform, type Platform } from '../../src/platform/open-platform.ts';
import type { Transactor } from '../../src/platform/transaction/transactor.ts';
import { Crashed, type CrashPoints, plantCrashPoints } from './crash-points.ts';
import { type SimulationStart, simulatedTenant } from './simulation-start.ts';

/** One life of the program: from its start to its crash. */
export interface SimulatedProcess {
  readonly platform: Platform;
  readonly points: CrashPoints;
  readonly intake: MessageIntake;
  /** The key that the courier signs with, in hexadecimal. */
  readonly courierKeyHex: string;
  /** Does what is due, then sends what waits for partners, one after the other. */
  work(): Promise<void>;
  /** Takes a report as the courier signs it; returns the status that is answered. */
  report(body: Uint8Array): Promise<number>;
  /** Applies stored messages that were left without an effect. */
  sweep(): Promise<void>;
  /** Settles the numbers of the audit's writer and chains what it wrote. */
  settleAudit(): Promise<void>;
  close(): Promise<void>;
}

/** What a process is started with. */
export interface ProcessParts {
  readonly start: SimulationStart;
  readonly applicationUrl: string;
  readonly clock: Clock;
  readonly subscriptions: readonly Subscription[];
  readonly timerActions: readonly TimerAction[];
  /** Faults that no crash explains. */
  readonly faults: string[];
  /** Every line that the program logged, at the most talkative level. */
  readonly logLines: string[];
}

/** Starts the program over a database. */
export async function startProcess(parts: ProcessParts): Promise<SimulatedProcess> {
  const { start, clock } = parts;
  const telecom = createTelecomGateway({ timeoutMilliseconds: 40 });
  const courier = createCourierGateway({ timeoutMilliseconds: 1_000 });
  const log = createFaultLog(parts);
  const platform = await openPlatform({
    ...start,
    applicationUrl: parts.applicationUrl,
    clock,
    log,
    subscriptions: [...parts.subscriptions, ...telecom.subscriptions, ...courier.subscriptions, ...hl7Subscriptions],
    timerActions: [...parts.timerActions, ...telecom.timerActions, ...courier.timerActions],
    poolSize: 6,
  });
  const points = plantCrashPoints(platform.pool);
  const pace = createPace(platform.transactor);
  const place = { tenantId: simulatedTenant, partnerId: start.courierId };
  const keyOf = (): Uint8Array => deriveCourierKey(start.secrets.derived, place);
  telecom.start({ transactor: pace.transactor, log });
  courier.start({ transactor: pace.transactor, clock, log, keyOf });
  const reporting = { transactor: platform.transactor, clock, keyOf };
  return {
    platform,
    points,
    courierKeyHex: Buffer.from(keyOf()).toString('hex'),
    intake: createMessageIntake({ ...platform, pace: usualPace }),
    work: async () => {
      pace.hold();
      await platform.dueWork.runDue().finally(() => pace.go());
      await telecom.idle();
      await courier.idle();
      if (points.isDown()) throw new Crashed('the process went down while it sent');
    },
    report: (body) => {
      const timestamp = clock.now();
      const signature = signMessage(keyOf(), { timestamp, body });
      return takeReport(reporting, { account: composeAccount(place), timestamp, signature, body });
    },
    sweep: async () => {
      await applyUnsettled(platform, hl7Format);
    },
    settleAudit: async () => {
      await settleWriter({ ...platform, pool: platform.keyPool, writer: platform.auditWriter });
      await chainEntries({ pool: platform.keyPool, keys: platform.auditKeys });
    },
    close: async () => {
      pace.go();
      await telecom.stop();
      await courier.stop();
      await platform.close();
    },
  };
}

/** Lets transactions of senders wait while due work is done, and run one by one afterwards, so that a seed repeats. */
function createPace(transactor: Transactor): { hold(): void; go(): void; readonly transactor: Transactor } {
  let go: () => void = () => undefined;
  let held: Promise<void> = Promise.resolve();
  let last: Promise<unknown> = Promise.resolve();
  return {
    hold: () => {
      held = new Promise((resolve) => {
        go = resolve;
      });
    },
    go: () => go(),
    transactor: {
      transact: async (scope, work) => {
        await held;
        const run = last.then(() => transactor.transact(scope, work));
        last = run.catch(() => undefined);
        return run;
      },
    },
  };
}

function createFaultLog({ faults, logLines }: Pick<ProcessParts, 'faults' | 'logLines'>): Log {
  const log = createLog({ level: 'debug', write: (line) => void logLines.push(line) });
  return {
    ...log,
    fault: (part, error, fields) => {
      if (!isBrokenConnection(error)) faults.push(`${part}: ${error instanceof Error ? error.stack : String(error)}`);
      return log.fault(part, error, fields);
    },
  };
}

function isBrokenConnection(error: unknown): boolean {
  return (
    error instanceof Crashed || (error instanceof Error && /Connection terminated|not queryable/.test(error.message))
  );
}

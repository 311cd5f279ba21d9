import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { findFreePort } from '../support/free-port.ts';
import type { Installation } from './installation.ts';

/** A real process of the program, as `theriac start --run` starts it. */
export interface ProgramProcess {
  readonly webPort: number;
  readonly mllpPort: number;
  readonly partnerPort: number;
  /** Everything that it wrote to its output. */
  readonly output: readonly string[];
  /** Ends it without any warning. */
  kill(): Promise<void>;
  /** Starts it again on the same ports. */
  start(): Promise<void>;
  /** Asks it to end, as Ctrl-C does, and returns its exit code. */
  stop(): Promise<number | null>;
}

const command = join(import.meta.dirname, '../../src/apps/cli/main.ts');

/** Starts the named parts of the program and waits until they are ready. */
export async function startProgram(
  installation: Installation,
  parts: string,
  changes: Readonly<Record<string, string>> = {},
): Promise<ProgramProcess> {
  const [webPort, mllpPort, partnerPort] = [await findFreePort(), await findFreePort(), await findFreePort()];
  const output: string[] = [];
  let child: ChildProcess | null = null;

  async function start(): Promise<void> {
    const started = spawn(process.execPath, [command, 'start', '--no-demo', '--run', parts], {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: {
        PATH: process.env['PATH'],
        NODE_COMPILE_CACHE: process.env['NODE_COMPILE_CACHE'],
        ...installation.environment,
        THERIAC_WEB_PORT: String(webPort),
        THERIAC_MLLP_PORT: String(mllpPort),
        THERIAC_PARTNER_PORT: String(partnerPort),
        THERIAC_METRICS_PORT: 'off',
        THERIAC_LOG: 'debug',
        ...changes,
      },
    });
    child = started;
    const from = output.length;
    await new Promise<void>((resolve, reject) => {
      const hear = (chunk: Buffer): void => {
        output.push(chunk.toString());
        if (output.slice(from).join('').includes('Ready after')) resolve();
      };
      started.stdout?.on('data', hear);
      started.stderr?.on('data', hear);
      started.once('exit', () =>
        reject(new Error(`the program ended while it started: ${output.slice(from).join('')}`)),
      );
    });
  }

  async function end(signal: NodeJS.Signals): Promise<number | null> {
    if (child === null || child.exitCode !== null || child.signalCode !== null) return child?.exitCode ?? null;
    const exited = once(child, 'exit');
    child.kill(signal);
    await exited;
    return child.exitCode;
  }

  await start();
  return {
    ...{ webPort, mllpPort, partnerPort, output, start },
    kill: async () => void (await end('SIGKILL')),
    stop: () => end('SIGINT'),
  };
}

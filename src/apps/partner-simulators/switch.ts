import { createServer, type Socket } from 'node:net';
import {
  decodeFrames,
  emptyFrameState,
  encodeFrame,
  readTelecom,
  writeTelecom,
} from '../../standards/ncpdp-telecom/ncpdp-telecom.ts';
import { Adjudicator } from './adjudicator.ts';

export interface SwitchOptions {
  readonly host: string;
  /** 0 takes a free port. */
  readonly port: number;
  readonly delayMilliseconds: number;
}

/** A simulated claims switch that listens. */
export interface SwitchSimulator {
  readonly port: number;
  /** How many messages it received. */
  countReceived(): number;
  stop(): Promise<void>;
}

/** Starts a claims switch with a payer behind it: NCPDP Telecommunication D.0 over TCP, each message behind its length. */
export async function startSwitch(options: SwitchOptions): Promise<SwitchSimulator> {
  const adjudicator = new Adjudicator();
  const sockets = new Set<Socket>();
  let received = 0;
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    socket.on('error', () => undefined);
    let state = emptyFrameState;
    socket.on('data', (chunk) => {
      const decoded = decodeFrames(state, chunk);
      state = decoded.state;
      for (const message of decoded.messages) {
        received += 1;
        const answer = answerBytes(adjudicator, message);
        if (answer !== null) setTimeout(() => socket.writable && socket.write(answer), options.delayMilliseconds);
      }
      if (decoded.isBroken) socket.destroy();
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port, options.host, resolve);
  });
  const address = server.address();
  return {
    port: typeof address === 'object' && address !== null ? address.port : options.port,
    countReceived: () => received,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
  };
}

/** What is no request gets no answer, and neither does what the link loses. */
function answerBytes(adjudicator: Adjudicator, message: Uint8Array): Uint8Array | null {
  const reading = readTelecom(message);
  if (reading.message?.kind !== 'request') return null;
  const { response, silence } = adjudicator.answer(reading.message);
  return silence === 'none' ? encodeFrame(writeTelecom(response)) : null;
}

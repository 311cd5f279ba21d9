import { connect as connectPlain, type Socket } from 'node:net';
import { connect as connectTls } from 'node:tls';
import { encodeMllpFrame, MllpDecoder } from '../../standards/hl7v2/hl7v2.ts';

/** Where an interface listens, and what proves the sender; without `tls` the connection is plain, on loopback only. */
export interface InterfacePlace {
  readonly host: string;
  readonly port: number;
  readonly tls: { readonly key: string; readonly cert: string; readonly ca: string } | null;
}

/** Sends HL7 version 2 messages on one connection and returns the answers in their order; fewer when the connection ends or stays silent. */
export function sendHl7(
  place: InterfacePlace,
  messages: readonly Uint8Array[],
  timeoutMilliseconds = 10_000,
): Promise<readonly Uint8Array[]> {
  return new Promise((resolve) => {
    const answers: Uint8Array[] = [];
    const decoder = new MllpDecoder({ maximumFrameBytes: 1_048_576 });
    const socket: Socket = place.tls === null ? connectPlain(place) : connectTls({ ...place.tls, ...place });
    const end = (): void => {
      clearTimeout(timer);
      socket.destroy();
      resolve(answers);
    };
    const timer = setTimeout(end, timeoutMilliseconds);
    socket.on('error', end);
    socket.on('close', end);
    socket.once(place.tls === null ? 'connect' : 'secureConnect', () => {
      for (const message of messages) socket.write(encodeMllpFrame(message));
    });
    socket.on('data', (chunk) => {
      for (const frame of decoder.push(chunk).frames) answers.push(frame.bytes);
      if (answers.length >= messages.length) end();
    });
  });
}

import { connect as connectPlain, type Socket } from 'node:net';
import { connect as connectTls } from 'node:tls';
import { encodeMllpFrame, MllpDecoder } from '../../standards/hl7v2/hl7v2.ts';
import { isLoopback } from '../outbound/post-document.ts';
import type { OutboundTls, WireReply } from '../outbound/prescriber-way.ts';

const largestReply = 1_048_576;

/** Where an interface listens: `mllps://host:port` with TLS, `mllp://` in plain text on loopback alone; null for anything else. */
export function readInterfacePlace(
  address: string,
): { readonly host: string; readonly port: number; readonly isTls: boolean } | null {
  const url = URL.parse(address);
  if (url === null || url.port === '' || (url.protocol !== 'mllp:' && url.protocol !== 'mllps:')) return null;
  const isTls = url.protocol === 'mllps:';
  if (!isTls && !isLoopback(url.hostname)) return null;
  return { host: url.hostname.replace(/^\[|\]$/g, ''), port: Number(url.port), isTls };
}

/** Sends one message over MLLP on a connection of its own and waits for the frame that answers it. Never rejects. */
export function askInterface(asked: {
  readonly address: string;
  readonly body: Uint8Array;
  readonly tls: OutboundTls | null;
  readonly timeoutMilliseconds: number;
}): Promise<WireReply> {
  const place = readInterfacePlace(asked.address);
  if (place === null || (place.isTls && asked.tls === null)) return Promise.resolve({ kind: 'unreached' });
  const { host, port, isTls } = place;
  return new Promise((resolve) => {
    const decoder = new MllpDecoder({ maximumFrameBytes: largestReply });
    const socket: Socket = isTls
      ? connectTls({ ...(asked.tls ?? {}), host, port, ...(/[a-z]/i.test(host) ? { servername: host } : {}) })
      : connectPlain({ host, port });
    let isSent = false;
    const end = (reply: WireReply): void => {
      clearTimeout(timer);
      socket.destroy();
      resolve(reply);
    };
    const fail = (): void => end({ kind: isSent ? 'silent' : 'unreached' });
    const timer = setTimeout(fail, asked.timeoutMilliseconds);
    socket.on('error', fail);
    socket.on('close', fail);
    socket.once(isTls ? 'secureConnect' : 'connect', () => {
      isSent = true;
      socket.write(encodeMllpFrame(asked.body));
    });
    socket.on('data', (chunk) => {
      const [frame] = decoder.push(chunk).frames;
      if (frame !== undefined) end({ kind: 'answered', status: null, body: frame.bytes });
    });
  });
}

import { connect } from 'node:net';
import { decodeFrames, emptyFrameState, encodeFrame } from '../../standards/ncpdp-telecom/ncpdp-telecom.ts';

/** Where a switch listens. */
export interface SwitchPlace {
  readonly host: string;
  readonly port: number;
}

/** What came of asking: `unreached` means that no byte was sent, `silent` that the switch may have it. */
export type SwitchReply =
  | { readonly kind: 'answered'; readonly body: Uint8Array }
  | { readonly kind: 'unreached' }
  | { readonly kind: 'silent' };

/** Reads an address such as `tcp://host:port`; null when it is none. */
export function readSwitchPlace(address: string | null): SwitchPlace | null {
  const url = address === null ? null : URL.parse(address);
  if (url === null || url.protocol !== 'tcp:' || url.port === '') return null;
  return { host: url.hostname.replace(/^\[|\]$/g, ''), port: Number(url.port) };
}

/** Sends one message on a connection of its own and waits for the one that answers it. Never rejects. */
export function askSwitch(asked: {
  readonly place: SwitchPlace;
  readonly body: Uint8Array;
  readonly timeoutMilliseconds: number;
}): Promise<SwitchReply> {
  return new Promise((resolve) => {
    const socket = connect(asked.place);
    let state = emptyFrameState;
    let isSent = false;
    const end = (reply: SwitchReply): void => {
      clearTimeout(timer);
      socket.destroy();
      resolve(reply);
    };
    const fail = (): void => end({ kind: isSent ? 'silent' : 'unreached' });
    const timer = setTimeout(fail, asked.timeoutMilliseconds);
    socket.on('error', fail);
    socket.on('close', fail);
    socket.on('connect', () => {
      isSent = true;
      socket.write(encodeFrame(asked.body));
    });
    socket.on('data', (chunk) => {
      const decoded = decodeFrames(state, chunk);
      state = decoded.state;
      const [body] = decoded.messages;
      if (body !== undefined) end({ kind: 'answered', body });
      else if (decoded.isBroken) fail();
    });
  });
}

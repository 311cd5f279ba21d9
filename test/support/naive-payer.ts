import { createServer, type Socket } from 'node:net';
import { cents } from '../../src/kernel/money.ts';
import {
  composeSegment,
  decodeFrames,
  emptyFrameState,
  encodeFrame,
  readTelecom,
  requestSegments,
  responseSegments,
  type TelecomRequest,
  viewSegment,
  writeTelecom,
} from '../../src/standards/ncpdp-telecom/ncpdp-telecom.ts';

/** How the link treats one message: `late` answers after the asker gave up, `dies` takes the message and drops the connection. */
export type LinkBehaviour = 'answers' | 'twice' | 'silent' | 'late' | 'dies' | 'deaf' | 'unknown-reversal';

/** A payer that pays every billing that it gets, repeats as well: whoever bills it twice is paid twice. */
export interface NaivePayer {
  readonly port: number;
  /** The transactions that it got, in their order. */
  readonly got: readonly string[];
  /** The most payments that ever stood open at once for one fill of one prescription. */
  mostOpenPayments(): number;
  /** Payments that stand open now. */
  openPayments(): number;
  stop(): Promise<void>;
}

/** Starts a payer behind a switch whose link treats the messages as told, one after the other, and the last way from then on. */
export async function startNaivePayer(script: readonly LinkBehaviour[], lateMilliseconds = 0): Promise<NaivePayer> {
  const got: string[] = [];
  const open = new Map<string, number>();
  let most = 0;
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    socket.on('error', () => undefined);
    let state = emptyFrameState;
    socket.on('data', (chunk) => {
      const decoded = decodeFrames(state, chunk);
      state = decoded.state;
      for (const message of decoded.messages) take(socket, message);
    });
  });
  function take(socket: Socket, message: Uint8Array): void {
    const reading = readTelecom(message).message;
    if (reading?.kind !== 'request') return;
    const behaviour = script[got.length] ?? script.at(-1) ?? 'answers';
    got.push(reading.header.transactionCode);
    if (behaviour === 'deaf') return;
    const answer = encodeFrame(adjudicate(reading, behaviour));
    if (behaviour === 'dies') socket.destroy();
    if (behaviour === 'late') setTimeout(() => socket.writable && socket.write(answer), lateMilliseconds);
    if (behaviour === 'answers' || behaviour === 'unknown-reversal') socket.write(answer);
    if (behaviour === 'twice') socket.write(Buffer.concat([answer, answer]));
  }
  function adjudicate(request: TelecomRequest, behaviour: LinkBehaviour): Uint8Array {
    const claim = viewSegment(requestSegments.claimSegment, request.transactions[0]?.segments ?? []);
    const key = `${claim?.prescriptionReferenceNumber} ${claim?.fillNumber}`;
    const before = open.get(key) ?? 0;
    open.set(key, request.header.transactionCode === 'B1' ? before + 1 : Math.max(0, before - 1));
    most = Math.max(most, open.get(key) ?? 0);
    return composeAnswer(request, { hasNone: behaviour === 'unknown-reversal', authorizationNumber: `N${got.length}` });
  }
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the payer has no port');
  return {
    ...{ port: address.port, got },
    mostOpenPayments: () => most,
    openPayments: () => [...open.values()].reduce((sum, count) => sum + count, 0),
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
  };
}

function composeAnswer(
  request: TelecomRequest,
  says: { readonly hasNone: boolean; readonly authorizationNumber: string },
): Uint8Array {
  const claim = viewSegment(requestSegments.claimSegment, request.transactions[0]?.segments ?? []);
  const isBilling = request.header.transactionCode === 'B1';
  const { authorizationNumber } = says;
  const status = composeSegment(
    responseSegments.responseStatusSegment,
    says.hasNone && !isBilling
      ? { status: 'R', rejects: [{ code: '87' }] }
      : { status: isBilling ? 'P' : 'A', authorizationNumber },
  );
  const named = composeSegment(responseSegments.responseClaimSegment, {
    referenceNumberQualifier: '1',
    prescriptionReferenceNumber: claim?.prescriptionReferenceNumber ?? null,
  });
  const pricing = composeSegment(responseSegments.responsePricingSegment, {
    ...{ patientPayCents: cents(1_000), ingredientCostPaidCents: cents(9_000), totalPaidCents: cents(8_000) },
  });
  const { transactionCode, serviceProviderIdQualifier, serviceProviderId, serviceDate } = request.header;
  return writeTelecom({
    kind: 'response',
    header: {
      ...{ version: 'D0', transactionCode, transactionCount: 1, responseStatus: 'A' },
      ...{ serviceProviderIdQualifier, serviceProviderId, serviceDate },
    },
    segments: [],
    transactions: [{ segments: [status, named, ...(isBilling ? [pricing] : [])] }],
  });
}

import { createHash, randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { type CourierStop, planStops } from './courier-rules.ts';
import { isSignedBy, signMessage } from './signature.ts';

/** A pharmacy that books with the courier: its account, the key that both sign with, and where reports go. */
export interface CourierAccount {
  readonly account: string;
  /** 32 bytes in hexadecimal. */
  readonly keyHex: string;
  readonly eventsAddress: string;
}

export interface CourierOptions {
  readonly host: string;
  /** 0 takes a free port. */
  readonly port: number;
  readonly accounts: readonly CourierAccount[];
  /** How many times faster than life parcels travel; 0 reports nothing by itself. */
  readonly speedFactor: number;
}

/** A report as it is sent. */
export interface CourierReport {
  readonly eventId: string;
  readonly trackingNumber: string;
  readonly status: CourierStop['status'];
  readonly code: string | null;
  readonly occurredAt: string;
}

/** A simulated courier that listens. */
export interface CourierSimulator {
  readonly port: number;
  /** Lists the tracking numbers that were given, in their order. */
  listBookings(): readonly string[];
  /** Takes bookings of these pharmacies too. */
  admit(accounts: readonly CourierAccount[]): void;
  stop(): Promise<void>;
}

interface Booking {
  readonly trackingNumber: string;
  readonly account: CourierAccount;
}

const hourMilliseconds = 3_600_000;
const retryMilliseconds = 2_000;
const mostAttempts = 5;
const largestBody = 65_536;

/** Starts a courier: books parcels over HTTP, and reports what becomes of them by signed calls. */
export async function startCourier(options: CourierOptions): Promise<CourierSimulator> {
  const bookings = new Map<string, Booking>();
  const accounts = [...options.accounts];
  const timers = new Set<NodeJS.Timeout>();
  const after = (milliseconds: number, work: () => void): void => {
    const timer = setTimeout(() => {
      timers.delete(timer);
      work();
    }, milliseconds);
    timers.add(timer);
  };
  const send = async (account: CourierAccount, report: CourierReport, attempt = 1): Promise<void> => {
    const isHeard = await sendReport(account, report);
    if (!isHeard && attempt < mostAttempts)
      after(retryMilliseconds * attempt, () => void send(account, report, attempt + 1));
  };
  const follow = (booking: Booking, stops: readonly CourierStop[]): void => {
    if (options.speedFactor <= 0) return;
    stops.forEach(({ status, code, hours }, index) => {
      after((hours * hourMilliseconds) / options.speedFactor, () => {
        const eventId = `${booking.trackingNumber}-${index + 1}`;
        const occurredAt = new Date().toISOString();
        const { trackingNumber, account } = booking;
        void send(account, { eventId, trackingNumber, status, code, occurredAt });
      });
    });
  };
  const server = createServer((request, response) => {
    void answerBooking(request, accounts).then((booked) => {
      if (typeof booked === 'number') return end(response, booked, {});
      const known = bookings.get(booked.reference);
      const booking = known ?? { trackingNumber: nameParcel(booked.reference), account: booked.account };
      bookings.set(booked.reference, booking);
      end(response, known === undefined ? 201 : 200, { trackingNumber: booking.trackingNumber });
      if (known === undefined) follow(booking, planStops(booked.addressText));
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port, options.host, resolve);
  });
  const address = server.address();
  return {
    port: typeof address === 'object' && address !== null ? address.port : options.port,
    listBookings: () => [...bookings.values()].map(({ trackingNumber }) => trackingNumber),
    admit: (more) => void accounts.push(...more),
    stop: async () => {
      for (const timer of timers) clearTimeout(timer);
      server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}

/** Sends a signed report and tells whether it was taken. */
async function sendReport(account: CourierAccount, report: CourierReport): Promise<boolean> {
  const body = JSON.stringify(report);
  const timestamp = new Date().toISOString();
  const signature = signMessage(Buffer.from(account.keyHex, 'hex'), { timestamp, body });
  const answer = await fetch(account.eventsAddress, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'x-courier-account': account.account,
      'x-courier-timestamp': timestamp,
      'x-courier-signature': signature,
    },
    body,
  }).catch(() => null);
  await answer?.body?.cancel();
  // What the receiver knows already or never takes is not sent again.
  return answer !== null && answer.status < 500;
}

interface BookingRequest {
  readonly account: CourierAccount;
  readonly reference: string;
  readonly addressText: string;
}

/** Reads a booking; a number is the status by which it is refused. */
async function answerBooking(
  request: IncomingMessage,
  accounts: readonly CourierAccount[],
): Promise<BookingRequest | number> {
  if (request.method !== 'POST' || request.url !== '/bookings') return 404;
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const bytes = Buffer.concat(chunks);
  if (bytes.length > largestBody) return 413;
  const body = bytes.toString();
  const account = accounts.find(({ account: name }) => name === headerOf(request, 'x-courier-account'));
  const timestamp = headerOf(request, 'x-courier-timestamp');
  const signature = headerOf(request, 'x-courier-signature');
  if (account === undefined || !isSignedBy(Buffer.from(account.keyHex, 'hex'), { timestamp, body, signature }))
    return 401;
  const order = JSON.parse(body) as { reference?: unknown; recipient?: { address?: unknown } };
  if (typeof order.reference !== 'string' || typeof order.recipient?.address !== 'object') return 422;
  return { account, reference: order.reference, addressText: JSON.stringify(order.recipient.address) };
}

function headerOf(request: IncomingMessage, name: string): string {
  const value = request.headers[name];
  return typeof value === 'string' ? value : '';
}

function end(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}

/** The same reference always gets the same number, also after a restart. */
function nameParcel(reference: string): string {
  return `SIM${createHash('sha256')
    .update(reference === '' ? randomUUID() : reference)
    .digest('hex')
    .slice(0, 15)
    .toUpperCase()}`;
}

import { spawn } from 'node:child_process';
import { createServer as createHttpServer } from 'node:http';
import { type AddressInfo, connect, createServer } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { encodeMllpFrame, MllpDecoder } from '../../standards/hl7v2/hl7v2.ts';
import {
  decodeFrames,
  emptyFrameState,
  encodeFrame,
  readTelecom,
  viewClaimResponse,
} from '../../standards/ncpdp-telecom/ncpdp-telecom.ts';
import { type CourierReport, type CourierSimulator, startCourier } from './courier.ts';
import { planStops } from './courier-rules.ts';
import { sendScript } from './e-prescriber.ts';
import { sendHl7 } from './electronic-health-record.ts';
import { sendFhir } from './enrollment-hub.ts';
import { isSignedBy, signMessage } from './signature.ts';
import { type SwitchSimulator, startSwitch } from './switch.ts';
import { rejectRules } from './switch-rules.ts';

const host = '127.0.0.1';

describe('the simulated switch', () => {
  let simulator: SwitchSimulator;
  beforeAll(async () => {
    simulator = await startSwitch({ host, port: 0, delayMilliseconds: 0 });
  });
  afterAll(() => simulator.stop());

  function ask(text: string) {
    return new Promise<ReturnType<typeof viewClaimResponse>>((resolve, reject) => {
      const socket = connect({ host, port: simulator.port }, () => {
        socket.write(encodeFrame(new TextEncoder().encode(text)));
      });
      socket.on('error', reject);
      socket.on('data', (chunk) => {
        const [message] = decodeFrames(emptyFrameState, chunk).messages;
        const [transaction] = readTelecom(message ?? new Uint8Array()).message?.transactions ?? [];
        socket.destroy();
        if (transaction === undefined) reject(new Error('no answer'));
        else resolve(viewClaimResponse(transaction));
      });
    });
  }

  const bill = (claim: { cardholder?: string; rx: string; code?: 'B1' | 'B2'; authorization?: string }) =>
    ask(
      `610455D0${claim.code ?? 'B1'}DEMO      1011093817462     20260302THERIAC   /|AM04|C2${claim.cardholder ?? 'TEST1001'}\n/|AM07|EM1|D2${claim.rx}|E103|D700000000001|E72000|D31|D528${claim.authorization === undefined ? '' : `|EU1|EV${claim.authorization}`}/|AM11|D91000{|DC10{/|AM03|EZ01|DB1234567893`
        .replaceAll('|', '\x1c')
        .replaceAll('\n', '\x1d')
        .replaceAll('/', '\x1e'),
    );

  test('pays what was submitted less the patient’s share, and answers a repeat with the same number', async () => {
    const first = await bill({ rx: '1' });
    const second = await bill({ rx: '1' });
    expect(first).toMatchObject({ outcome: 'paid', isDuplicate: false });
    expect(first.pricing).toMatchObject({ patientPayCents: 1_010, totalPaidCents: 9_090 });
    expect(second).toMatchObject({ outcome: 'paid', isDuplicate: true });
    expect(second.status?.authorizationNumber).toBe(first.status?.authorizationNumber);
  });

  test.each(
    rejectRules.map(({ code }) => code).filter((code) => Number(code) >= 65 && code !== '76'),
  )('rejects with %s for a cardholder id that ends so', async (code) => {
    expect(await bill({ rx: code, cardholder: `TEST${code}` })).toMatchObject({
      outcome: 'rejected',
      rejectCodes: [code],
    });
  });

  test('pays what needed an authorization once its number is given', async () => {
    expect((await bill({ rx: '2', cardholder: 'TEST75', authorization: 'PA1' })).outcome).toBe('paid');
  });

  test('takes a claim back once and says so when it is asked again, and bills it anew afterwards', async () => {
    await bill({ rx: '3' });
    expect(await bill({ rx: '3', code: 'B2' })).toMatchObject({ outcome: 'approved', isDuplicate: false });
    expect(await bill({ rx: '3', code: 'B2' })).toMatchObject({ outcome: 'approved', isDuplicate: true });
    expect(await bill({ rx: '3' })).toMatchObject({ outcome: 'paid', isDuplicate: false });
  });
});

describe('the simulated courier', () => {
  const key = Buffer.alloc(32, 7);
  const reports: CourierReport[] = [];
  const listener = createHttpServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const body = Buffer.concat(chunks).toString();
      const timestamp = String(request.headers['x-courier-timestamp']);
      const signature = String(request.headers['x-courier-signature']);
      if (isSignedBy(key, { timestamp, body, signature })) reports.push(JSON.parse(body) as CourierReport);
      response.end();
    });
  });
  let courier: CourierSimulator;
  beforeAll(async () => {
    await new Promise<void>((resolve) => listener.listen(0, host, resolve));
    const { port } = listener.address() as AddressInfo;
    const account = { account: 'pharmacy', keyHex: key.toString('hex'), eventsAddress: `http://${host}:${port}/` };
    courier = await startCourier({ host, port: 0, accounts: [account], speedFactor: 36_000_000 });
  });
  afterAll(async () => {
    await courier.stop();
    listener.close();
  });

  async function book(reference: string, change: { readonly signature?: string } = {}): Promise<number> {
    const body = JSON.stringify({ reference, recipient: { address: { lines: ['1 Refuse Road'] } } });
    const timestamp = new Date().toISOString();
    const signature = change.signature ?? signMessage(key, { timestamp, body });
    const headers = {
      'x-courier-account': 'pharmacy',
      'x-courier-timestamp': timestamp,
      'x-courier-signature': signature,
    };
    return (await fetch(`http://${host}:${courier.port}/bookings`, { method: 'POST', headers, body })).status;
  }

  test('books once for a reference and reports by signed calls what becomes of the parcel', async () => {
    expect(await book('first')).toBe(201);
    expect(await book('first')).toBe(200);
    await expect
      .poll(() => reports.map(({ status }) => status).sort())
      .toEqual(['exception', 'in-transit', 'label-made', 'out-for-delivery', 'picked-up', 'returned']);
    expect(courier.listBookings()).toHaveLength(1);
  });

  test('books nothing that is not signed', async () => {
    expect(await book('second', { signature: '00' })).toBe(401);
  });

  test('brings everything that no rule stops', () => {
    expect(planStops('5 Elm Street').at(-1)?.status).toBe('delivered');
    expect(planStops('5 Nowhere Lane').at(-1)?.code).toBe('wrong-address');
  });
});

describe('the simulated senders', () => {
  test('send HL7 messages by MLLP and read the answers', async () => {
    const server = createServer((socket) => {
      const decoder = new MllpDecoder({ maximumFrameBytes: 10_000 });
      socket.on('error', () => undefined);
      socket.on('data', (chunk) => {
        for (const frame of decoder.push(chunk).frames) socket.write(encodeMllpFrame(frame.bytes));
      });
    });
    await new Promise<void>((resolve) => server.listen(0, host, resolve));
    const { port } = server.address() as AddressInfo;
    const messages = ['MSH|1', 'MSH|2'].map((text) => new TextEncoder().encode(text));
    const answers = await sendHl7({ host, port, tls: null }, messages);
    expect(answers.map((answer) => new TextDecoder().decode(answer).trim())).toEqual(['MSH|1', 'MSH|2']);
    server.close();
  });

  test('send SCRIPT and FHIR with their media types and keys', async () => {
    const server = createHttpServer((request, response) => {
      response.statusCode = 202;
      response.end(`${request.headers['content-type']} ${request.headers.authorization}`);
    });
    await new Promise<void>((resolve) => server.listen(0, host, resolve));
    const url = `http://${host}:${(server.address() as AddressInfo).port}/`;
    const proof = { url, bearerKey: 'key', tls: null };
    expect(await sendScript({ ...proof, body: '<Message/>' })).toEqual({
      status: 202,
      body: 'application/xml Bearer key',
    });
    expect((await sendFhir({ ...proof, resource: {} })).body).toBe('application/fhir+json Bearer key');
    server.close();
  });
});

test('the process of the simulators tells its ports and ends when it is asked to', async () => {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'main.ts')], { stdio: ['pipe', 'pipe', 'inherit'] });
  child.stdin.end(JSON.stringify({ switchPort: 0, courierPort: 0, chartPort: 0 }));
  const line = await new Promise<string>((resolve) => child.stdout.once('data', (chunk) => resolve(String(chunk))));
  const port = expect.any(Number);
  expect(JSON.parse(line)).toEqual({ switchPort: port, courierPort: port, chartPort: port });
  const ended = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGTERM');
  expect(await ended).toBe(0);
});

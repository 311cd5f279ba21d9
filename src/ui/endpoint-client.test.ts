import { Type } from 'typebox';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { endpoint } from '../kernel/endpoint.ts';
import { callEndpoint } from './endpoint-client.ts';
import { EndpointFailure } from './endpoint-failure.ts';
import { presenceCodes, type SessionGate } from './session-gate.ts';

const verify = endpoint({
  module: 'dispensing',
  name: 'verify-fill',
  kind: 'command',
  summary: 'Verifies a fill.',
  permission: 'signed-in',
  request: Type.Object({ fillId: Type.String() }),
  response: Type.Object({ version: Type.Number() }),
});
const list = endpoint({ ...verify, module: 'dispensing', name: 'list-fills', kind: 'query' });

interface Sent {
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** Answers calls in turn, and keeps what was sent; null stands for a broken connection. */
function answerWith(...answers: readonly (Response | null)[]): readonly Sent[] {
  const sent: Sent[] = [];
  const rest = [...answers];
  vi.stubGlobal('fetch', (path: string, call: { headers: Record<string, string>; body: string }) => {
    sent.push({ path, headers: call.headers, body: call.body });
    const answer = rest.shift() ?? null;
    return answer === null ? Promise.reject(new TypeError('network')) : Promise.resolve(answer);
  });
  return sent;
}

const answer = (body: unknown, status = 200): Response => new Response(JSON.stringify(body), { status });
const refused = (status: number, code: string): Response =>
  answer({ status, code, sentence: 'No.', facts: {} }, status);
const openGate: SessionGate = {
  signIn: () => undefined,
  unlock: () => Promise.resolve(true),
  prove: () => Promise.resolve(true),
};

afterEach(() => {
  vi.unstubAllGlobals();
});

describe('a call', () => {
  it('posts JSON with the mark against forgery, a command with its idempotency key', async () => {
    const sent = answerWith(answer({ version: 2 }), answer({ version: 3 }));
    await expect(callEndpoint(verify, { fillId: 'f' })).resolves.toEqual({ version: 2 });
    await callEndpoint(list, { fillId: 'f' });
    expect(sent[0]).toMatchObject({ path: '/api/dispensing/verify-fill', body: '{"fillId":"f"}' });
    expect(sent[0]?.headers).toMatchObject({ 'x-theriac-csrf': '1' });
    expect(sent[0]?.headers['idempotency-key']).toMatch(/^[0-9a-f-]{36}$/);
    expect(sent[1]?.headers).not.toHaveProperty('idempotency-key');
  });

  it('is repeated with the same key after a fresh proof, and after unlocking', async () => {
    const sent = answerWith(
      refused(428, presenceCodes.freshProofNeeded),
      refused(401, presenceCodes.sessionLocked),
      answer({ version: 2 }),
    );
    await expect(callEndpoint(verify, { fillId: 'f' }, { gate: openGate })).resolves.toEqual({ version: 2 });
    const keys = sent.map((call) => call.headers['idempotency-key']);
    expect(keys).toHaveLength(3);
    expect(new Set(keys).size).toBe(1);
  });

  it('is not repeated when the person declines', async () => {
    const sent = answerWith(refused(428, presenceCodes.freshProofNeeded));
    const gate = { ...openGate, prove: () => Promise.resolve(false) };
    await expect(callEndpoint(verify, { fillId: 'f' }, { gate })).rejects.toMatchObject({ status: 428 });
    expect(sent).toHaveLength(1);
  });

  it('leads to sign-in when there is no session', async () => {
    answerWith(refused(401, presenceCodes.sessionNeeded));
    const signIn = vi.fn();
    await expect(callEndpoint(list, { fillId: 'f' }, { gate: { ...openGate, signIn } })).rejects.toThrow(
      EndpointFailure,
    );
    expect(signIn).toHaveBeenCalledOnce();
  });

  it('tells refusals, problems, faults and silence apart', async () => {
    const outcomes: [Response | null, string][] = [
      [refused(409, 'dispensing.own-fill'), 'refusal'],
      [refused(400, 'http.problems'), 'problem'],
      [refused(500, 'platform.fault'), 'fault'],
      [new Response('<html>proxy</html>', { status: 502 }), 'fault'],
      [null, 'unreachable'],
    ];
    for (const [given, kind] of outcomes) {
      answerWith(given);
      await expect(callEndpoint(list, { fillId: 'f' })).rejects.toMatchObject({ kind });
    }
  });
});

import { connect as connectPlain, type Socket } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { connect as connectTls } from 'node:tls';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Hl7Scene, openHl7Scene } from '../../../test/support/hl7-scene.ts';
import { codeOf, composeOrder, converse } from '../../../test/support/mllp-conversation.ts';
import type { Transactor } from '../../platform/transaction/transactor.ts';
import { encodeMllpFrame } from '../../standards/hl7v2/hl7v2.ts';
import { applyUnsettled } from '../inbound/sweep-unsettled.ts';
import { hl7Format, startHl7Gateway } from './hl7-gateway.ts';

let scene: Hl7Scene;

beforeAll(async () => {
  scene = await openHl7Scene();
});
afterAll(() => scene.close());

describe('who sends', () => {
  const openTls = async (options: object): Promise<Socket> => {
    const socket = connectTls({
      host: '127.0.0.1',
      port: scene.gateway.ports[1] ?? 0,
      ca: scene.authority.certificatePem,
      servername: 'localhost',
      ...options,
    });
    return socket;
  };

  it('is proven by the client certificate', async () => {
    const client = await scene.authority.createPartnerCertificate('mercy');
    const socket = await openTls({ key: client.keyPem, cert: client.certificatePem });
    const [answer] = await converse(socket, [encodeMllpFrame(composeOrder({ controlId: 'TLS1' }))]);
    socket.destroy();
    expect(codeOf(answer)).toBe('AA');
  });

  it('is nobody without a certificate, or with one of our authority that no partner has', async () => {
    const stranger = await scene.authority.createPartnerCertificate('stranger');
    for (const options of [{}, { key: stranger.keyPem, cert: stranger.certificatePem }]) {
      const socket = await openTls(options);
      const answers = await converse(socket, [encodeMllpFrame(composeOrder({ controlId: 'TLS2' }))]).catch(() => []);
      expect(answers).toEqual([]);
    }
    expect(await scene.findMessages('TLS2')).toEqual([]);
  });

  it('may not call itself by the name of another: that is rejected, quarantined and reported', async () => {
    const answer = await scene.sendOne(composeOrder({ controlId: 'FORGED', sender: 'OTHER|PLACE' }));
    expect(codeOf(answer)).toBe('AR');
    const [row] = await scene.findMessages('FORGED');
    expect(await scene.listWork('dead-letters')).toContainEqual({
      subjectId: row?.rawMessageId,
      reasonCode: 'sender-not-allowed',
    });
    expect(await scene.findPrescriptions('FORGED')).toEqual([]);
  });

  it('is cut off as soon as the connection is stopped', async () => {
    const socket = connectPlain(scene.gateway.ports[0] ?? 0, '127.0.0.1');
    await scene.platform.database.owner.query(`update exchange.partner set status = 'stopped' where partner_id = $1`, [
      scene.partnerId,
    ]);
    const answers = await converse(socket, [encodeMllpFrame(composeOrder({ controlId: 'STOPPED' }))]);
    await scene.platform.database.owner.query(`update exchange.partner set status = 'active' where partner_id = $1`, [
      scene.partnerId,
    ]);
    expect(answers).toEqual([]);
    expect(await scene.findMessages('STOPPED')).toEqual([]);
  });
});

describe('a connection', () => {
  it('gets the answers of messages that it sends at once in their order', async () => {
    const texts = Array.from({ length: 12 }, (_, index) => composeOrder({ controlId: `PIPE${index}` }));
    const answers = await scene.send(texts);
    expect(answers.map((answer) => /MSA\|AA\|(PIPE\d+)/.exec(answer)?.[1])).toEqual(
      texts.map((_, index) => `PIPE${index}`),
    );
  });

  it('may send a frame in single bytes, but not forever', async () => {
    const slow = await scene.start({ limits: { frameMilliseconds: 80 } });
    const patient = connectPlain(slow.ports[0] ?? 0, '127.0.0.1');
    const frame = encodeMllpFrame(composeOrder({ controlId: 'DRIP' }));
    for (let index = 0; index < 40; index += 1) patient.write(frame.subarray(index, index + 1));
    const answers = await converse(patient, [frame.subarray(40)]);
    expect(codeOf(answers[0])).toBe('AA');
    const lazy = connectPlain(slow.ports[0] ?? 0, '127.0.0.1');
    expect(await converse(lazy, [frame.subarray(0, 30)], 1)).toEqual([]);
  });

  it('is cut when its frame is too large for anybody, and no more than so many are open', async () => {
    const small = await scene.start({ limits: { frameBytes: 2000, connections: 2 } });
    const [first, second, third] = [0, 1, 2].map(() => connectPlain(small.ports[0] ?? 0, '127.0.0.1'));
    expect(await converse(third as Socket, [], 1)).toEqual([]);
    const large = encodeMllpFrame(`${composeOrder({ controlId: 'LARGE' })}\rNTE|1||${'x'.repeat(3000)}`);
    const answers = await converse(first as Socket, [large, encodeMllpFrame(composeOrder({ controlId: 'AFTER' }))], 1);
    expect(answers[0]).toContain('AFTER');
    expect(await scene.findMessages('LARGE')).toEqual([]);
    second?.destroy();
    first?.destroy();
  });

  it('in enhanced mode gets the commit acknowledgement where only that is wanted, and none where none is', async () => {
    expect(codeOf(await scene.sendOne(composeOrder({ controlId: 'ENH1', enhanced: '|||AL|NE' })))).toBe('CA');
    expect(codeOf(await scene.sendOne(composeOrder({ controlId: 'ENH2', enhanced: '|||NE|AL' })))).toBe('AA');
    const socket = connectPlain(scene.gateway.ports[0] ?? 0, '127.0.0.1');
    const silent = encodeMllpFrame(composeOrder({ controlId: 'ENH3', enhanced: '|||NE|NE' }));
    const answers = await converse(socket, [silent, encodeMllpFrame(composeOrder({ controlId: 'ENH4' }))], 1);
    socket.destroy();
    expect(answers[0]).toContain('ENH4');
  });
});

it('does not listen in plain text on an address that others reach', async () => {
  const partner = { tenantId: scene.platform.tenantId, partnerId: scene.partnerId };
  const parts = { ...scene.platform, ports: [{ host: '0.0.0.0', port: 0, tls: null, partner }] };
  await expect(startHl7Gateway(parts)).rejects.toThrow('loopback');
});

describe('a process that ends between the two commits', () => {
  it('leaves a message that its repeat completes, once', async () => {
    const text = composeOrder({ controlId: 'KILL1' });
    const dying = await scene.start({ betweenCommits: () => new Promise(() => undefined) });
    const socket = connectPlain(dying.ports[0] ?? 0, '127.0.0.1');
    socket.write(encodeMllpFrame(text));
    await untilStored('KILL1');
    socket.destroy();
    expect(await scene.findPrescriptions('KILL1')).toEqual([]);
    expect(codeOf(await scene.sendOne(text))).toBe('AA');
    expect(await scene.findPrescriptions('KILL1')).toHaveLength(1);
  });

  it('leaves a message that the sweep completes when its sender never comes back', async () => {
    const dying = await scene.start({ betweenCommits: () => new Promise(() => undefined) });
    const socket = connectPlain(dying.ports[0] ?? 0, '127.0.0.1');
    const text = composeOrder({ controlId: 'KILL2' });
    socket.write(encodeMllpFrame(text));
    await untilStored('KILL2');
    socket.destroy();
    scene.platform.clock.advance(2 * 60_000);
    expect(await applyUnsettled(scene.platform, hl7Format)).toBe(1);
    expect(await applyUnsettled(scene.platform, hl7Format)).toBe(0);
    expect(await scene.findPrescriptions('KILL2')).toHaveLength(1);
    expect(codeOf(await scene.sendOne(text))).toBe('AA');
    expect(await scene.findPrescriptions('KILL2')).toHaveLength(1);
  });
});

describe('a fault on our side', () => {
  it('is answered with an error that says nothing of the patient, and the message takes effect when it is sent again', async () => {
    let isBroken = true;
    const transactor: Transactor = {
      transact: (scope, work) =>
        scene.platform.transactor.transact(scope, async (tx) => {
          const outcome = await work(tx);
          const { rows } = await scene.platform.database.owner.query('select 1 as one');
          if (
            isBroken &&
            rows.length === 1 &&
            tx.actor.kind === 'partner' &&
            Array.isArray(outcome) &&
            isAnswer(outcome[0])
          )
            throw new Error('the disk is full of Zorn');
          return outcome;
        }),
    };
    const breaking = await scene.start({ transactor });
    const text = composeOrder({ controlId: 'FAULT' });
    const answer = await scene.sendOne(text, breaking);
    expect(codeOf(answer)).toBe('AE');
    expect(answer).not.toContain('Zorn');
    expect(await scene.findPrescriptions('FAULT')).toEqual([]);
    isBroken = false;
    expect(codeOf(await scene.sendOne(text, breaking))).toBe('AA');
    expect(await scene.findPrescriptions('FAULT')).toHaveLength(1);
  });
});

function isAnswer(value: unknown): boolean {
  return value instanceof Uint8Array;
}

async function untilStored(controlId: string): Promise<void> {
  for (let attempt = 0; attempt < 200; attempt += 1) {
    if ((await scene.findMessages(controlId)).length > 0) return;
    await wait(10);
  }
  throw new Error(`${controlId} was not stored`);
}

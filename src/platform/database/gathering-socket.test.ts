import { once } from 'node:events';
import { createServer, type Socket } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { GatheringSocket } from './gathering-socket.ts';

const server = createServer();
let socket: GatheringSocket;
let peer: Socket;

beforeAll(async () => {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  socket = new GatheringSocket();
  const accepted = once(server, 'connection');
  socket.connect(typeof address === 'object' && address !== null ? address.port : 0, '127.0.0.1');
  [peer] = (await accepted) as [Socket];
  await once(socket, 'connect');
});
afterAll(() => {
  socket.destroy();
  server.close();
});

test('what is written in one turn leaves in one system call, in its order', async () => {
  let calls = 0;
  const { _writev: send } = socket;
  socket._writev = (chunks, done) => {
    calls += 1;
    send?.call(socket, chunks, done);
  };
  for (const text of ['begin; ', 'insert; ', 'commit']) {
    socket.cork();
    socket.write(text);
    socket.uncork();
  }
  let received = '';
  while (!received.endsWith('commit')) received += String((await once(peer, 'data'))[0]);
  expect({ received, calls }).toEqual({ received: 'begin; insert; commit', calls: 1 });
});

test('what is written right before the end arrives', async () => {
  socket.write('terminate');
  socket.end();
  expect(String((await once(peer, 'data'))[0])).toBe('terminate');
  await once(peer, 'end');
});

// The echo of npm ws, as its README writes it. Run with --expose-gc; see ServerProcess.cs for the lines it answers.
import { createInterface } from 'node:readline';
import { setTimeout } from 'node:timers/promises';
import { WebSocketServer } from 'ws';

const server = new WebSocketServer({ host: '127.0.0.1', port: 0 });
server.on('connection', (socket) => socket.on('message', (data, isBinary) => socket.send(data, { binary: isBinary })));
server.on('listening', () => console.log(server.address().port));

for await (const _ of createInterface({ input: process.stdin })) {
  globalThis.gc();
  await setTimeout(300);
  globalThis.gc();
  console.log('settled');
}
process.exit();

// npm ws against servers that misbehave: says to each what it is told to, and prints as JSON what a program sees of it.
// Use: node faults.mjs SECONDS < TARGETS      TARGETS: [ { "url": "ws://…", "does": "talk" | "close" | "ping" } ]
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { WebSocket } from 'ws';

const patience = Number(process.argv[2]) * 1000;
const targets = JSON.parse(readFileSync(0, 'utf8'));
const { version } = createRequire(import.meta.url)('ws/package.json');
const seen = await Promise.all(targets.map(meet));
console.log(JSON.stringify({ version, seen }));
process.exit();

function meet({ url, does }) {
  const seen = { isOpen: false, messages: [], waits: false };
  const socket = new WebSocket(url);
  return new Promise(resolve => {
    setTimeout(() => resolve({ ...seen, waits: true }), patience);
    socket.on('open', () => {
      seen.isOpen = true;
      if (does === 'ping') {
        socket.ping('mockws');
      } else {
        socket.send(does === 'close' ? 'goodbye' : 'hello');
      }
    });
    socket.on('message', data => {
      seen.messages.push(data.toString());
      if (seen.messages.at(-1) === 'after') {
        socket.close(1000);
      }
    });
    socket.on('pong', data => {
      if (does === 'ping') {
        seen.pong = data.toString() === 'mockws' ? 'gets its pong' : 'takes the pong';
        socket.close(1000);
      }
    });
    socket.on('error', error => {
      seen.error = error.message;
    });
    socket.on('close', code => {
      seen.code = code;
      resolve(seen);
    });
  });
}

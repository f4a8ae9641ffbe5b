// npm ws as a client of an echo: sends, checks what comes back, and prints a line for each.
// Use: node echo.mjs URL plain|deflate [CA_FILE]
import { readFileSync } from 'node:fs';
import { once } from 'node:events';
import { WebSocket } from 'ws';

const [url, compression, caFile] = process.argv.slice(2);
const socket = new WebSocket(url, {
  perMessageDeflate: compression === 'deflate' ? { threshold: 0 } : false,
  ca: caFile && readFileSync(caFile),
});
await once(socket, 'open');
console.log(`extensions ${socket.extensions || 'none'}`);

const large = 70 * 1024;
for (const text of ['hello', '', 'Grüße, 世界 🌍', 'x'.repeat(large)]) {
  await echo('text', Buffer.from(text), false);
}
for (const bytes of [[0, 1, 254, 255], [], Array.from({ length: large }, (_, i) => i % 251)]) {
  await echo('binary', Buffer.from(bytes), true);
}

socket.close(4001, 'bye');
const [code] = await once(socket, 'close');
console.log(`closed ${code}`);

async function echo(type, sent, isBinary) {
  socket.send(sent, { binary: isBinary });
  const [received, cameBinary] = await once(socket, 'message');
  if (cameBinary !== isBinary || !sent.equals(received)) {
    throw new Error(`sent ${type} of ${sent.length} bytes, received ${cameBinary ? 'binary' : 'text'} of ${received.length}`);
  }
  console.log(`${type} ${received.length}`);
}

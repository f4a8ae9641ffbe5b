// The WebSocket of a page in headless Chromium against servers that misbehave, as faults.mjs does it with npm ws.
// Use: node browser-faults.mjs CHROMIUM meet SECONDS < TARGETS
import { readFileSync } from 'node:fs';
import { drive } from './browser.mjs';

await drive({ meet });

async function meet(tab, seconds) {
  const targets = JSON.parse(readFileSync(0, 'utf8'));
  const errors = new Map();
  // A page is not told why; Chromium says it to the console only.
  tab.on('console', message => {
    const failure = /^WebSocket connection to '([^']+)' failed: (.*)$/s.exec(message.text());
    if (failure) {
      errors.set(failure[1], failure[2]);
    }
  });
  const seen = await tab.evaluate(({ targets, patience }) => Promise.all(targets.map(({ url, does }) => new Promise(resolve => {
    const seen = { isOpen: false, messages: [], waits: false, pong: does === 'ping' ? 'never pings' : null };
    const socket = new WebSocket(url);
    setTimeout(() => resolve({ ...seen, waits: true }), patience);
    socket.onopen = () => {
      seen.isOpen = true;
      socket.send(does === 'close' ? 'goodbye' : 'hello');
    };
    socket.onmessage = ({ data }) => {
      seen.messages.push(data);
      if (data === 'after') {
        socket.close(1000);
      }
    };
    socket.onclose = ({ code }) => resolve({ ...seen, code });
  }))), { targets, patience: seconds * 1000 });
  seen.forEach((one, index) => {
    one.error = errors.get(targets[index].url);
  });
  console.log(JSON.stringify({ version: tab.context().browser().version(), seen }));
}

// Drives headless Chromium, and prints what a person would see.
// Use: node page.mjs CHROMIUM served PAGE_URL          the page that mockws serves
//      node page.mjs CHROMIUM file PAGE_FILE SERVER    samples/EchoPage, opened from the disk
//      node page.mjs CHROMIUM socket PAGE_URL SERVER   a WebSocket made by a page
import { pathToFileURL } from 'node:url';
import { drive } from './browser.mjs';

await drive({ served, file, socket });

async function served(tab, page) {
  await tab.goto(page);
  await tab.getByRole('tab', { name: 'Client' }).click();
  const client = tab.getByRole('tabpanel', { name: 'Client' });
  await client.getByRole('button', { name: 'Connect', exact: true }).click();
  await client.getByText('Connected', { exact: true }).waitFor();
  await client.getByLabel('Message', { exact: true }).fill('Grüße, 世界 🌍');
  await client.getByRole('button', { name: 'Send' }).click();
  await client.locator('.received').waitFor();
  await client.getByText('Binary').click();
  await client.getByLabel('Message', { exact: true }).fill('00 fe ff');
  await client.getByRole('button', { name: 'Send' }).click();
  await client.locator('.received').nth(1).waitFor();
  await client.getByRole('button', { name: 'Disconnect' }).click();
  await client.getByRole('button', { name: 'Connect', exact: true }).click();
  await client.getByText('connected', { exact: true }).nth(1).waitFor();
  await print(client.getByRole('log').locator('li'), /^\d\d:\d\d:\d\d\.\d{3}$/);
}

async function file(tab, page, server) {
  await tab.goto(pathToFileURL(page).href);
  console.log(await tab.getByLabel('URL').inputValue());
  await tab.getByLabel('URL').fill(server);
  await tab.getByRole('button', { name: 'Connect' }).click();
  await tab.getByText(`connected to ${server}`).waitFor();
  await tab.getByLabel('Message').fill('Grüße, 世界 🌍');
  await tab.getByRole('button', { name: 'Send' }).click();
  await tab.getByText('received:').waitFor();
  const lines = (await tab.getByRole('log').innerText()).trim().split('\n');
  lines.filter(line => /sent|received/.test(line)).forEach(line => console.log(line.replace(/^.*?(sent|received): */, '$1 ')));
}

async function socket(tab, page, server) {
  await tab.goto(page);
  const lines = await tab.evaluate(async url => {
    const lines = [];
    const socket = new WebSocket(url);
    socket.binaryType = 'arraybuffer';
    const next = event => new Promise(resolve => socket.addEventListener(event, resolve, { once: true }));
    await next('open');
    lines.push(`extensions ${socket.extensions || 'none'}`);
    const large = 70 * 1024;
    for (const text of ['hello', '', 'Grüße, 世界 🌍', 'x'.repeat(large)]) {
      socket.send(text);
      const { data } = await next('message');
      lines.push(data === text ? `text ${new TextEncoder().encode(data).length}` : `sent ${text}, received ${data}`);
    }
    for (const bytes of [[0, 1, 254, 255], [], Array.from({ length: large }, (_, i) => i % 251)]) {
      socket.send(new Uint8Array(bytes));
      const { data } = await next('message');
      const received = [...new Uint8Array(data)];
      lines.push(received.join() === bytes.join() ? `binary ${data.byteLength}` : `sent ${bytes}, received ${received}`);
    }
    socket.close(4001, 'bye');
    const { code, wasClean } = await next('close');
    lines.push(`closed ${code}${wasClean ? '' : ', not cleanly'}`);
    return lines;
  }, server);
  lines.forEach(line => console.log(line));
}

async function print(items, time) {
  for (const item of await items.all()) {
    const columns = await item.locator('> *').allInnerTexts();
    console.log(columns.map(column => column.replace(time, '')).filter(column => column !== '').join(' | '));
  }
}

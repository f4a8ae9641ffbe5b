// Uses the console as a person does, and prints what that person would see.
// Use: node console.mjs CHROMIUM NAME PAGE_URL
import { readFile } from 'node:fs/promises';
import { drive } from './browser.mjs';

// The traffic of a client, and why the server answered as it did.
async function watch(tab, page) {
  await open(tab, page);
  await connect(tab, '/chat/lobby', 'chat.v1');
  await clientSays(tab, 'ping', 'pong');
  await clientSays(tab, '{"type":"order","items":[{"sku":"A-1","count":2}]}', 'order');
  await tab.getByText('Binary').nth(1).click();
  await clientSays(tab, '00 ff 41', '00 ff 41');
  await tab.getByRole('tab', { name: 'Messages' }).click();
  await rows(tab).filter({ hasText: '00 ff 41' }).nth(1).waitFor();
  await printRows(tab);

  const details = tab.getByRole('article', { name: 'Details' });
  await rows(tab).filter({ hasText: 'ping' }).first().click();
  await details.getByRole('heading', { name: 'Why the others did not' }).waitFor();
  console.log(`others: ${(await details.locator('.others li').allInnerTexts()).join(' | ')}`);
  console.log(await details.getByText('not tried').innerText());
  await rows(tab).filter({ hasText: 'order' }).first().click();
  console.log(`near misses: ${(await details.locator('.misses li').allInnerTexts()).map(miss => miss.match(/rule \d+/)[0]).join(', ')}`);
  console.log(`unfolded: ${await details.locator('.json .string', { hasText: 'A-1' }).isVisible()}`);
  await details.locator('summary', { hasText: 'items' }).first().click();
  console.log(`folded: ${!await details.locator('.json .string', { hasText: 'A-1' }).isVisible()}`);
  await rows(tab).filter({ hasText: '00 ff 41' }).first().click();
  console.log(await details.locator('pre.hex').innerText());
  await tab.keyboard.press('Escape');
  console.log(`details closed: ${await details.isHidden()}`);

  await tab.getByLabel('Filter').fill('/p[io]ng/');
  await rows(tab).filter({ hasText: 'order' }).first().waitFor({ state: 'detached' });
  console.log(`filtered: ${await tally(tab)}`);
  await tab.getByLabel('Filter').fill('');
  await tab.getByLabel('Show').selectOption('No rule answered');
  await rows(tab).filter({ hasText: 'opened' }).waitFor({ state: 'detached' });
  console.log(`unanswered: ${await tally(tab)}`);
  await tab.getByLabel('Show').selectOption('Everything');
  const [download] = await Promise.all([
    tab.waitForEvent('download'),
    tab.getByRole('button', { name: 'Download' }).click().then(() => tab.getByRole('button', { name: 'Transcript' }).click()),
  ]);
  const transcript = await readFile(await download.path(), 'utf8');
  console.log(`${download.suggestedFilename()}: ${transcript.split('\n').filter(line => /received .*"ping"/.test(line)).length} ping`);
}

// What a person makes the server say and do.
async function speak(tab, page) {
  let bringSchema;
  const late = new Promise(resolve => bringSchema = resolve);
  await tab.route('**/__mockws/schema', route => late.then(() => route.continue()));
  await open(tab, page);
  await connect(tab, '/a', '');
  await tab.getByRole('tab', { name: 'Messages' }).click();
  await tab.getByRole('listbox', { name: 'Connections' }).getByText('/a').click();
  const payload = tab.getByLabel('Payload', { exact: true });
  await payload.fill('by hand');
  await payload.press('Control+Enter');
  await rows(tab).filter({ hasText: 'by hand' }).waitFor();
  await tab.locator('#composer').getByText('JSON').click();
  await payload.fill('{ "n": 1');
  await tab.getByRole('button', { name: 'Send', exact: true }).click();
  console.log((await tab.locator('#composer').getByRole('alert').innerText()).replace(/JSON: .*/, 'JSON'));
  await payload.fill('{ "n": 1 }');
  await tab.getByRole('button', { name: 'Send', exact: true }).click();
  await rows(tab).filter({ hasText: '"n":' }).waitFor();
  await tab.getByRole('button', { name: 'Ping' }).click();
  await rows(tab).filter({ hasText: 'pong' }).waitFor();
  await tab.getByRole('button', { name: 'Fault…' }).click();
  await tab.getByLabel('Actions').fill('[ { "sned": "x" } ]');
  bringSchema();
  await tab.locator('#fault-kind option').first().waitFor({ state: 'attached' });
  await tab.getByRole('button', { name: 'Apply' }).and(tab.locator('#fault-form *')).click();
  console.log(await tab.locator('#fault-error:not(:empty)').innerText());
  await tab.getByLabel('Actions').fill('[ { "send": "told {{connection.path}}" } ]');
  await tab.getByRole('button', { name: 'Apply' }).and(tab.locator('#fault-form *')).click();
  await rows(tab).filter({ hasText: 'told /a' }).waitFor();
  await tab.getByRole('button', { name: 'Close…' }).click();
  await tab.getByLabel('Code', { exact: true }).fill('4001');
  await tab.getByLabel('Reason', { exact: true }).fill('bye');
  await tab.getByRole('button', { name: 'Close', exact: true }).click();
  await rows(tab).filter({ hasText: 'by the server' }).waitFor();
  await connect(tab, '/b', '');
  await tab.getByRole('tab', { name: 'Messages' }).click();
  await tab.getByText('All traffic').click();
  await tab.getByRole('button', { name: 'Drop' }).click();
  await rows(tab).filter({ hasText: 'lost' }).waitFor();
  await tab.getByRole('tab', { name: 'Client' }).click();
  for (const line of await tab.getByRole('log').locator('.payload').allInnerTexts()) {
    console.log(line);
  }
}

// The scenario: its errors in place, completion, applied to the clients that come next.
async function scenario(tab, page) {
  await open(tab, page);
  await tab.getByRole('tab', { name: 'Scenario' }).click();
  const source = tab.getByRole('textbox', { name: 'Scenario' });
  await tab.waitForFunction(() => document.getElementById('source').value.includes('endpoints'));
  const before = await source.inputValue();
  await source.fill(before.replace('"onOpen"', '"onOpne"'));
  const error = tab.getByRole('list', { name: 'Errors' }).getByRole('button');
  await error.waitFor();
  console.log(await error.innerText());
  console.log(`underlined: ${await tab.locator('#highlight .wrong').innerText()}`);
  await tab.getByRole('button', { name: 'Apply' }).and(tab.locator('#scenario-apply')).click();
  console.log(`an error is not applied: ${await tab.getByRole('button', { name: 'Revert' }).isEnabled()}`);
  await error.click();
  console.log(`the cursor is at: ${await source.evaluate(field => field.value.slice(field.selectionStart, field.selectionStart + 8))}`);
  await source.fill(before.replace('"onOpen"', '"onO'));
  await source.evaluate((field, offset) => field.setSelectionRange(offset, offset), before.indexOf('"onOpen"') + 4);
  await source.press('Control+Space');
  const completion = tab.getByRole('listbox', { name: 'Completions' }).getByRole('option');
  await completion.first().waitFor();
  console.log(`offered: ${await completion.first().locator('b').innerText()}`);
  await source.press('Enter');
  console.log(`completed: ${(await source.inputValue()).includes('"onOpen"')}`);
  await source.fill(before.replace('"rules": [', '"rules": [ { "when": { "any": true }, "then": [] },'));
  const warning = tab.getByRole('list', { name: 'Errors' }).locator('.warning').first();
  await warning.waitFor();
  console.log((await warning.innerText()).match(/warning: .*? is never reached/)[0]);
  await source.fill(before.replace('"welcome"', '"changed"'));
  await source.press('Control+s');
  await tab.getByText('Applied', { exact: true }).waitFor();
  await connect(tab, '/chat/x', 'chat.v1');
  await tab.getByRole('log').getByText('changed').waitFor();
  console.log('the next client sees it');
  console.log(await tab.locator('#scenario-state').textContent());
}

// Addresses and code to copy.
async function addresses(tab, page) {
  await tab.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await open(tab, page);
  await tab.locator('#urls-open').click();
  const sheet = tab.locator('#urls');
  for (const address of await sheet.locator('code').allInnerTexts()) {
    console.log(address.replace(/:\d+/, ''));
  }
  await sheet.getByRole('radio').nth(1).click();
  for (const language of ['JavaScript', 'C#', 'Python']) {
    await sheet.getByRole('button', { name: `Copy the line of ${language}` }).click();
    console.log((await tab.evaluate(() => navigator.clipboard.readText())).replace(/:\d+/, ''));
  }
}

// A token to type, and the API on a port of its own.
async function token(tab, page) {
  await tab.goto(page);
  const field = tab.getByLabel('Bearer token');
  await field.fill('wrong');
  await field.press('Enter');
  await tab.waitForFunction(() => document.getElementById('token').value === '');
  console.log(`still asks: ${await field.isVisible()}`);
  await field.fill('secret');
  await field.press('Enter');
  await tab.getByText('Live', { exact: true }).waitFor();
  console.log('live');
  await connect(tab, '/', '');
  console.log(await tab.locator('#client-origin').innerText() + await tab.getByLabel('Path').inputValue());
  await clientSays(tab, 'hello', 'hello');
  await tab.getByRole('tab', { name: 'Messages' }).click();
  await rows(tab).filter({ hasText: 'hello' }).nth(1).waitFor();
  console.log(`echoed: ${await rows(tab).filter({ hasText: 'hello' }).nth(1).locator('.data').innerText()}`);
}

// A hundred thousand messages, of which only what is seen is in the page.
async function many(tab, page, count) {
  await open(tab, page);
  await tab.waitForFunction(least => Number(document.getElementById('tally').textContent.replace(/\D/g, '')) >= least, Number(count));
  console.log(`all came, rows in the page: ${await rows(tab).count() < 100 ? 'few' : 'many'}`);
  const list = tab.getByRole('listbox', { name: 'Messages' });
  await list.focus();
  await list.press('Home');
  console.log(`first: ${await selected(tab)}`);
  await list.press('End');
  console.log(`last: ${await selected(tab)}`);
  await list.evaluate(element => element.scrollTop = element.scrollHeight / 2);
  await tab.waitForFunction(() => document.querySelector('#list .row').getAttribute('aria-posinset') > 10_000);
  await tab.getByLabel('Filter').fill('message 4242 ');
  await tab.waitForFunction(() => document.getElementById('tally').textContent.startsWith('2 of'));
  await rows(tab).filter({ hasText: 'message 4242 ' }).nth(1).waitFor();
  console.log(`found: ${(await rows(tab).locator('.data').allInnerTexts()).join(' | ')}`);

  async function selected(tab) {
    return (await tab.locator('#list [aria-selected=true] .data').innerText()).trim();
  }
}

// Everything without a mouse.
async function keys(tab, page) {
  await open(tab, page);
  await tab.keyboard.press('3');
  await connect(tab, '/keys', '');
  await clientSays(tab, 'one', 'one');
  await tab.getByRole('tab', { name: 'Client' }).focus();
  await tab.keyboard.press('1');
  await tab.keyboard.press('p');
  await tab.keyboard.press('s');
  await tab.keyboard.type('held back');
  await tab.keyboard.press('Control+Enter');
  await tab.getByText('1 held').waitFor();
  console.log('paused');
  await tab.getByRole('tab', { name: 'Messages' }).focus();
  await tab.keyboard.press('p');
  await rows(tab).filter({ hasText: 'held back' }).waitFor();
  await tab.keyboard.press('/');
  await tab.keyboard.type('held');
  await rows(tab).filter({ hasText: 'one' }).first().waitFor({ state: 'detached' });
  await tab.getByRole('listbox', { name: 'Messages' }).focus();
  await tab.keyboard.press('End');
  console.log(`details: ${await tab.getByRole('article', { name: 'Details' }).locator('h2').innerText()}`);
  await tab.keyboard.press('Escape');
  await tab.keyboard.press('c');
  await tab.getByText('Nothing here passes the filter.').waitFor();
  await tab.keyboard.press('?');
  console.log(`help: ${await tab.getByRole('heading', { name: 'Keyboard' }).isVisible()}`);
  await tab.keyboard.press('Escape');
  await tab.keyboard.press('2');
  console.log(`scenario: ${await tab.getByRole('textbox', { name: 'Scenario' }).isVisible()}`);
}

const rows = tab => tab.locator('#list .row');

const tally = tab => tab.locator('#tally').innerText();

async function open(tab, page) {
  await tab.goto(page);
  await tab.getByText('Live', { exact: true }).waitFor();
}

async function connect(tab, path, protocols) {
  await tab.getByRole('tab', { name: 'Client' }).click();
  await tab.getByLabel('Path').fill(path);
  await tab.getByLabel('Subprotocols').fill(protocols);
  await tab.getByRole('button', { name: 'Connect', exact: true }).click();
  await tab.getByText('Connected', { exact: true }).waitFor();
}

async function clientSays(tab, text, answer) {
  await tab.locator('#client-message').fill(text);
  await tab.locator('#client-message').press('Enter');
  await tab.locator('#client-log .received').last().locator('..').filter({ hasText: answer }).waitFor();
}

async function printRows(tab) {
  for (const row of await rows(tab).all()) {
    const [sign, data, answer, , size] = await row.locator(':scope > span').allInnerTexts();
    console.log([sign.split('\n').at(-1), data, answer, size].map(text => text.trim()).filter(Boolean).join(' | '));
  }
}

await drive({ watch, speak, scenario, addresses, token, many, keys });

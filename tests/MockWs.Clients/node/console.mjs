// Uses the console as a person does, and prints what that person would see.
// Use: node console.mjs CHROMIUM NAME PAGE_URL
import { readFile } from 'node:fs/promises';
import { drive, openTab } from './browser.mjs';
import { clientSays, connect, open, printRows, rows, tally } from './console-steps.mjs';

// The traffic of a client, and why the server answered as it did.
async function watch(tab, page) {
  await open(tab, page);
  await connect(tab, '/chat/lobby', 'chat.v1');
  await clientSays(tab, 'ping', 'pong');
  await clientSays(tab, '{"type":"order","items":[{"sku":"A-1","count":2}]}', 'order');
  await tab.getByText('Binary').nth(1).click();
  await clientSays(tab, '00 ff 41', '00 ff 41');
  await tab.getByRole('tab', { name: 'Messages', exact: true }).click();
  await rows(tab).filter({ hasText: '00 ff 41' }).nth(1).waitFor();
  await printRows(tab);

  const details = tab.getByRole('article', { name: 'Details' });
  await rows(tab).filter({ hasText: 'ping' }).first().click();
  await details.getByRole('heading', { name: 'Why the others did not' }).waitFor();
  console.log(`others: ${(await details.locator('.others li').allInnerTexts()).join(' | ')}`);
  console.log(await details.getByText('not tried').innerText());
  await rows(tab).filter({ hasText: 'order' }).first().click();
  console.log(`near misses: ${(await details.locator('.misses:not(.others) li').allInnerTexts()).map(miss => miss.match(/rule \d+/)[0]).join(', ')}`);
  console.log(`unfolded: ${await details.locator('.json .string', { hasText: 'A-1' }).isVisible()}`);
  await details.locator('summary', { hasText: 'items' }).first().click();
  console.log(`folded: ${!await details.locator('.json .string', { hasText: 'A-1' }).isVisible()}`);
  await rows(tab).filter({ hasText: '00 ff 41' }).first().click();
  console.log(await details.locator('pre.hex').innerText());
  await tab.keyboard.press('Escape');
  console.log(`details closed: ${await details.isHidden()}`);

  await tab.getByLabel('Filter', { exact: true }).fill('/p[io/');
  await tab.getByRole('alert').filter({ hasText: 'Invalid regular expression' }).waitFor();
  await tab.getByLabel('Filter', { exact: true }).fill('/p[io]ng/');
  await rows(tab).filter({ hasText: 'order' }).first().waitFor({ state: 'detached' });
  console.log(`filtered: ${await tally(tab)}`);
  await tab.getByLabel('Filter', { exact: true }).fill('');
  await tab.getByLabel('Show', { exact: true }).selectOption('No rule answered');
  await rows(tab).filter({ hasText: 'opened' }).waitFor({ state: 'detached' });
  console.log(`unanswered: ${await tally(tab)}`);
  await tab.getByLabel('Show', { exact: true }).selectOption('Everything');
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
  await connect(tab, '/a');
  await tab.getByRole('tab', { name: 'Messages', exact: true }).click();
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
  await tab.getByLabel('Actions, as a scenario says them', { exact: true }).fill('[ { "sned": "x" } ]');
  bringSchema();
  await tab.locator('#fault-kind option').first().waitFor({ state: 'attached' });
  await tab.getByRole('button', { name: 'Apply' }).and(tab.locator('#fault-form *')).click();
  console.log(await tab.locator('#fault-error:not(:empty)').innerText());
  await tab.getByLabel('Actions, as a scenario says them', { exact: true }).fill('[ { "send": "told {{connection.path}}" } ]');
  await tab.getByRole('button', { name: 'Apply' }).and(tab.locator('#fault-form *')).click();
  await rows(tab).filter({ hasText: 'told /a' }).waitFor();
  await tab.getByRole('button', { name: 'Close…' }).click();
  await tab.getByLabel('Code', { exact: true }).fill('4001');
  await tab.getByLabel('Reason', { exact: true }).fill('bye');
  await tab.getByRole('button', { name: 'Close', exact: true }).click();
  await rows(tab).filter({ hasText: 'by the server' }).waitFor();
  await connect(tab, '/b');
  await tab.getByRole('tab', { name: 'Messages', exact: true }).click();
  await tab.getByText('All traffic').click();
  await tab.getByRole('button', { name: 'Drop' }).click();
  await rows(tab).filter({ hasText: 'lost' }).waitFor();
  await tab.getByRole('tab', { name: 'Client', exact: true }).click();
  for (const line of await tab.getByRole('log').locator('.payload').allInnerTexts()) {
    console.log(line);
  }
}

// A fault out of the list, done to a client of an endpoint that has none.
async function misbehave(tab, page) {
  await open(tab, page);
  await connect(tab, '/');
  await tab.getByRole('tab', { name: 'Messages', exact: true }).click();
  await tab.getByRole('button', { name: 'Fault…', exact: true }).click();
  const kind = tab.getByLabel('What', { exact: false }).and(tab.locator('select'));
  await kind.locator('option').filter({ hasText: 'reservedBits' }).waitFor({ state: 'attached' });
  console.log(`offers a refused handshake: ${(await kind.locator('option').allInnerTexts()).includes('reject')}`);
  await kind.selectOption('reservedBits');
  await tab.getByRole('button', { name: 'Apply', exact: true }).and(tab.locator('#fault-form *')).click();
  const fault = rows(tab).filter({ hasText: 'fault' }).first();
  await fault.waitFor();
  console.log(`recorded: ${(await fault.locator('.data').innerText()).includes('reservedBits')}`);
  await tab.getByLabel('Payload', { exact: true }).fill('wrong bits');
  await tab.keyboard.press('Control+Enter');
  await tab.locator('#client-log').getByText('closed with').waitFor({ state: 'attached' });
  console.log(await tab.locator('#client-log .payload').last().textContent());
}

// The scenario: its errors in place, completion, applied to the clients that come next.
async function scenario(tab, page) {
  await open(tab, page);
  await tab.getByRole('tab', { name: 'Scenario', exact: true }).click();
  const source = tab.getByRole('textbox', { name: 'Scenario' });
  await tab.waitForFunction(() => document.getElementById('source').value.includes('endpoints'));
  const before = await source.inputValue();
  await source.hover();
  await tab.mouse.wheel(0, 10_000);
  await tab.waitForFunction(() => document.getElementById('source').scrollTop > 100);
  await tab.waitForFunction(() => document.getElementById('gutter').scrollTop === document.getElementById('source').scrollTop);
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
  await sheet.getByRole('radio').last().click();
  for (const language of ['JavaScript', 'C#', 'Python']) {
    await sheet.getByRole('button', { name: `Copy the line of ${language}` }).click();
    console.log((await tab.evaluate(() => navigator.clipboard.readText())).replace(/:\d+/, ''));
  }
}

// Two clients: each seen alone, spoken to alone, and both together.
async function crowd(ann, page) {
  const bob = await openTab(ann.context().browser());
  await open(ann, page);
  await open(bob, page);
  await connect(ann, '/ann');
  await connect(bob, '/bob');
  await clientSays(bob, 'from bob', 'from bob');
  await ann.getByRole('tab', { name: 'Messages', exact: true }).click();
  const connections = ann.getByRole('listbox', { name: 'Connections' });
  await connections.getByRole('option', { name: '2 /bob ↓ 1 ↑ 1' }).waitFor();
  console.log((await connections.getByRole('option').allInnerTexts()).map(text => text.replace(/ ·.*/, '').replace(/\s+/g, ' ')).join(' | '));
  await say('everyone (2 clients)', 'to all');
  await hears(ann, 'to all');
  await hears(bob, 'to all');
  await say('2 /bob', 'to bob');
  await hears(bob, 'to bob');
  await ann.getByRole('button', { name: 'Close…', exact: true }).click();
  console.log(await ann.getByRole('heading', { name: 'with a code' }).innerText());
  await ann.keyboard.press('Escape');
  await ann.getByRole('button', { name: 'Drop', exact: true }).click();
  await hears(bob, 'no close frame came');
  await connections.getByRole('option', { name: '2 /bob ↓ 1 ↑ 3 · lost' }).waitFor();
  await connections.getByText('2 /bob').click();
  await rows(ann).filter({ hasText: '/ann' }).waitFor({ state: 'detached' });
  console.log(`bob: ${(await rows(ann).locator('.data').allInnerTexts()).join(' | ')}`);
  await ann.getByLabel('open only', { exact: true }).check();
  await connections.getByText('2 /bob').waitFor({ state: 'detached' });
  await ann.getByRole('tab', { name: 'Client', exact: true }).click();
  console.log(`ann: ${(await ann.getByRole('log').locator('.payload').allInnerTexts()).join(' | ')}`);

  async function say(to, text) {
    await ann.getByRole('combobox', { name: 'To', exact: true }).selectOption(to);
    await ann.getByLabel('Payload', { exact: true }).fill(text);
    await ann.getByRole('button', { name: 'Send', exact: true }).click();
    await rows(ann).filter({ hasText: text }).first().waitFor();
  }

  async function hears(tab, text) {
    await tab.locator('#client-log').getByText(text).waitFor({ state: 'attached' });
  }
}

// The list goes along with what comes, until somebody looks back.
async function follow(tab, page) {
  await open(tab, page);
  await connect(tab, '/');
  for (let n = 1; n <= 30; n++) {
    await clientSays(tab, `line ${n}.`, `line ${n}.`);
  }
  await tab.getByRole('tab', { name: 'Messages', exact: true }).click();
  const button = tab.getByRole('button', { name: 'Follow', exact: true });
  await rows(tab).filter({ hasText: 'line 30.' }).last().waitFor();
  console.log(`follows: ${await button.getAttribute('aria-pressed')}`);
  await tab.getByRole('listbox', { name: 'Messages' }).hover();
  await tab.mouse.wheel(0, -10_000);
  await tab.getByRole('button', { name: 'Follow', exact: true, pressed: false }).waitFor();
  await rows(tab).filter({ hasText: 'opened' }).waitFor();
  await tab.getByLabel('Payload', { exact: true }).fill('the newest');
  await tab.keyboard.press('Control+Enter');
  await tab.getByText('62 entries', { exact: true }).waitFor();
  console.log(`stays with the oldest: ${await rows(tab).filter({ hasText: 'opened' }).isVisible()}`);
  await button.click();
  await rows(tab).filter({ hasText: 'the newest' }).waitFor();
  console.log(`follows: ${await button.getAttribute('aria-pressed')}`);
  await tab.getByRole('button', { name: 'Clear', exact: true }).click();
  await tab.getByText('0 of 62 entries', { exact: true }).waitFor();
  const [download] = await Promise.all([
    tab.waitForEvent('download'),
    tab.getByRole('button', { name: 'Download', exact: true }).click().then(() => tab.getByRole('button', { name: 'JSON Lines' }).click()),
  ]);
  const lines = (await readFile(await download.path(), 'utf8')).trim().split('\n').map(line => JSON.parse(line));
  console.log(`the server keeps: ${lines.filter(({ opcode }) => opcode === 'text').length}`);
}

// A token to type, and the API on a port of its own.
async function token(tab, page) {
  await tab.goto(page);
  const field = tab.getByLabel('Bearer token', { exact: true });
  await field.fill('wrong');
  await field.press('Enter');
  await tab.waitForFunction(() => document.getElementById('token').value === '');
  console.log(`still asks: ${await field.isVisible()}`);
  await field.fill('secret');
  await field.press('Enter');
  await tab.getByText('Live', { exact: true }).waitFor();
  console.log('live');
  await connect(tab, '/');
  console.log(await tab.locator('#client-origin').innerText() + await tab.getByLabel('Path', { exact: true }).inputValue());
  await clientSays(tab, 'hello', 'hello');
  await tab.getByRole('tab', { name: 'Messages', exact: true }).click();
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
  await tab.getByLabel('Filter', { exact: true }).fill('message 4242 ');
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
  await connect(tab, '/keys');
  await clientSays(tab, 'one', 'one');
  await tab.getByRole('tab', { name: 'Client', exact: true }).focus();
  await tab.keyboard.press('1');
  await tab.keyboard.press('p');
  await tab.keyboard.press('s');
  await tab.keyboard.type('held back');
  await tab.keyboard.press('Control+Enter');
  await tab.getByText('1 held').waitFor();
  console.log('paused');
  await tab.getByRole('tab', { name: 'Messages', exact: true }).focus();
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

await drive({ watch, crowd, follow, speak, misbehave, scenario, addresses, token, many, keys });

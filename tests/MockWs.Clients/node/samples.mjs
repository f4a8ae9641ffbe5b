// Uses the pages of samples/, opened from the disk, as a person does, and prints what that person would see.
// Use: node samples.mjs CHROMIUM EchoPage|Chat|Ticker|LiveScores|Game PAGE_FILE SERVER
import { pathToFileURL } from 'node:url';
import { drive, openTab } from './browser.mjs';

await drive({ EchoPage: echoPage, Chat: chat, Ticker: ticker, LiveScores: liveScores, Game: game });

async function echoPage(tab, page, server) {
  const output = tab.getByRole('log', { name: 'Output' });
  await tab.goto(pathToFileURL(page).href);
  await connect('');
  await send('hello');
  await connect('slow');
  await send('wait for me');
  await connect('once');
  await send('and again');
  await output.getByText('closed with 1012 come again').waitFor();
  await send('too late', 'not connected');
  const lines = (await output.innerText()).trim().split('\n').map(line => line.replace(/^.*?(?=(sent|received|closed|not|connected))/, ''));
  console.log(lines.slice(lines.findIndex(line => line.startsWith('connected'))).join(' | ').replaceAll(server, '/').replace(/: +/g, ': '));

  async function connect(path) {
    await tab.getByLabel('URL', { exact: true }).fill(`${server}${path}`);
    await tab.getByRole('button', { name: 'Connect' }).click();
    await output.getByText(`connected to ${server}${path}`).waitFor();
  }

  async function send(text, answer = `received: ${text}`) {
    await tab.getByLabel('Message', { exact: true }).fill(text);
    await tab.getByRole('button', { name: 'Send' }).click();
    await output.getByText(answer).waitFor();
  }
}

async function chat(ann, page, server) {
  const bob = await openTab(ann.context().browser());
  const eve = await openTab(ann.context().browser());
  await enter(ann, 'Ann', 'tea');
  await enter(bob, 'Bob', 'tea');
  await enter(eve, 'Eve', 'coffee');
  await say(ann, 'hello <b>Bob</b>');
  await sees(bob, 'Ann: hello <b>Bob</b>');
  await say(bob, 'hi');
  await sees(ann, 'Bob: hi');
  await say(eve, 'anybody here?');
  await sees(eve, 'Eve: anybody here?');
  await say(bob, '!ping');
  await sees(bob, 'pong');
  await bob.getByLabel('Room').fill('coffee');
  await bob.getByRole('button', { name: 'Enter' }).click();
  await sees(ann, 'Bob left');
  await sees(eve, 'Bob came in');
  await say(bob, '!bye');
  await sees(bob, 'closed with 4001 bye');
  await sees(eve, 'Bob was sent away');
  for (const [name, tab] of Object.entries({ ann, bob, eve })) {
    const lines = await tab.getByRole('log').locator('li').allInnerTexts();
    console.log(`${name}: ${lines.join(' | ')}`);
  }

  async function enter(tab, name, room) {
    await tab.goto(pathToFileURL(page).href);
    await tab.getByLabel('Server').fill(server);
    await tab.getByLabel('Room').fill(room);
    await tab.getByLabel('Name').fill(name);
    await tab.getByRole('button', { name: 'Enter' }).click();
    await sees(tab, `${name} came in`);
  }

  async function say(tab, text) {
    await tab.getByLabel('Message').fill(text);
    await tab.getByLabel('Message').press('Enter');
  }

  async function sees(tab, text) {
    await tab.getByRole('log').getByText(text, { exact: true }).waitFor();
  }
}

async function ticker(tab, page, server) {
  await tab.goto(pathToFileURL(page).href);
  await tab.getByLabel('Server').fill(`${server}ticker`);
  await tab.getByRole('button', { name: 'Connect' }).click();
  await tab.getByRole('button', { name: 'Subscribe to ACME' }).click();
  await tab.getByRole('button', { name: 'Subscribe to INITECH' }).click();
  const acme = tab.getByRole('row', { name: 'ACME' });
  await points(acme, 4);
  await tab.getByRole('button', { name: 'Unsubscribe from ACME' }).click();
  await tab.getByRole('button', { name: 'Subscribe to ACME' }).waitFor();
  const stopped = await acme.locator('polyline').getAttribute('points');
  await points(tab.getByRole('row', { name: 'INITECH' }), 3);
  console.log(`ACME ${stopped === await acme.locator('polyline').getAttribute('points') ? 'stands still' : 'goes on'}`);
  for (const row of await tab.locator('tbody tr').all()) {
    const [symbol, price] = await row.locator('td').allInnerTexts();
    console.log(`${symbol} ${price}`.trim().replace(/\d+\.\d\d$/, 'has a price'));
  }

  async function points(row, least) {
    const line = await row.locator('polyline').elementHandle();
    await tab.waitForFunction(([element, count]) => element.getAttribute('points')?.split(' ').length >= count, [line, least]);
  }
}

async function liveScores(tab, page, server) {
  const events = tab.getByRole('log', { name: 'Events' });
  await tab.goto(pathToFileURL(page).href);
  await tab.getByLabel('Server').fill(`${server}scores`);
  await tab.getByRole('button', { name: 'Watch' }).click();
  await sees('Kick-off', '0 : 0');
  await sees('17′ Goal: Ada Mills', '1 : 0');
  await sees('88′ Goal: Ada Mills', '2 : 1');
  await events.getByText('closed with').waitFor();
  console.log((await events.locator('li').allInnerTexts()).toReversed().join(' | '));
  await tab.getByRole('button', { name: 'Watch' }).click();
  await sees('Kick-off', '0 : 0');

  async function sees(event, score) {
    await events.getByText(event).waitFor();
    const board = tab.getByRole('region', { name: 'Score' });
    await board.getByText(score).waitFor();
    console.log((await board.locator('span').allInnerTexts()).slice(0, 3).join(' | '));
  }
}

async function game(ann, page, server) {
  const bob = await openTab(ann.context().browser());
  const eve = await openTab(ann.context().browser());
  const players = { ann, bob, eve };
  const seen = { ann: [], bob: [], eve: [] };
  for (const tab of Object.values(players)) {
    await tab.goto(pathToFileURL(page).href);
    await tab.getByLabel('Server').fill(`${server}game`);
    await tab.getByRole('button', { name: 'Join' }).click();
  }
  await allSee(tab => tab.getByRole('img', { name: 'Knot at 0', exact: true }));
  await pull(ann, '← Pull');
  await allSee(tab => tab.getByRole('img', { name: 'Knot at -1', exact: true }));
  await pull(bob, 'Pull →');
  await allSee(tab => tab.getByRole('img', { name: 'Knot at 0', exact: true }));
  await Promise.all(Object.values(players).map(tab => pull(tab, 'Pull →')));
  await allSee(tab => tab.getByRole('img', { name: 'Knot at 3', exact: true }));
  await allSee(tab => tab.getByText('Right wins!'));
  await pull(eve, '← Pull');
  await allSee(tab => tab.getByRole('img', { name: 'Knot at 0', exact: true }));
  for (const [name, lines] of Object.entries(seen)) {
    console.log(`${name}: ${lines.join(' | ')}`);
  }

  function pull(tab, button) {
    return tab.getByRole('button', { name: button }).click();
  }

  async function allSee(what) {
    for (const [name, tab] of Object.entries(players)) {
      await what(tab).waitFor();
      seen[name].push(await what(tab).getAttribute('aria-label') ?? await what(tab).innerText());
    }
  }
}

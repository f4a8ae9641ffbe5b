// What tests of the console do again and again.

export const rows = tab => tab.locator('#list .row');

export const tally = tab => tab.locator('#tally').innerText();

// The page is the server's alone: what it asks of anybody else is printed, so that the test sees it.
export async function open(tab, page) {
  const own = new URL(page).host;
  tab.on('request', request => new URL(request.url()).host !== own && console.log(`asked of another: ${request.url()}`));
  await tab.goto(page);
  await tab.getByText('Live', { exact: true }).waitFor();
}

export async function connect(tab, path, protocols = '') {
  await tab.getByRole('tab', { name: 'Client', exact: true }).click();
  await tab.getByLabel('Path', { exact: true }).fill(path);
  await tab.getByLabel('Subprotocols', { exact: true }).fill(protocols);
  await tab.getByRole('button', { name: 'Connect', exact: true }).click();
  await tab.getByText('Connected', { exact: true }).waitFor();
}

export async function clientSays(tab, text, answer) {
  await tab.locator('#client-message').fill(text);
  await tab.locator('#client-message').press('Enter');
  await tab.locator('#client-log .received').last().locator('..').filter({ hasText: answer }).waitFor();
}

export async function printRows(tab) {
  for (const row of await rows(tab).all()) {
    const [sign, data, answer, , size, time] = await row.locator(':scope > span').allInnerTexts();
    const when = /^\d\d:\d\d:\d\d\.\d{3}$/.test(time) ? '' : `no time: ${time}`;
    console.log([sign.split('\n').at(-1), data, answer, size, when].map(text => text.trim()).filter(Boolean).join(' | '));
  }
}

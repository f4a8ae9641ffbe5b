// How the console looks: whether everything can be read and has a name, in dark and light, and whether it can all be reached at a phone's width.
// Use: node console-looks.mjs CHROMIUM NAME PAGE_URL
import { drive, openTab } from './browser.mjs';
import { clientSays, connect, open, rows } from './console-steps.mjs';

// Each state that a person comes by, in the colours that the system asks for.
async function looks(tab, page) {
  for (const colorScheme of ['light', 'dark']) {
    const seen = new Set();
    const own = await openTab(tab.context().browser(), { colorScheme });
    await walk(own, page, async state => {
      (await faint(own)).forEach(text => seen.add(`${state}: ${text}`));
      (await nameless(own)).forEach(text => seen.add(`${state}: no name: ${text}`));
    });
    console.log(`${colorScheme}, page ${await own.evaluate(() => getComputedStyle(document.body).backgroundColor)}: ${[...seen].join(' | ') || 'all can be read'}`);
    await own.close();
  }
}

// The same at the width of a phone, with a finger. What sticks out is told.
async function phone(tab, page) {
  const states = [];
  const own = await openTab(tab.context().browser(), { viewport: { width: 360, height: 640 }, isMobile: true, hasTouch: true });
  await walk(own, page, async state => {
    states.push(state);
    (await outside(own)).forEach(text => console.log(`${state}: ${text}`));
  });
  console.log(states.join(', '));
  await rows(own).first().waitFor();
  console.log((await rows(own).filter({ hasText: 'opened' }).first().innerText()).replace(/\d\d:\d\d:\d\d\.\d{3}/, 'TIME').replace(/\s+/g, ' '));
}

async function walk(tab, page, look) {
  await open(tab, page);
  await look('nothing yet');
  await tab.getByRole('tab', { name: 'Client', exact: true }).click();
  await look('client');
  await connect(tab, '/chat/1', 'chat.v1');
  await clientSays(tab, 'ping', 'pong');
  await clientSays(tab, '{"type":"order","note":null,"count":2,"gift":true}', 'order');
  await look('client, connected');
  await tab.getByRole('tab', { name: 'Messages', exact: true }).click();
  const filter = tab.getByLabel('Filter', { exact: true });
  await filter.fill('order');
  const order = rows(tab).filter({ hasText: 'no rule' }).first();
  await order.waitFor();
  await look('messages');
  await filter.fill('/[/');
  await tab.getByRole('alert').filter({ hasText: 'Invalid' }).waitFor();
  await look('a wrong filter');
  await filter.fill('order');
  await order.click();
  await tab.getByRole('heading', { name: 'Why the others did not' }).waitFor();
  await look('details');
  await tab.getByRole('button', { name: 'Close the details' }).click();
  await filter.fill('');
  for (const name of ['Close…', 'Fault…', 'Download']) {
    await tab.getByRole('button', { name, exact: true }).click();
    await look(name);
    await tab.keyboard.press('Escape');
  }
  await tab.locator('#urls-open').click();
  await look('addresses');
  await tab.keyboard.press('Escape');
  await tab.getByRole('tab', { name: 'Scenario', exact: true }).click();
  const source = tab.getByRole('textbox', { name: 'Scenario' });
  await tab.waitForFunction(() => document.getElementById('source').value.includes('endpoints'));
  const text = await source.inputValue();
  await source.fill(text.replace('"onOpen"', '"onOpne"'));
  await tab.getByRole('list', { name: 'Errors' }).getByRole('button').waitFor();
  await look('errors');
  const last = text.lastIndexOf('"onClose"');
  await source.fill(text.slice(0, last) + '""' + text.slice(last));
  await source.evaluate((field, offset) => field.setSelectionRange(offset, offset), last + 1);
  await source.press('Control+Space');
  await tab.getByRole('listbox', { name: 'Completions' }).getByRole('option').first().waitFor();
  await look('completions');
  await source.press('Escape');
  await source.fill(text);
  await tab.getByRole('tab', { name: 'Messages', exact: true }).click();
}

// Texts with less than the contrast that WCAG 2.2 asks for, 4.5 to 1. What cannot be used now may be pale.
const faint = tab => tab.evaluate(() => {
  const pixel = new OffscreenCanvas(1, 1).getContext('2d', { willReadFrequently: true });
  const found = new Set();
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const element = texts.currentNode.parentElement;
    if (texts.currentNode.data.trim() !== '') {
      judge(element, getComputedStyle(element).color, texts.currentNode.data);
    }
  }
  for (const field of document.querySelectorAll(':placeholder-shown')) {
    judge(field, getComputedStyle(field, '::placeholder').color, field.placeholder);
  }
  return [...found];

  function judge(element, color, text) {
    if (!element.checkVisibility() || element.closest(':disabled, option, .hidden, textarea:not(:placeholder-shown)')) {
      return;
    }
    const back = luminance(paint(element));
    pixel.fillStyle = color;
    pixel.fillRect(0, 0, 1, 1);
    const front = luminance(pixel);
    const ratio = (Math.max(front, back) + .05) / (Math.min(front, back) + .05);
    if (ratio < 4.5) {
      found.add(`${ratio.toFixed(1)} ${text.trim().slice(0, 40)}`);
    }
  }

  // What lies behind an element, painted from the page up.
  function paint(element) {
    for (const one of ancestors(element).reverse()) {
      pixel.fillStyle = getComputedStyle(one).backgroundColor;
      pixel.fillRect(0, 0, 1, 1);
    }
    return pixel;
  }

  function ancestors(element) {
    return element ? [element, ...ancestors(element.parentElement)] : [];
  }

  function luminance() {
    const [red, green, blue] = [...pixel.getImageData(0, 0, 1, 1).data].map(part => part / 255).map(part => part <= .04045 ? part / 12.92 : ((part + .055) / 1.055) ** 2.4);
    return .2126 * red + .7152 * green + .0722 * blue;
  }
});

// What can be used and says to nobody what it is.
async function nameless(tab) {
  const session = await tab.context().newCDPSession(tab);
  const { nodes } = await session.send('Accessibility.getFullAXTree');
  await session.detach();
  return nodes
    .filter(node => !node.ignored && node.properties?.some(({ name, value }) => name === 'focusable' && value.value))
    .filter(node => node.role.value !== 'RootWebArea' && !node.name?.value)
    .map(node => node.role.value);
}

// Controls that are cut off by the window's edge, and whether the page can be moved sideways. A list that scrolls may go on out of sight.
const outside = tab => tab.evaluate(() => {
  const found = document.documentElement.scrollWidth > innerWidth ? ['the page is too wide'] : [];
  for (const element of document.querySelectorAll('button, input, select, textarea, [role=option] .name, .completions')) {
    const { left, right, top, bottom, width } = element.getBoundingClientRect();
    const isSeen = element.checkVisibility() && width > 0 && !element.closest('.segments input, .connections ul, .details');
    if (isSeen && (left < 0 || right > innerWidth || top < 0 || bottom > innerHeight && !element.closest('.sheet'))) {
      found.push(`cut off: ${element.id || element.textContent}`);
    }
  }
  return found;
});

await drive({ looks, phone });

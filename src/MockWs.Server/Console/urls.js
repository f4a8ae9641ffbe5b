// Where to connect: addresses to copy, and a line of code for some languages.
import { get } from './api.js';
import { $, copy, h } from './dom.js';

const languages = {
  JavaScript: url => `const socket = new WebSocket('${url}');`,
  'C#': url => `using var client = new ClientWebSocket(); await client.ConnectAsync(new Uri("${url}"), CancellationToken.None);`,
  Python: url => `async with websockets.connect("${url}") as socket: print(await socket.recv())`,
};

/** Fills the sheet, and gives what is known of the server. */
export async function showUrls() {
  const own = location.origin.replace(/^http/, 'ws') + '/';
  let info = { urls: [own], endpoints: [] };
  try {
    info = { ...info, ...await get('info') };
  } catch {
    // Without the API, the page's own address is what there is.
  }
  let chosen = info.urls.includes(own) ? own : info.urls[0];
  $('urls-open').textContent = chosen;
  $('urls-open').title = 'Addresses and code to copy';
  draw();
  return info;

  function draw() {
    const addresses = info.urls.flatMap(url => [url, ...info.endpoints.map(path => addressOf(url, path)).filter(address => address !== url)]);
    $('urls').replaceChildren(
      h('h2', {}, 'Connect to'),
      h('ul', { className: 'addresses' }, ...addresses.map(address => h('li', {},
        h('label', {}, h('input', { type: 'radio', name: 'address', checked: address === chosen, onchange: () => { chosen = address; draw(); } }),
          h('code', {}, address)),
        copyButton(address, `Copy ${address}`)))),
      ...Object.entries(languages).map(([language, line]) => h('section', { className: 'snippet' },
        h('h3', {}, language), copyButton(line(chosen), `Copy the line of ${language}`), h('pre', {}, line(chosen)))));
  }
}

/** An endpoint's path with something in the place of its parameters and wildcards. */
export const addressOf = (url, path) => new URL(path.replace(/\{[^}]*\}|\*+/g, '1'), url).href;

const copyButton = (text, label) => h('button', { className: 'quiet', 'aria-label': label, onclick: () => copy(text, 'Copied') }, 'Copy');

// Where to connect: addresses to copy, and a line of code for some languages.
import { get } from './api.js';
import { $, copy, h } from './dom.js';

const languages = {
  JavaScript: url => `const socket = new WebSocket('${url}');`,
  'C#': url => `using var client = new ClientWebSocket(); await client.ConnectAsync(new Uri("${url}"), CancellationToken.None);`,
  Python: url => `async with websockets.connect("${url}") as socket: print(await socket.recv())`,
};

export class Urls {
  #addresses = [];
  #chosen = null;
  #onLoad;

  /** @param onLoad is given the addresses that clients can connect to, and the files that the scenario is of. */
  constructor(onLoad) {
    this.#onLoad = onLoad;
    $('urls').addEventListener('beforetoggle', event => event.newState === 'open' && this.load());
  }

  /** Asks where clients may connect: another scenario has other endpoints. */
  async load() {
    const own = location.origin.replace(/^http/, 'ws') + '/';
    let info = { urls: [own], endpoints: [], scenario: [] };
    try {
      info = { ...info, ...await get('info') };
    } catch {
      // Without the API, the page's own address is what there is.
    }
    const urls = [...new Set(info.urls.map(reachable))].sort((one, other) => (other === own) - (one === own));
    const addresses = urls.flatMap(url => info.endpoints.length > 0 ? info.endpoints.map(path => addressOf(url, path)) : [url]);
    if (addresses.join() !== this.#addresses.join()) {
      this.#show(addresses);
    }
    this.#onLoad(addresses, info.scenario);
  }

  #show(addresses) {
    this.#addresses = addresses;
    this.#choose(addresses.includes(this.#chosen) ? this.#chosen : addresses[0]);
    $('addresses').replaceChildren(...addresses.map(address => h('li', {},
      h('label', {}, h('input', { type: 'radio', name: 'address', checked: address === this.#chosen, onchange: () => this.#choose(address) }),
        h('code', {}, address)),
      copyButton(address, `Copy ${address}`))));
  }

  #choose(address) {
    this.#chosen = address;
    $('urls-open').textContent = address;
    $('snippets').replaceChildren(...Object.entries(languages).map(([language, line]) => h('section', { className: 'snippet' },
      h('h3', {}, language), copyButton(line(address), `Copy the line of ${language}`), h('pre', {}, line(address)))));
  }
}

/** An address that listens on all of a machine's is where the page came from. */
function reachable(address) {
  const url = new URL(address);
  if (['0.0.0.0', '[::]'].includes(url.hostname)) {
    url.hostname = location.hostname;
  }
  return url.href;
}

/** An endpoint's path with something in the place of its parameters and wildcards. */
const addressOf = (url, path) => new URL(path.replace(/\{[^}]*\}|\*+/g, '1'), url).href;

const copyButton = (text, label) => h('button', { className: 'quiet', 'aria-label': label, onclick: () => copy(text, 'Copied') }, 'Copy');

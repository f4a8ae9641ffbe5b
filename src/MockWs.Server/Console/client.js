// A WebSocket of this page, to try the server with: what it sends, what it gets. It needs nothing of the API.
import { parseHex } from './composer.js';
import { $, h } from './dom.js';
import { hexOf } from './journal.js';
import { timeOf } from './rows.js';

const longestPayload = 2000;
const longestLog = 1000;

export class Client {
  #socket = null;
  #origin = location.origin.replace(/^http/, 'ws');
  #offered = '/';

  constructor() {
    $('client-origin').textContent = this.#origin;
    $('client-connection').addEventListener('submit', event => {
      event.preventDefault();
      this.#toggle();
    });
    $('client-composer').addEventListener('submit', event => {
      event.preventDefault();
      this.#send();
    });
  }

  /** Offers what can be connected to; at another origin than the page's, where the API has a port of its own. */
  offer(addresses) {
    const urls = addresses.map(address => new URL(address));
    if (!urls.some(url => url.origin === this.#origin)) {
      this.#origin = urls[0].origin;
      $('client-origin').textContent = this.#origin;
    }
    const paths = urls.filter(url => url.origin === this.#origin).map(url => url.pathname);
    $('client-paths').replaceChildren(...paths.map(path => h('option', { value: path })));
    if ($('client-path').value === this.#offered) {
      $('client-path').value = this.#offered = paths[0];
    }
  }

  #toggle() {
    if (this.#socket && this.#socket.readyState !== WebSocket.CLOSED) {
      this.#socket.close(1000, 'the page disconnected');
    } else {
      this.#connect();
    }
  }

  #connect() {
    const protocols = $('client-protocols').value.split(/[\s,]+/).filter(Boolean);
    try {
      this.#socket = new WebSocket(this.#origin + $('client-path').value.replace(/^(?!\/)/, '/'), protocols);
    } catch (error) {
      $('client-error').textContent = error.message;
      return;
    }
    const socket = this.#socket;
    let wasOpen = false;
    socket.binaryType = 'arraybuffer';
    socket.onopen = () => {
      wasOpen = true;
      this.#show('open', 'Connected');
      write('state', `connected${socket.protocol && `, subprotocol ${socket.protocol}`}`, '');
    };
    socket.onmessage = ({ data }) => write('received', textOf(data), sizeOf(data));
    socket.onclose = ({ code, reason }) => {
      this.#show('closed', 'Disconnected');
      write('state', wasOpen
        ? `closed with code ${code}${reason && `, "${reason}"`}${code === 1006 ? ': no close frame came' : ''}`
        : 'not connected: the server refused the handshake or could not be reached; a browser does not tell which, Messages does', '');
    };
    this.#show('waiting', 'Connecting…');
  }

  #send() {
    const text = $('client-message').value;
    try {
      const data = document.querySelector('#client-composer [name=client-type]:checked').value === 'hex' ? parseHex(text).buffer : text;
      this.#socket.send(data);
      write('sent', textOf(data), sizeOf(data));
      $('client-error').textContent = '';
      $('client-message').select();
    } catch (error) {
      $('client-error').textContent = error.message;
    }
  }

  #show(state, text) {
    $('client-error').textContent = '';
    $('client-state').dataset.state = state;
    $('client-state').textContent = text;
    $('client-toggle').textContent = state === 'closed' ? 'Connect' : 'Disconnect';
    $('client-toggle').classList.toggle('primary', state === 'closed');
    $('client-send').disabled = state !== 'open';
  }
}

function write(kind, text, size) {
  const [log, lines] = [$('client-log'), $('client-lines')];
  const isAtEnd = log.scrollHeight - log.scrollTop - log.clientHeight < 40;
  lines.append(h('li', {},
    h('time', {}, timeOf(Date.now())), h('span', { className: kind }, kind === 'state' ? '' : kind),
    h('span', { className: 'payload' }, text), h('span', { className: 'size' }, size)));
  if (lines.childElementCount > longestLog) {
    lines.firstElementChild.remove();
  }
  if (isAtEnd) {
    log.scrollTop = log.scrollHeight;
  }
}

function textOf(data) {
  const most = typeof data === 'string' ? longestPayload : longestPayload / 4;
  const [text, length] = typeof data === 'string'
    ? [data.slice(0, most), data.length]
    : [hexOf(new Uint8Array(data, 0, Math.min(data.byteLength, most))), data.byteLength];
  return length > most ? `${text}… and ${length - most} more` : text;
}

function sizeOf(data) {
  const [type, bytes] = typeof data === 'string' ? ['text', new TextEncoder().encode(data).length] : ['binary', data.byteLength];
  return `${type}, ${bytes} ${bytes === 1 ? 'byte' : 'bytes'}`;
}

// What a person makes the server do: send, ping, close, drop, misbehave.
import { post } from './api.js';
import { $, h, toast } from './dom.js';
import { bytesOf, hexOf } from './journal.js';
import { jsonOf } from './payload.js';

const closeCodes = {
  1000: 'normal closure', 1001: 'going away', 1002: 'protocol error', 1003: 'unsupported data', 1007: 'invalid payload', 1008: 'policy violation',
  1009: 'message too big', 1011: 'internal error', 1012: 'service restart', 1013: 'try again later', 4000: 'for the application',
};

export class Composer {
  #connections;
  #offered = null;

  constructor(connections) {
    this.#connections = connections;
    const payload = $('payload');
    $('composer').addEventListener('submit', event => {
      event.preventDefault();
      this.#send();
    });
    payload.addEventListener('keydown', event => {
      if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
        event.preventDefault();
        this.#send();
      }
    });
    payload.addEventListener('input', () => {
      payload.rows = Math.min(8, payload.value.split('\n').length);
      this.#fail('');
    });
    $('to').addEventListener('change', () => this.#enable());
    $('ping').addEventListener('click', () => this.#tell('ping', {}, 'Ping sent'));
    $('drop').addEventListener('click', () => this.#tell('abort', {}, 'Dropped'));
    this.#setUpClose();
    this.target(null);
  }

  /** The connection that is spoken to; null for everyone. */
  get to() {
    return $('to').value === '' ? null : Number($('to').value);
  }

  /** The numbers of the connections that are meant. */
  get targets() {
    return this.to === null ? this.#connections.open.map(connection => connection.id) : [this.to];
  }

  /** Offers the connections that are open, and speaks to this one from now on, or to everyone for null. */
  target(id = this.to) {
    const open = this.#connections.open;
    const value = open.some(connection => connection.id === id) ? `${id}` : '';
    const offered = open.map(connection => connection.id).join();
    if (offered === this.#offered && value === $('to').value) {
      return;
    }
    this.#offered = offered;
    $('to').replaceChildren(
      h('option', { value: '' }, open.length === 1 ? 'everyone (1 client)' : `everyone (${open.length} clients)`),
      ...open.slice(-200).map(connection => h('option', { value: `${connection.id}` }, `${connection.id} ${connection.path}`)));
    $('to').value = value;
    this.#enable();
  }

  /** Puts a payload that came or went into the field. */
  fill(entry) {
    const isBinary = entry.base64 !== undefined;
    const type = isBinary ? 'hex' : jsonOf(entry.text) === undefined ? 'text' : 'json';
    document.querySelector(`#composer [name=type][value=${type}]`).checked = true;
    $('payload').value = isBinary ? hexOf(bytesOf(entry)) : entry.text;
    $('payload').focus();
  }

  async #send() {
    const type = document.querySelector('#composer [name=type]:checked').value;
    let body;
    try {
      body = bodyOf(type, $('payload').value);
    } catch (error) {
      this.#fail(error.message);
      return;
    }
    await this.#do(() => post(this.to === null ? 'broadcast' : `connections/${this.to}/send`, body), 'Sent');
    $('payload').select();
  }

  /** Tells each connection that is meant to do something. */
  #tell(what, body, done) {
    return this.#do(() => Promise.all(this.targets.map(id => post(`connections/${id}/${what}`, body))), done);
  }

  async #do(work, done) {
    try {
      await work();
      this.#fail('');
      toast(done);
      return true;
    } catch (error) {
      this.#fail(error.message);
      return false;
    }
  }

  #setUpClose() {
    const [code, meaning] = [$('close-code'), $('close-meaning')];
    const explain = () => meaning.textContent = closeCodes[code.value] ?? (code.value >= 3000 && code.value < 5000 ? 'for the application' : 'not a code that a client may expect');
    $('close-codes').append(...Object.entries(closeCodes).map(([value, label]) => h('option', { value, label: `${value} ${label}` })));
    code.addEventListener('input', explain);
    explain();
    $('close-form').addEventListener('submit', event => {
      event.preventDefault();
      $('close-form').hidePopover();
      this.#tell('close', { code: Number(code.value), reason: $('close-reason').value }, `Closed with ${code.value}`);
    });
  }

  #enable() {
    const nobody = this.#connections.open.length === 0;
    for (const element of $('composer').querySelectorAll('button')) {
      element.disabled = nobody;
    }
    const target = this.to !== null ? `connection ${this.to}` : this.#connections.open.length === 1 ? 'the only client' : `all ${this.#connections.open.length} clients`;
    for (const element of document.querySelectorAll('.target')) {
      element.textContent = target;
    }
    $('payload').placeholder = nobody ? 'Nobody is connected' : `Message to ${target}`;
    $('drop').title = `End the TCP connection of ${target} without a close frame`;
  }

  #fail(text) {
    $('composer-error').textContent = text;
  }
}

/** What the API is sent for a payload of a type. */
export function bodyOf(type, text) {
  if (type === 'json') {
    try {
      return { json: JSON.parse(text) };
    } catch (error) {
      throw new Error(`This is not JSON: ${error.message}`);
    }
  }
  return type === 'hex' ? { hex: hexOf(parseHex(text)) } : { text };
}

/** Bytes out of hexadecimal digits; spaces, commas and 0x are fine. */
export function parseHex(text) {
  const digits = text.replace(/0x|[\s,]/gi, '');
  if (/[^0-9a-f]/i.test(digits) || digits.length % 2 !== 0) {
    throw new Error('Binary is written as pairs of hexadecimal digits, such as 01 ff.');
  }
  return Uint8Array.from(digits.match(/../g) ?? [], pair => parseInt(pair, 16));
}

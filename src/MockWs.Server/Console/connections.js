// The connections there were, and which one is looked at.
import { $, arrows, h, oncePerFrame } from './dom.js';
import { isMessage } from './journal.js';

const mostShown = 300;

export class Connections {
  #all = new Map();
  #chosen = null;
  #onChoose;
  #draw = oncePerFrame(() => this.#drawNow());

  /** @param onChoose is given the connection, or null for all. */
  constructor({ onChoose }) {
    this.#onChoose = onChoose;
    const list = $('connections');
    list.addEventListener('click', event => {
      const item = event.target.closest('[role=option]');
      if (item) {
        this.#choose(item.connection);
      }
    });
    list.addEventListener('keydown', event => {
      const ids = [null, ...this.#visible().map(connection => connection.id)];
      const index = arrows(event, ids.indexOf(this.#chosen), ids.length);
      if (index >= 0) {
        this.#choose(ids[index]);
      }
    });
    $('only-open').addEventListener('change', this.#draw);
    this.#draw();
  }

  get open() {
    return [...this.#all.values()].filter(connection => connection.isOpen);
  }

  get chosen() {
    return this.#all.get(this.#chosen) ?? null;
  }

  /** Learns from the journal who came, spoke and left. */
  add(entries) {
    if (entries[0].sequence === 1) {
      this.#all.clear();
    }
    for (const entry of entries) {
      const connection = this.#of(entry);
      if (entry.kind === 'opened') {
        Object.assign(connection, { isOpen: true, address: entry.address });
      } else if (['closed', 'lost', 'refused'].includes(entry.kind)) {
        Object.assign(connection, { isOpen: false, end: entry.kind === 'closed' ? `closed ${entry.closeCode}` : entry.kind });
      } else if (isMessage(entry)) {
        connection[entry.kind]++;
      }
    }
    this.#draw();
  }

  #of({ connection: id, path }) {
    if (!this.#all.has(id)) {
      // One of which the opening is no longer in the journal is open until something else is heard.
      this.#all.set(id, { id, path, isOpen: true, address: '', end: '', received: 0, sent: 0 });
    }
    return this.#all.get(id);
  }

  #choose(id) {
    this.#chosen = id;
    this.#onChoose(this.chosen);
    this.#drawNow();
    $('connections').querySelector('[aria-selected=true]')?.scrollIntoView({ block: 'nearest' });
  }

  #visible() {
    const connections = $('only-open').checked ? this.open : [...this.#all.values()];
    return connections.reverse().slice(0, mostShown);
  }

  #drawNow() {
    const visible = this.#visible();
    const left = (($('only-open').checked ? this.open.length : this.#all.size) - visible.length);
    const open = this.open.length;
    $('open-count').textContent = `${open} open`;
    $('connections').replaceChildren(
      this.#itemOf(null, h('span', { className: 'name' }, 'All traffic'), null),
      ...visible.map(connection => this.#itemOf(connection.id,
        h('span', { className: 'name' }, h('b', {}, `${connection.id}`), ` ${connection.path}`),
        h('span', { className: 'facts' }, `↓ ${connection.received}  ↑ ${connection.sent}`, connection.isOpen ? ` · ${connection.address}` : ` · ${connection.end}`),
        connection.isOpen)),
      ...(left > 0 ? [h('li', { className: 'more' }, `and ${left} earlier ones`)] : []));
    $('connections').setAttribute('aria-activedescendant', `connection-${this.#chosen ?? 'all'}`);
  }

  #itemOf(id, name, facts, isOpen) {
    return h('li', {
      role: 'option', id: `connection-${id ?? 'all'}`, connection: id, className: isOpen === undefined ? '' : isOpen ? 'open' : 'over',
      'aria-selected': `${id === this.#chosen}`,
    }, name, facts);
  }
}

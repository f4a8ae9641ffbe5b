// The connections there were, and which one is looked at.
import { $, arrows, h, oncePerFrame } from './dom.js';
import { isMessage, ofServer } from './journal.js';

const mostShown = 300;

export class Connections {
  #all = new Map();
  #rows = new Map();
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
      this.#rows.clear();
    }
    for (const entry of entries.filter(({ connection }) => connection !== ofServer)) {
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

  // What is there already is changed, not made anew: it may be under somebody's mouse.
  #drawNow() {
    const visible = this.#visible();
    const left = ($('only-open').checked ? this.open.length : this.#all.size) - visible.length;
    const rows = [this.#rowOf(null, 'all', () => 'All traffic'), ...visible.map(connection => this.#rowOf(connection, connection.id, nameOf))];
    const list = $('connections');
    if (rows.length !== list.childElementCount || rows.some((row, index) => row !== list.children[index])) {
      list.replaceChildren(...rows);
    }
    $('open-count').textContent = `${this.open.length} open`;
    $('more-connections').textContent = left > 0 ? `and ${left} earlier ones` : '';
    list.setAttribute('aria-activedescendant', `connection-${this.#chosen ?? 'all'}`);
  }

  #rowOf(connection, id, name) {
    let row = this.#rows.get(id);
    if (!row) {
      row = h('li', { role: 'option', id: `connection-${id}`, connection: connection?.id ?? null },
        h('span', { className: 'name' }, name(connection)), h('span', { className: 'facts' }));
      this.#rows.set(id, row);
    }
    row.className = connection === null ? '' : connection.isOpen ? 'open' : 'over';
    row.setAttribute('aria-selected', row.connection === this.#chosen);
    const facts = connection === null ? '' : factsOf(connection);
    if (row.lastElementChild.textContent !== facts) {
      row.lastElementChild.textContent = facts;
    }
    return row;
  }
}

const nameOf = ({ id, path }) => `${id} ${path}`;

const factsOf = ({ received, sent, isOpen, address, end }) =>
  [`↓ ${received}  ↑ ${sent}`, isOpen ? address : end].filter(Boolean).join(' · ');

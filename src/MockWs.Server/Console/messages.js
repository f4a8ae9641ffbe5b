// The panel of messages: its toolbar, its list, and the details of the one that is chosen.
import { getBlob } from './api.js';
import { $, afterPause, openBelow, save, toast } from './dom.js';
import { Details } from './details.js';
import { filterOf } from './journal.js';
import { rowOf } from './rows.js';
import { VirtualList } from './virtual-list.js';

const exports = { transcript: ['text/plain', 'transcript.txt'], jsonl: ['application/x-ndjson', 'journal.jsonl'] };

export class Messages {
  #journal;
  #list;
  #details;
  #connection = null;
  #isPaused = false;

  constructor(journal, { onReuse }) {
    this.#journal = journal;
    this.#details = new Details(journal, { onGo: entry => this.#go(entry), onReuse });
    this.#list = new VirtualList($('list'), {
      render: rowOf,
      indexOf: entry => journal.indexOf(entry),
      onSelect: entry => this.#details.show(entry),
      onFollow: follows => $('follow').setAttribute('aria-pressed', follows),
    });
    $('filter').addEventListener('input', afterPause(120, () => this.#applyFilter()));
    $('show').addEventListener('change', () => this.#applyFilter());
    $('pause').addEventListener('click', () => this.togglePause());
    $('follow').addEventListener('click', () => this.toggleFollow());
    $('clear').addEventListener('click', () => this.clear());
    openBelow($('download'), document.querySelector('[popovertarget=download]'));
    $('download').addEventListener('click', event => this.#download(event.target.dataset.format));
    this.#draw();
  }

  /** Takes what came from the journal. */
  add(entries) {
    for (const entry of this.#journal.add(entries)) {
      this.#list.refresh(entry);
      if (entry === this.#list.selected) {
        this.#details.show(entry);
      }
    }
    this.#draw();
  }

  /** Shows one connection's entries, or all for null. */
  showConnection(connection) {
    this.#connection = connection;
    this.#applyFilter();
  }

  togglePause() {
    this.#isPaused = !this.#isPaused;
    $('pause').setAttribute('aria-pressed', this.#isPaused);
    this.#journal.setPaused(this.#isPaused);
    this.#draw();
  }

  toggleFollow() {
    this.#list.follows = !this.#list.follows;
    $('follow').setAttribute('aria-pressed', this.#list.follows);
  }

  clear() {
    this.#journal.clear();
    this.#go(null);
    this.#draw();
  }

  closeDetails() {
    if (!$('details').hidden) {
      this.#go(null);
    }
  }

  #go(entry) {
    if (entry && this.#journal.indexOf(entry) < 0) {
      // It is filtered out; its details can be read all the same.
      this.#details.show(entry);
      return;
    }
    this.#list.select(entry);
    $('list').focus();
  }

  #applyFilter() {
    const field = $('filter');
    let wrong = '';
    try {
      this.#journal.setFilter(filterOf({ text: field.value, show: $('show').value, connection: this.#connection }));
    } catch (error) {
      wrong = error.message;
    }
    field.setAttribute('aria-invalid', wrong !== '');
    $('filter-error').textContent = wrong;
    this.#draw();
  }

  #draw() {
    const { shown, entries, held } = this.#journal;
    this.#list.show(shown);
    const part = shown.length === entries.length ? '' : `${number(shown.length)} of `;
    $('tally').textContent = `${part}${number(entries.length)} ${entries.length === 1 ? 'entry' : 'entries'}${held > 0 ? `, ${number(held)} held` : ''}`;
    $('empty').hidden = shown.length > 0;
    $('empty').textContent = entries.length === 0
      ? 'Nothing has come yet. Connect a client; the address is at the top, and the Client tab is one.'
      : 'Nothing here passes the filter.';
  }

  async #download(format) {
    if (!format) {
      return;
    }
    $('download').hidePopover();
    const [type, name] = exports[format];
    try {
      save(await getBlob('journal', type), name);
    } catch (error) {
      toast(error.message, true);
    }
  }
}

const number = count => count.toLocaleString('en');

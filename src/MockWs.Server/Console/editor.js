// A text field for JSON: coloured, numbered, with marks at errors and completion. The colours lie behind the text, which stays an ordinary field.
import { $, arrows, h } from './dom.js';
import { completionsAt } from './completion.js';
import { tokensOf } from './payload.js';

const longestColoured = 200_000;

export class Editor {
  #source = $('source');
  #completions = $('completions');
  #errors = [];
  #found = null;
  #index = 0;
  #onChange;

  /** What completes; null for nothing. */
  schema = null;

  constructor(onChange) {
    this.#onChange = onChange;
    const source = this.#source;
    source.addEventListener('input', event => {
      this.#errors = [];
      this.#draw();
      this.#onChange();
      this.#complete(event.inputType === 'insertText' && /["\w]/.test(event.data ?? ''));
    });
    source.addEventListener('scroll', () => this.#follow(), { passive: true });
    source.addEventListener('keydown', event => this.#keydown(event));
    source.addEventListener('blur', () => this.#close());
    source.addEventListener('click', () => this.#close());
    this.#completions.addEventListener('mousedown', event => {
      event.preventDefault();
      const item = event.target.closest('[role=option]');
      if (item) {
        this.#accept(Number(item.dataset.index));
      }
    });
  }

  get text() {
    return this.#source.value;
  }

  set text(value) {
    this.#source.value = value;
    this.#errors = [];
    this.#draw();
  }

  /** Marks errors: [{ line, column }], both from 1. */
  mark(errors) {
    this.#errors = errors;
    this.#draw();
  }

  /** Puts the cursor at a line and column. */
  go({ line, column }) {
    const offset = this.text.split('\n').slice(0, line - 1).reduce((sum, one) => sum + one.length + 1, 0) + column - 1;
    this.#source.focus();
    this.#source.setSelectionRange(offset, offset);
    this.#source.scrollTop = Math.max(0, (line - 5) * this.#lineHeight());
  }

  #draw() {
    const { text } = this;
    const lines = text.split('\n').length;
    const wrong = new Set(this.#errors.map(error => error.line));
    $('gutter').replaceChildren(...Array.from({ length: lines }, (_, i) => h('span', { className: wrong.has(i + 1) ? 'wrong' : '' }, `${i + 1}\n`)));
    const tokens = text.length > longestColoured ? [[null, text]] : tokensOf(text);
    $('highlight').replaceChildren(...this.#pieces(tokens), '\n');
    this.#follow();
  }

  /** The tokens as elements; one that an error points into is underlined. */
  #pieces(tokens) {
    const starts = this.#errors.map(error => this.#offsetOf(error)).sort((one, other) => one - other);
    let offset = 0;
    return tokens.flatMap(([kind, text]) => {
      const at = starts.find(start => start >= offset && start < offset + text.length);
      const begin = offset;
      offset += text.length;
      if (at === undefined) {
        return kind ? [h('span', { className: kind }, text)] : [text];
      }
      const end = kind ? text.length : at - begin + 1;
      return [text.slice(0, kind ? 0 : at - begin), h('span', { className: `${kind ?? ''} wrong` }, text.slice(kind ? 0 : at - begin, end)), text.slice(end)];
    });
  }

  #offsetOf({ line, column }) {
    return this.text.split('\n').slice(0, line - 1).reduce((sum, one) => sum + one.length + 1, 0) + Math.max(0, column - 1);
  }

  #follow() {
    const { scrollTop, scrollLeft } = this.#source;
    $('highlight').style.transform = `translate(${-scrollLeft}px, ${-scrollTop}px)`;
    $('gutter').scrollTop = scrollTop;
  }

  #keydown(event) {
    if (event.key === ' ' && event.ctrlKey) {
      event.preventDefault();
      this.#complete(true);
    } else if (this.#found && (event.key === 'Enter' || event.key === 'Tab')) {
      event.preventDefault();
      this.#accept(this.#index);
    } else if (this.#found && event.key === 'Escape') {
      event.stopPropagation();
      this.#close();
    } else if (this.#found) {
      const index = arrows(event, this.#index, this.#found.items.length, 6);
      if (index >= 0) {
        this.#index = index;
        this.#drawCompletions();
      }
    } else if (event.key === 'Enter' && !event.ctrlKey) {
      event.preventDefault();
      this.#insertLine();
    } else if (event.key === 'Escape') {
      // Tab indents nothing, so that the keyboard can leave the field.
      this.#source.blur();
    }
  }

  #insertLine() {
    const { selectionStart: at } = this.#source;
    const before = this.text.slice(this.text.lastIndexOf('\n', at - 1) + 1, at);
    const indent = before.match(/^\s*/)[0] + (/[{[]\s*$/.test(before) ? '  ' : '');
    this.#insert(`\n${indent}`);
  }

  #insert(text) {
    // The only way of changing a field that keeps its undo.
    if (!document.execCommand('insertText', false, text)) {
      this.#source.setRangeText(text, this.#source.selectionStart, this.#source.selectionEnd, 'end');
      this.#source.dispatchEvent(new Event('input'));
    }
  }

  #complete(isWanted) {
    const found = isWanted && this.schema ? completionsAt(this.text, this.#source.selectionStart, this.schema) : null;
    this.#found = found?.items.length > 0 ? found : null;
    this.#index = 0;
    this.#drawCompletions();
  }

  #drawCompletions() {
    const list = this.#completions;
    list.hidden = this.#found === null;
    if (this.#found) {
      list.replaceChildren(...this.#found.items.map((item, index) => h('li', { role: 'option', id: `completion-${index}`, 'aria-selected': `${index === this.#index}`, 'data-index': `${index}` },
        h('b', {}, item.label), h('span', { className: 'muted' }, item.about))));
      const before = this.text.slice(0, this.#found.from).split('\n');
      const line = this.#lineHeight();
      const below = before.length * line - this.#source.scrollTop + 8;
      const isRoom = below + list.offsetHeight <= this.#source.clientHeight;
      list.style.top = `${Math.max(0, isRoom ? below : below - line - list.offsetHeight)}px`;
      list.style.left = `max(0px, min(${before.at(-1).length}ch + 8px - ${this.#source.scrollLeft}px, 100% - ${list.offsetWidth}px))`;
      list.children[this.#index].scrollIntoView({ block: 'nearest' });
    }
    this.#source.setAttribute('aria-activedescendant', this.#found ? `completion-${this.#index}` : '');
  }

  #accept(index) {
    const { from, items } = this.#found;
    const { insert } = items[index];
    const cursor = insert.indexOf('|');
    const end = this.#source.selectionEnd;
    const after = this.text[end] === '"' && this.text[from] === '"' ? end + 1 : end;
    // A key that has its value already keeps it.
    const isKey = /^"[^"]*": /.test(insert) && /^\s*:/.test(this.text.slice(after));
    const text = isKey ? insert.slice(0, insert.indexOf(': ')) : insert.replace('|', '');
    this.#close();
    this.#source.setSelectionRange(from, after);
    this.#insert(text);
    if (!isKey && cursor >= 0) {
      this.#source.setSelectionRange(from + cursor, from + cursor);
    }
    this.#close();
  }

  #close() {
    this.#found = null;
    this.#drawCompletions();
  }

  #lineHeight() {
    return parseFloat(getComputedStyle(this.#source).lineHeight);
  }
}

// A list of any length of which only what is seen is in the DOM. All rows are of one height, which the style sheet says: --row.
import { arrows, oncePerFrame } from './dom.js';

const overscan = 8;

export class VirtualList {
  #viewport;
  #spacer = document.createElement('div');
  #rows = new Map();
  #items = [];
  #rowHeight = 0;
  #render;
  #onSelect;
  #onFollow;
  #selected = null;
  #follows = true;
  #indexOf;
  #draw = oncePerFrame(() => this.#drawNow());

  /**
   * @param viewport the element that scrolls; it gets the keyboard.
   * @param render makes the element of an item.
   * @param indexOf finds the place of an item.
   * @param onSelect is told the item that was chosen.
   * @param onFollow is told whether the list follows its end, when the person's scrolling changes that.
   */
  constructor(viewport, { render, indexOf, onSelect, onFollow }) {
    [this.#viewport, this.#render, this.#indexOf] = [viewport, render, indexOf];
    [this.#onSelect, this.#onFollow] = [onSelect, onFollow];
    this.#spacer.className = 'spacer';
    viewport.append(this.#spacer);
    viewport.addEventListener('scroll', () => this.#scrolled(), { passive: true });
    viewport.addEventListener('keydown', event => this.#keydown(event));
    viewport.addEventListener('click', event => this.#clicked(event));
    this.#measure();
    new ResizeObserver(() => {
      this.#measure();
      this.#draw();
    }).observe(viewport);
  }

  get selected() {
    return this.#selected;
  }

  get follows() {
    return this.#follows;
  }

  set follows(value) {
    this.#follows = value;
    this.#draw();
  }

  /** Shows these items; the same array may have grown. */
  show(items) {
    this.#items = items;
    this.#draw();
  }

  /** Makes the element of an item anew. */
  refresh(item) {
    this.#rows.get(item)?.remove();
    this.#rows.delete(item);
    this.#draw();
  }

  select(item) {
    const before = this.#selected;
    this.#selected = item;
    [before, item].filter(Boolean).forEach(one => this.refresh(one));
    if (item) {
      this.#reveal(this.#indexOf(item));
    }
    this.#onSelect(item);
  }

  /** Rows are of another height where the window is narrow, or a finger points. */
  #measure() {
    this.#rowHeight = parseInt(getComputedStyle(this.#viewport).getPropertyValue('--row'), 10);
  }

  #drawNow() {
    const height = this.#items.length * this.#rowHeight;
    this.#spacer.style.height = `${height}px`;
    if (this.#follows) {
      this.#viewport.scrollTop = height;
    }
    const first = Math.max(0, Math.floor(this.#viewport.scrollTop / this.#rowHeight) - overscan);
    const count = Math.ceil(this.#viewport.clientHeight / this.#rowHeight) + 2 * overscan;
    const seen = new Set(this.#items.slice(first, first + count));
    for (const [item, row] of this.#rows) {
      if (!seen.has(item)) {
        row.remove();
        this.#rows.delete(item);
      }
    }
    let index = first;
    for (const item of seen) {
      this.#place(item, index++);
    }
    this.#viewport.setAttribute('aria-activedescendant', this.#rows.get(this.#selected)?.id ?? '');
  }

  #place(item, index) {
    let row = this.#rows.get(item);
    if (!row) {
      row = this.#render(item);
      row.item = item;
      row.setAttribute('aria-selected', item === this.#selected);
      this.#rows.set(item, row);
      this.#spacer.append(row);
    }
    row.style.transform = `translateY(${index * this.#rowHeight}px)`;
    row.setAttribute('aria-posinset', index + 1);
    row.setAttribute('aria-setsize', this.#items.length);
  }

  #scrolled() {
    const { scrollTop, scrollHeight, clientHeight } = this.#viewport;
    const isAtEnd = scrollTop + clientHeight >= scrollHeight - this.#rowHeight;
    if (isAtEnd !== this.#follows && (isAtEnd || scrollTop < this.#lastTop)) {
      this.#follows = isAtEnd;
      this.#onFollow(isAtEnd);
    }
    this.#lastTop = scrollTop;
    this.#draw();
  }

  #lastTop = 0;

  #keydown(event) {
    const page = Math.max(1, Math.floor(this.#viewport.clientHeight / this.#rowHeight) - 1);
    const at = this.#selected ? this.#indexOf(this.#selected) : event.key === 'ArrowUp' ? this.#items.length : -1;
    const index = arrows(event, at, this.#items.length, page);
    if (index >= 0) {
      this.select(this.#items[index]);
    }
  }

  #clicked(event) {
    const item = event.target.closest('[role=option]')?.item;
    if (item) {
      this.select(item);
    }
  }

  #reveal(index) {
    if (index < 0) {
      return;
    }
    const [top, view] = [index * this.#rowHeight, this.#viewport];
    if (top < view.scrollTop) {
      this.#stopFollowing();
      view.scrollTop = top;
    } else if (top + this.#rowHeight > view.scrollTop + view.clientHeight) {
      view.scrollTop = top + this.#rowHeight - view.clientHeight;
    }
  }

  #stopFollowing() {
    if (this.#follows) {
      this.#follows = false;
      this.#onFollow(false);
    }
  }
}

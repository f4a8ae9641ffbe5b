// What the page knows of the server's journal: the entries, which of them belong together, and which are asked for.

const limit = 200_000;
const encoder = new TextEncoder();

/** What is said of a close frame that has no code. */
const noStatus = 1005;

/** The connection of entries that no connection has led to, such as a port that is closed. */
export const ofServer = 0;

export class Journal {
  /** All entries that are kept, in order, but for decisions, which stand with their cause. */
  entries = [];

  /** Those that the filter lets through. */
  shown = [];

  /** How many came, while it was paused, that are not in `shown` yet. */
  held = 0;

  #bySequence = new Map();
  #filter = () => true;
  #clearedTo = 0;
  #isPaused = false;
  #last = 0;

  /** Takes entries, and gives those that got to know their decision by it. */
  add(entries) {
    if (entries[0].sequence <= this.#last) {
      this.#forget();
    }
    const changed = [];
    for (const entry of entries) {
      this.#last = entry.sequence;
      const cause = this.#bySequence.get(entry.cause);
      if (entry.kind === 'decided' && cause) {
        cause.decision = join(cause.decision, entry.text);
        this.#reconsider(cause);
        changed.push(cause);
      } else {
        this.#take(entry, cause);
      }
    }
    this.#trim();
    return changed;
  }

  find(sequence) {
    return this.#bySequence.get(sequence);
  }

  /** The place of an entry in `shown`, or -1. */
  indexOf(entry) {
    let [low, high] = [0, this.shown.length - 1];
    while (low <= high) {
      const middle = (low + high) >> 1;
      if (this.shown[middle] === entry) {
        return middle;
      }
      if (this.shown[middle].sequence < entry.sequence) {
        low = middle + 1;
      } else {
        high = middle - 1;
      }
    }
    return -1;
  }

  setFilter(filter) {
    this.#filter = filter;
    this.#select();
  }

  /** Leaves out all that came up to now. The server keeps it. */
  clear() {
    this.#clearedTo = this.#last;
    this.#select();
  }

  setPaused(isPaused) {
    this.#isPaused = isPaused;
    if (!isPaused) {
      this.#select();
    }
  }

  #take(entry, cause) {
    this.#bySequence.set(entry.sequence, entry);
    if (cause) {
      (cause.effects ??= []).push(entry.sequence);
    }
    this.entries.push(entry);
    if (this.#lets(entry)) {
      if (this.#isPaused) {
        this.held++;
      } else {
        this.shown.push(entry);
      }
    }
  }

  // The decision comes after its message, and the filter may ask for it.
  #reconsider(entry) {
    if (!this.#isPaused && this.#lets(entry) && this.indexOf(entry) < 0) {
      const at = this.shown.findLastIndex(other => other.sequence < entry.sequence);
      this.shown.splice(at + 1, 0, entry);
    }
  }

  #lets(entry) {
    return entry.sequence > this.#clearedTo && this.#filter(entry);
  }

  #select() {
    this.held = 0;
    this.shown = this.entries.filter(entry => this.#lets(entry));
  }

  #trim() {
    if (this.entries.length > limit * 1.1) {
      for (const entry of this.entries.splice(0, this.entries.length - limit)) {
        this.#bySequence.delete(entry.sequence);
      }
      const first = this.entries[0].sequence;
      const from = this.shown.findIndex(entry => entry.sequence >= first);
      this.shown = from < 0 ? [] : this.shown.slice(from);
    }
  }

  #forget() {
    this.entries = [];
    this.shown = [];
    this.#bySequence.clear();
    this.#clearedTo = 0;
  }
}

export const isMessage = entry => entry.opcode === 'text' || entry.opcode === 'binary';
export const isControl = entry => entry.opcode !== undefined && !isMessage(entry) && entry.opcode !== 'continuation';
export const isProblem = entry => ['violation', 'error', 'lost', 'refused', 'fault'].includes(entry.kind);
export const isUnanswered = entry => entry.decision?.startsWith('no rule answers') ?? false;

/** The number of bytes of the payload; the code of a close frame, which stands beside its text, has two. */
export function lengthOf(entry) {
  return entry.length ??= entry.base64 === undefined
    ? encoder.encode(entry.text ?? '').length + (entry.opcode === 'close' && (entry.closeCode ?? noStatus) !== noStatus ? 2 : 0)
    : entry.base64.length / 4 * 3 - (entry.base64.match(/=+$/)?.[0].length ?? 0);
}

export const bytesOf = entry => entry.base64 === undefined
  ? encoder.encode(entry.text ?? '')
  : Uint8Array.from(atob(entry.base64), character => character.charCodeAt(0));

/** What the toolbar's choices let through. A text between slashes is a regular expression. */
export function filterOf({ text, show, connection }) {
  const kinds = {
    all: () => true,
    messages: isMessage,
    received: entry => entry.kind === 'received',
    sent: entry => entry.kind === 'sent',
    unanswered: isUnanswered,
    control: isControl,
    problems: isProblem,
  };
  const fits = textFilter(text);
  return entry => (connection === null || entry.connection === connection) && kinds[show](entry) && fits(entry);
}

function textFilter(text) {
  if (text === '') {
    return () => true;
  }
  const pattern = text.match(/^\/(.+)\/(i?)$/);
  const test = pattern
    ? (regex => value => regex.test(value))(new RegExp(pattern[1], pattern[2]))
    : (lower => value => value.toLowerCase().includes(lower))(text.toLowerCase());
  return entry => test(`${entry.path} ${entry.text ?? entry.request ?? ''} ${entry.decision?.split('\n', 1)[0] ?? ''}`)
    || entry.base64 !== undefined && test(hexOf(bytesOf(entry)));
}

export const hexOf = bytes => Array.from(bytes, byte => byte.toString(16).padStart(2, '0')).join(' ');

const join = (one, other) => one === undefined ? other : `${one}\n${other}`;

// Everything about one entry: payload, where it came from, which rule answered and why the others did not.
import { get } from './api.js';
import { $, afterPause, copy, h } from './dom.js';
import { bytesOf, isUnanswered, lengthOf, ofServer } from './journal.js';
import { hexView, jsonOf, jsonView, textView } from './payload.js';
import { rowOf, summaryOf, timeOf } from './rows.js';

/** In pixels: a line of a hex dump with 16 bytes has 74 characters. */
const roomFor16Bytes = 600;

const mostRules = 100;

export class Details {
  #element = $('details');
  #journal;
  #onGo;
  #onReuse;
  #loadRules = afterPause(150, (entry, section) => this.#showRules(entry, section));

  /** @param onGo shows another entry. @param onReuse puts a payload into the composer. */
  constructor(journal, { onGo, onReuse }) {
    [this.#journal, this.#onGo, this.#onReuse] = [journal, onGo, onReuse];
  }

  show(entry) {
    this.#element.hidden = entry === null;
    if (entry) {
      this.#element.replaceChildren(this.#headOf(entry), ...this.#payloadOf(entry), ...this.#answerOf(entry), ...this.#linksOf(entry));
      this.#element.scrollTop = 0;
    }
  }

  #headOf(entry) {
    const facts = [
      `#${entry.sequence}`,
      timeOf(entry.time),
      entry.connection === ofServer ? 'the server' : `connection ${entry.connection} ${entry.path}`,
      entry.opcode ? `${lengthOf(entry)} bytes` : null,
      entry.frames > 1 ? `${entry.frames} frames` : null,
      entry.compressed ? 'compressed' : null,
      entry.address ? `from ${entry.address}` : null,
    ];
    return h('header', { className: 'details-head' },
      h('h2', {}, `${entry.kind} ${entry.opcode ?? ''}`),
      h('button', { className: 'quiet', onclick: () => copy(textOf(entry), 'Payload copied') }, 'Copy'),
      entry.opcode ? h('button', { className: 'quiet', onclick: () => this.#onReuse(entry), title: 'Put it into the field below' }, 'Send again…') : null,
      h('button', { className: 'quiet', onclick: () => this.#onGo(null), 'aria-label': 'Close the details' }, '✕'),
      h('p', { className: 'muted' }, facts.filter(Boolean).join(' · ')));
  }

  #payloadOf(entry) {
    if (entry.request !== undefined) {
      return [section('Request', textView(entry.request.trimEnd())), section('Answer', textView((entry.answer ?? '').trimEnd()))];
    }
    if (entry.base64 !== undefined) {
      return [section('Payload', hexView(bytesOf(entry), this.#element.clientWidth < roomFor16Bytes ? 8 : 16))];
    }
    if (!entry.opcode || entry.opcode === 'close') {
      return [section('What happened', textView(entry.opcode ? `${entry.closeCode ?? ''} ${entry.text ?? ''}` : entry.text || summaryOf(entry)))];
    }
    const json = jsonOf(entry.text);
    return json === undefined
      ? [section('Payload', textView(entry.text === '' ? 'empty' : entry.text))]
      : [section('Payload', jsonView(json)), fold('As it came', textView(entry.text))];
  }

  #answerOf(entry) {
    if (!entry.decision) {
      return [];
    }
    const [first, ...rest] = entry.decision.split('\n');
    const misses = rest.map(line => line.trim()).filter(Boolean);
    const answer = section(isUnanswered(entry) ? 'No rule answered' : 'Answered by',
      isUnanswered(entry) ? null : h('p', { className: 'hit' }, first),
      misses.length > 0 ? h('ol', { className: 'misses' }, ...misses.map(missOf)) : null);
    const others = h('section', { hidden: true });
    this.#loadRules(entry, others);
    return [answer, others];
  }

  /** Asks why the other rules did not answer; the journal keeps that of the nearest alone, and only where none answered. */
  async #showRules(entry, section) {
    if (!section.isConnected) {
      return;
    }
    let rules;
    try {
      ({ rules } = await get(`journal/${entry.sequence}/rules`));
    } catch {
      // It is no message that rules were tried on, or they are known no more: what was decided is all there is.
      return;
    }
    const known = entry.decision.split('\n').map(line => line.trim());
    const at = rules.findIndex(({ rule }) => rule === known[0]);
    const others = (at < 0 ? rules : rules.slice(0, at)).filter(({ rule }) => !known.some(line => line.startsWith(`${rule}: `)));
    const after = at < 0 ? 0 : rules.length - at - 1;
    section.hidden = others.length + after === 0;
    section.replaceChildren(
      h('h3', {}, 'Why the others did not'),
      h('ol', { className: 'misses others' }, ...others.slice(0, mostRules).map(({ rule, miss }) => missOf(`${rule}: ${miss ?? 'matches now: what it asks for has changed since'}`))),
      others.length > mostRules ? h('p', { className: 'muted' }, `and ${others.length - mostRules} more`) : '',
      after > 0 ? h('p', { className: 'muted' }, `${after === 1 ? 'The rule' : `The ${after} rules`} after it ${after === 1 ? 'was' : 'were'} not tried: the first that matches answers.`) : '');
  }

  #linksOf(entry) {
    const cause = this.#journal.find(entry.cause);
    const effects = (entry.effects ?? []).map(sequence => this.#journal.find(sequence)).filter(Boolean);
    return [
      cause ? section('Because of', this.#linkTo(cause)) : null,
      effects.length > 0 ? section('Led to', ...effects.slice(0, 50).map(effect => this.#linkTo(effect))) : null,
    ].filter(Boolean);
  }

  #linkTo(entry) {
    const row = rowOf(entry);
    row.removeAttribute('id');
    row.setAttribute('role', 'presentation');
    return h('button', { className: 'entry-link', onclick: () => this.#onGo(entry) }, row);
  }
}

/** "rule 2: JSON contains …: $.type: expected …": the rule, and why it did not match. */
function missOf(line) {
  const rule = line.match(/^(rule \d+): /);
  return h('li', {}, rule ? h('b', {}, rule[1]) : null, rule ? ` ${line.slice(rule[0].length)}` : line);
}

const textOf = entry => entry.base64 === undefined
  ? entry.request === undefined ? entry.text ?? '' : `${entry.request}${entry.answer ?? ''}`
  : Array.from(bytesOf(entry), byte => byte.toString(16).padStart(2, '0')).join(' ');

const section = (title, ...content) => h('section', {}, h('h3', {}, title), ...content);

const fold = (title, content) => h('details', { className: 'fold-section' }, h('summary', {}, title), content);

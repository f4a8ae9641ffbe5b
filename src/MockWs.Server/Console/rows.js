// One line of the list of messages.
import { h } from './dom.js';
import { bytesOf, hexOf, isProblem, isUnanswered, lengthOf, ofServer } from './journal.js';
import { highlighted } from './payload.js';

const longestText = 300;
const longestHex = 48;

const signs = { received: ['↓', 'received'], sent: ['↑', 'sent'] };

export function rowOf(entry) {
  const [sign, word] = signs[entry.kind] ?? ['•', entry.kind];
  return h('div', { className: `row ${entry.kind}${isProblem(entry) ? ' problem' : ''}`, role: 'option', id: `entry-${entry.sequence}` },
    h('span', { className: 'sign', title: word }, h('span', { 'aria-hidden': 'true' }, sign), h('span', { className: 'hidden' }, word)),
    h('span', { className: 'data' }, ...dataOf(entry)),
    h('span', { className: isUnanswered(entry) ? 'answer none' : 'answer' }, answerOf(entry)),
    h('span', { className: 'who' }, entry.connection === ofServer ? 'server' : `${entry.connection}`),
    h('span', { className: 'size' }, entry.opcode ? sizeOf(lengthOf(entry)) : ''),
    h('span', { className: 'when' }, timeOf(entry.time)));
}

function dataOf(entry) {
  if (entry.opcode === undefined) {
    return [h('span', { className: 'tag' }, entry.kind), ` ${summaryOf(entry)}`];
  }
  if (entry.opcode === 'close') {
    return [h('span', { className: 'tag' }, 'close'), ` ${entry.closeCode ?? ''} ${entry.text ?? ''}`];
  }
  const tag = entry.opcode === 'text' ? [] : [h('span', { className: 'tag' }, entry.opcode), ' '];
  if (entry.base64 !== undefined) {
    const bytes = bytesOf(entry);
    return [...tag, h('span', { className: 'hex' }, hexOf(bytes.subarray(0, longestHex)) + (bytes.length > longestHex ? ' …' : ''))];
  }
  const text = entry.text ?? '';
  const short = text.length > longestText ? `${text.slice(0, longestText)}…` : text;
  return [...tag, ...highlighted(short.replaceAll('\n', '⏎'))];
}

/** What an entry that is no frame says, on one line. */
export function summaryOf(entry) {
  switch (entry.kind) {
    case 'opened':
    case 'refused':
      return `${(entry.request ?? '').split(/\r?\n/, 1)[0]} → ${entry.status}`;
    case 'closed':
      return `${entry.closeCode} ${entry.text ?? ''} by the ${entry.closedByClient ? 'client' : 'server'}`.replace(/ +/g, ' ');
    case 'violation':
      return `${entry.closeCode ?? ''} ${entry.text}`;
    default:
      return (entry.text ?? '').split('\n', 1)[0];
  }
}

function answerOf(entry) {
  if (!entry.decision) {
    return '';
  }
  return isUnanswered(entry) ? 'no rule' : entry.decision.split('\n', 1)[0].match(/^rule \d+/)?.[0] ?? entry.decision.split('\n', 1)[0];
}

export const sizeOf = bytes => bytes < 10_000 ? `${bytes} B` : bytes < 1e6 ? `${(bytes / 1e3).toFixed(1)} kB` : `${(bytes / 1e6).toFixed(1)} MB`;

export function timeOf(iso) {
  const time = new Date(iso);
  const part = (value, length = 2) => String(value).padStart(length, '0');
  return `${part(time.getHours())}:${part(time.getMinutes())}:${part(time.getSeconds())}.${part(time.getMilliseconds(), 3)}`;
}

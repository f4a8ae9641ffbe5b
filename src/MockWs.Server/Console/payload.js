// Payloads as a person reads them: JSON folded and highlighted, text as it is, bytes as a hex dump.
import { h } from './dom.js';

const longestText = 100_000;
const longestDump = 16 * 1024;
const openDepth = 3;
const mostOpen = 100;

/** The value of a text that is a JSON object or array; undefined of any other. */
export function jsonOf(text) {
  if (!/^\s*[[{]/.test(text)) {
    return undefined;
  }
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

export function textView(text) {
  const rest = text.length - longestText;
  return h('pre', { className: 'plain' }, text.slice(0, longestText), rest > 0 ? h('em', {}, `… and ${rest} more characters`) : null);
}

/** A tree of JSON that folds. What is folded is made when it is opened. */
export const jsonView = value => h('div', { className: 'json' }, nodeOf(null, value, 0));

function nodeOf(key, value, depth) {
  const label = key === null ? [] : [h('span', { className: typeof key === 'number' ? 'index' : 'key' }, typeof key === 'number' ? `${key}` : JSON.stringify(key)), ': '];
  if (value === null || typeof value !== 'object') {
    return h('div', { className: 'leaf' }, ...label, h('span', { className: value === null ? 'null' : typeof value }, JSON.stringify(value)));
  }
  const entries = Array.isArray(value) ? value.map((item, index) => [index, item]) : Object.entries(value);
  const [open, close] = Array.isArray(value) ? '[]' : '{}';
  if (entries.length === 0) {
    return h('div', { className: 'leaf' }, ...label, open + close);
  }
  const node = h('details', {}, h('summary', {}, ...label, open, h('span', { className: 'preview' }, ` ${previewOf(value)} ${close}`)));
  const fill = () => node.childElementCount === 1 && node.append(
    h('div', { className: 'members' }, ...entries.map(([name, item]) => nodeOf(name, item, depth + 1))), h('div', { className: 'end' }, close));
  node.addEventListener('toggle', fill);
  if (depth < openDepth && entries.length <= mostOpen) {
    fill();
    node.open = true;
  }
  return node;
}

function previewOf(value) {
  const text = JSON.stringify(value).slice(1, -1);
  return text.length > 80 ? `${text.slice(0, 80)}…` : text;
}

/** Bytes in lines: offset, hexadecimal digits, and what of it is ASCII. */
export function hexView(bytes, bytesPerLine = 16) {
  const lines = [];
  const end = Math.min(bytes.length, longestDump);
  for (let offset = 0; offset < end; offset += bytesPerLine) {
    const line = Array.from(bytes.subarray(offset, Math.min(offset + bytesPerLine, end)));
    const digits = line.map((byte, index) => `${index === 8 ? ' ' : ''}${byte.toString(16).padStart(2, '0')}`).join(' ');
    const ascii = line.map(byte => byte >= 32 && byte < 127 ? String.fromCharCode(byte) : '·').join('');
    lines.push(`${offset.toString(16).padStart(6, '0')}  ${digits.padEnd(bytesPerLine * 3 - (bytesPerLine > 8 ? 0 : 1))}  ${ascii}`);
  }
  return h('pre', { className: 'hex' }, lines.join('\n') || 'empty', bytes.length > end ? h('em', {}, `\n… and ${bytes.length - end} more bytes`) : null);
}

/** Short JSON on one line in colours, for rows. Whatever else is given stays plain. */
export function highlighted(text) {
  return /^\s*[[{]/.test(text) ? tokensOf(text).map(([kind, part]) => kind ? h('span', { className: kind }, part) : part) : [text];
}

/** JSON, whole or cut, in pieces: [kind, text], of which the kind is null for signs and space. */
export function tokensOf(text) {
  const tokens = [];
  const pattern = /("(?:[^"\\\n]|\\.)*"?)(\s*:)?|(\/\/[^\n]*|\/\*[\s\S]*?\*\/)|\b(true|false)\b|\b(null)\b|(-?\d[\d.eE+-]*)/g;
  let end = 0;
  for (const match of text.matchAll(pattern)) {
    if (match.index > end) {
      tokens.push([null, text.slice(end, match.index)]);
    }
    const [, string, colon, comment, boolean, nothing] = match;
    if (string !== undefined) {
      tokens.push([colon === undefined ? 'string' : 'key', string]);
      if (colon !== undefined) {
        tokens.push([null, colon]);
      }
    } else {
      tokens.push([comment !== undefined ? 'comment' : boolean !== undefined ? 'boolean' : nothing !== undefined ? 'null' : 'number', match[0]]);
    }
    end = match.index + match[0].length;
  }
  tokens.push([null, text.slice(end)]);
  return tokens;
}

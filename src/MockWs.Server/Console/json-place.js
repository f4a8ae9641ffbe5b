// Where in JSON a place is: the path to it, and whether a key or a value is being written there. Works on text that is not finished yet.

/**
 * @returns { path, expects, prefix, from, inString, keys }: the keys and indexes that lead to the place; "key", "value" or "none"; what of the
 * word is written already and where it begins; whether that is in quotes; the keys that the object has before the place.
 */
export function placeAt(text, offset) {
  const stack = [];
  let [expects, i] = ['value', 0];
  const top = () => stack.at(-1);
  const path = () => stack.map(level => level.isObject ? level.key : level.index).filter(step => step !== undefined);
  const result = (wanted, from, inString) =>
    ({ path: path(), expects: wanted, prefix: text.slice(from + (inString ? 1 : 0), offset), from, inString, keys: top()?.keys ?? [] });

  while (i < offset) {
    const sign = text[i];
    if (sign === '"') {
      const end = endOfString(text, i);
      if (end >= offset && (end > offset || !isClosed(text, i, end))) {
        return result(expects, i, true);
      }
      if (expects === 'key') {
        top().key = unquote(text.slice(i, end));
        top().keys.push(top().key);
        expects = 'colon';
      } else {
        expects = 'none';
      }
      i = end;
    } else if (text.startsWith('//', i) || text.startsWith('/*', i)) {
      // The end of its line still belongs to a comment of one line.
      const end = text[i + 1] === '/' ? text.indexOf('\n', i) + 1 : text.indexOf('*/', i) + 2;
      if (end < i + 2 || end > offset) {
        return result('none', offset, false);
      }
      i = end;
    } else if (/[\w.+-]/.test(sign)) {
      const end = i + text.slice(i).match(/^[\w.+-]+/)[0].length;
      if (end >= offset) {
        return result(expects, i, false);
      }
      expects = expects === 'value' ? 'none' : expects;
      i = end;
    } else {
      expects = step(sign, stack, expects);
      i++;
    }
  }
  return result(expects === 'colon' ? 'none' : expects, offset, false);
}

function step(sign, stack, expects) {
  const top = stack.at(-1);
  switch (sign) {
    case '{':
      stack.push({ isObject: true, key: undefined, keys: [] });
      return 'key';
    case '[':
      stack.push({ isObject: false, index: 0, keys: [] });
      return 'value';
    case '}':
    case ']':
      stack.pop();
      return 'none';
    case ':':
      return 'value';
    case ',':
      if (top?.isObject) {
        top.key = undefined;
        return 'key';
      }
      if (top) {
        top.index++;
      }
      return 'value';
    default:
      return expects;
  }
}

function endOfString(text, start) {
  for (let i = start + 1; i < text.length; i++) {
    if (text[i] === '\\') {
      i++;
    } else if (text[i] === '"') {
      return i + 1;
    } else if (text[i] === '\n') {
      return i;
    }
  }
  return text.length;
}

const isClosed = (text, start, end) => end - start > 1 && text[end - 1] === '"';

function unquote(text) {
  try {
    return JSON.parse(text);
  } catch {
    return text.slice(1, -1);
  }
}

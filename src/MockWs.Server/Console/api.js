// The server's API, at the folder above this module's. Every call but reading sends JSON, which pages of other origins cannot.
import { $ } from './dom.js';

const root = new URL('../', import.meta.url);
const storedToken = 'mockws-token';
const longestBusy = 30;
const mostAtOnce = 1000;
let asking = null;
let breathed = 0;
let schema = null;

/** What the server said no to: a sentence, and the errors of a scenario where there are some. */
export class ApiError extends Error {
  constructor(status, problem) {
    super(problem.detail ?? problem.title ?? `The server answered ${status}.`);
    this.status = status;
    this.errors = problem.errors ?? [];
  }
}

export const get = path => call(path).then(response => response.json());
export const getText = (path, accept = '*/*') => call(path, { headers: { accept } }).then(response => response.text());
export const getBlob = (path, accept) => call(path, { headers: { accept } }).then(response => response.blob());
export const post = (path, value = {}) => send('POST', path, JSON.stringify(value));
export const postText = (path, json) => send('POST', path, json);
export const putText = (path, json) => send('PUT', path, json);

/** The JSON Schema of scenarios; null if the server has none. Asked for once. */
export const loadSchema = () => schema ??= getText('schema').then(JSON.parse).catch(() => null);

/**
 * Follows the journal for ever: what there is, then what comes. After an interruption it goes on behind the last entry that was seen.
 * @param onEntries is given the entries of each piece that comes, in order.
 * @param onState is told "live", "waiting" or "off".
 */
export async function follow(onEntries, onState) {
  let last = 0;
  for (let pause = 250; ; pause = Math.min(pause * 2, 5000)) {
    try {
      const response = await call(`journal?since=${last}`, { headers: { accept: 'text/event-stream' } });
      onState('live');
      pause = 250;
      for await (const entries of events(response.body)) {
        last = entries.at(-1).sequence;
        onEntries(entries);
        await breath();
      }
    } catch (error) {
      if (error instanceof ApiError && [401, 403, 404].includes(error.status)) {
        onState('off', error.message);
        return;
      }
    }
    onState('waiting');
    await new Promise(resolve => setTimeout(resolve, pause));
    last = await sequenceToGoOnFrom(last);
  }
}

/** A server that was started anew counts from 1 again. */
async function sequenceToGoOnFrom(last) {
  try {
    const { entries: [newest] } = await get('journal?limit=1&order=desc');
    return newest?.sequence >= last ? last : 0;
  } catch {
    return last;
  }
}

/** Lets the page draw and listen, if what comes has kept it busy for a while. */
async function breath() {
  if (performance.now() - breathed > longestBusy) {
    await new Promise(resolve => setTimeout(resolve));
    breathed = performance.now();
  }
}

/** The data of server-sent events, those of one piece of the stream at once, unless they are very many. */
async function* events(body) {
  const decoder = new TextDecoder();
  let rest = '';
  for await (const bytes of chunks(body)) {
    rest += decoder.decode(bytes, { stream: true });
    const end = rest.lastIndexOf('\n\n');
    if (end < 0) {
      continue;
    }
    const lines = rest.slice(0, end).split('\n').filter(line => line.startsWith('data:'));
    rest = rest.slice(end + 2);
    for (let at = 0; at < lines.length; at += mostAtOnce) {
      yield lines.slice(at, at + mostAtOnce).map(line => JSON.parse(line.slice(5)));
    }
  }
}

async function* chunks(body) {
  const reader = body.getReader();
  for (let read = await reader.read(); !read.done; read = await reader.read()) {
    yield read.value;
  }
}

const send = (method, path, body) => call(path, { method, body, headers: { 'content-type': 'application/json' } });

async function call(path, options = {}) {
  const token = sessionStorage.getItem(storedToken);
  const headers = { accept: 'application/json', ...options.headers, ...token && { authorization: `Bearer ${token}` } };
  const response = await fetch(new URL(path, root), { ...options, headers, cache: 'no-store' });
  if (response.status === 401) {
    if (await (asking ??= askForToken().finally(() => asking = null))) {
      return call(path, options);
    }
  }
  if (!response.ok) {
    throw new ApiError(response.status, await problemOf(response));
  }
  return response;
}

async function problemOf(response) {
  const text = await response.text();
  try {
    return JSON.parse(text);
  } catch {
    return { detail: text.trim() || undefined };
  }
}

/** @returns whether there is a token to try. */
function askForToken() {
  const dialog = $('token-form');
  $('token').value = '';
  dialog.showModal();
  return new Promise(resolve => dialog.addEventListener('close', () => {
    sessionStorage.setItem(storedToken, $('token').value);
    resolve($('token').value !== '');
  }, { once: true }));
}

// Puts the page together: one journal that comes in, and the views that show it.
import { follow } from './api.js';
import { Client } from './client.js';
import { Composer } from './composer.js';
import { Connections } from './connections.js';
import { $ } from './dom.js';
import { Faults } from './faults.js';
import { Journal } from './journal.js';
import { Messages } from './messages.js';
import { Scenario } from './scenario.js';
import { Urls } from './urls.js';

const tabs = ['messages', 'scenario', 'client'];
const journal = new Journal();
const connections = new Connections({
  onChoose: connection => {
    messages.showConnection(connection?.id ?? null);
    composer.target(connection?.id ?? null);
  },
});
const composer = new Composer(connections);
const messages = new Messages(journal, { onReuse: entry => composer.fill(entry) });
const client = new Client();
const urls = new Urls((addresses, files) => {
  client.offer(addresses);
  scenario.name(files);
});
const scenario = new Scenario({ onApplied: () => urls.load() });
new Faults(composer);

for (const name of tabs) {
  $(`tab-${name}`).addEventListener('click', () => open(name));
}
document.querySelector('[role=tablist]').addEventListener('keydown', event => {
  const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
  if (step) {
    const at = tabs.findIndex(name => !$(name).hidden);
    open(tabs[(at + step + tabs.length) % tabs.length]);
    document.querySelector('[role=tab][aria-selected=true]').focus();
  }
});
document.addEventListener('keydown', shortcut);
addEventListener('hashchange', () => open(location.hash.slice(1)));
open(location.hash.slice(1) || 'messages');

await urls.load();
follow(entries => {
  connections.add(entries);
  messages.add(entries);
  composer.target();
}, showFeed);

function open(name) {
  if (!tabs.includes(name)) {
    return;
  }
  for (const tab of tabs) {
    $(tab).hidden = tab !== name;
    $(`tab-${tab}`).setAttribute('aria-selected', tab === name);
    $(`tab-${tab}`).tabIndex = tab === name ? 0 : -1;
  }
  history.replaceState(null, '', name === 'messages' ? location.pathname : `#${name}`);
  if (name === 'scenario') {
    scenario.load();
  }
}

function showFeed(state, why) {
  const words = { live: 'Live', waiting: 'Reconnecting…', off: 'No API' };
  $('feed').dataset.state = { live: 'open', waiting: 'waiting', off: 'closed' }[state];
  $('feed').textContent = words[state];
  $('feed').title = why ?? '';
  if (state === 'off') {
    open('client');
  }
}

function shortcut(event) {
  if ((event.ctrlKey || event.metaKey) && event.key === 's') {
    event.preventDefault();
    if (!$('scenario').hidden) {
      scenario.apply();
    }
    return;
  }
  if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest('input, textarea, select, dialog') || document.querySelector(':popover-open')) {
    return;
  }
  const work = {
    '/': () => $('filter').focus(),
    p: () => messages.togglePause(),
    f: () => messages.toggleFollow(),
    c: () => messages.clear(),
    s: () => $('payload').focus(),
    Escape: () => messages.closeDetails(),
    '?': () => $('keys').showPopover(),
    1: () => open('messages'),
    2: () => open('scenario'),
    3: () => open('client'),
  }[event.key];
  if (work) {
    event.preventDefault();
    work();
  }
}

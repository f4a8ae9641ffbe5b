// Misbehaviour of one connection, or of all that are open, at once.
import { loadSchema, post } from './api.js';
import { keysAt } from './completion.js';
import { $, h, toast } from './dom.js';
import { errorsOf } from './scenario.js';

/** Where in a scenario the names of the faults stand. */
const placeOfFaults = ['endpoints', 0, 'onOpen', 0, 'fault'];

const plain = [
  { name: 'Silence, then an answer too late', about: 'Nothing else is sent on this connection meanwhile.', actions: '[ { "delay": "00:00:05" }, { "send": "late" } ]' },
  { name: 'Drop', about: 'The TCP connection is reset, without a close frame.', actions: '[ { "drop": {} } ]' },
];

export class Faults {
  #composer;
  #faults = [];

  constructor(composer) {
    this.#composer = composer;
    $('fault-kind').addEventListener('change', () => this.#show());
    $('fault-form').addEventListener('beforetoggle', event => event.newState === 'open' && this.#load());
    $('fault-form').addEventListener('submit', event => {
      event.preventDefault();
      this.#apply();
    });
  }

  /** Offers what the schema of scenarios has, so that no fault is missing here. */
  async #load() {
    if (this.#faults.length > 0) {
      return;
    }
    const schema = await loadSchema();
    const known = schema ? keysAt(placeOfFaults, schema) : [];
    this.#faults = [
      ...known.filter(({ label }) => label !== 'chance').map(({ label, about, example }) => (
        { name: label, about, actions: `[ { "fault": { "${label}": ${JSON.stringify(example ?? {})} } } ]` })),
      ...plain,
    ];
    $('fault-kind').replaceChildren(...this.#faults.map(({ name }, index) => h('option', { value: `${index}` }, name)));
    if ($('fault-actions').value === '') {
      // The schema may come after a person has begun to write, whose words stay.
      this.#show();
    }
  }

  #show() {
    const { about, actions } = this.#faults[Number($('fault-kind').value)];
    $('fault-about').textContent = about;
    $('fault-actions').value = actions;
    $('fault-error').textContent = '';
  }

  async #apply() {
    try {
      const then = JSON.parse($('fault-actions').value);
      await Promise.all(this.#composer.targets.map(id => post(`connections/${id}/actions`, { then })));
      $('fault-form').hidePopover();
      toast('Done');
    } catch (error) {
      $('fault-error').textContent = errorsOf(error).map(one => one.text).join('\n');
    }
  }
}

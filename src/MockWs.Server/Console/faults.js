// Misbehaviour of one connection, or of all that are open, at once.
import { post } from './api.js';
import { $, h, toast } from './dom.js';
import { errorsOf } from './scenario.js';

/** Ready ones to begin with; anything else that a scenario can say can be written too. */
const faults = [
  ['Drop', 'The TCP connection is reset, without a close frame.', [{ drop: {} }]],
];

export class Faults {
  #connections;
  #composer;

  constructor(connections, composer) {
    [this.#connections, this.#composer] = [connections, composer];
    const kind = $('fault-kind');
    kind.append(...faults.map(([name], index) => h('option', { value: `${index}` }, name)));
    kind.addEventListener('change', () => this.#show());
    $('fault-form').addEventListener('submit', event => {
      event.preventDefault();
      this.#apply();
    });
    this.#show();
  }

  #show() {
    const [, about, actions] = faults[Number($('fault-kind').value)];
    $('fault-about').textContent = about;
    $('fault-actions').value = JSON.stringify(actions, null, 2);
    $('fault-error').textContent = '';
  }

  async #apply() {
    const to = this.#composer.to;
    const ids = to === null ? this.#connections.open.map(connection => connection.id) : [to];
    try {
      const then = JSON.parse($('fault-actions').value);
      await Promise.all(ids.map(id => post(`connections/${id}/actions`, { then })));
      $('fault-form').hidePopover();
      toast('Done');
    } catch (error) {
      $('fault-error').textContent = errorsOf(error).map(one => one.text).join('\n');
    }
  }
}

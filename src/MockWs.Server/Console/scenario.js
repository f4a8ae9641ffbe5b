// The scenario as it is served: read, changed, checked while it is typed, applied.
import { getText, loadSchema, postText, putText } from './api.js';
import { $, afterPause, h, toast } from './dom.js';
import { Editor } from './editor.js';

export class Scenario {
  #editor = new Editor(() => this.#changed());
  #served = '';
  #check = afterPause(350, () => this.#validate());
  #run = 0;
  #isChecked = true;
  #onApplied;

  /** @param onApplied is called when the server has another scenario. */
  constructor({ onApplied }) {
    this.#onApplied = onApplied;
    $('scenario-apply').addEventListener('click', () => this.apply());
    $('scenario-revert').addEventListener('click', () => this.#show(this.#served));
  }

  /** Reads it, unless the person has changed what is there. */
  async load() {
    if (this.#editor.text !== this.#served) {
      return;
    }
    try {
      [this.#served, this.#editor.schema] = await Promise.all([getText('scenario', 'text/plain'), loadSchema()]);
      this.#show(this.#served);
    } catch (error) {
      this.#say(error.message, true);
    }
  }

  /** Makes the server do what is written. A scenario with an error changes nothing. */
  async apply() {
    const text = this.#editor.text;
    this.#isChecked = true; // what applies it checks it
    try {
      const warnings = await warningsOf(putText('scenario', text));
      this.#served = text;
      this.#showErrors(warnings);
      this.#say('Applied');
      toast('The scenario is served');
      this.#onApplied();
    } catch (error) {
      this.#showErrors(errorsOf(error));
    }
    this.#enable();
  }

  name(files) {
    $('scenario-name').textContent = files.join(', ') || 'No file: what is applied here lasts until the server stops';
  }

  #show(text) {
    this.#editor.text = text;
    this.#showErrors([]);
    this.#say('');
    this.#enable();
  }

  #changed() {
    this.#enable();
    this.#isChecked = false;
    this.#say('…');
    this.#check();
  }

  async #validate() {
    if (this.#isChecked) {
      return;
    }
    const run = ++this.#run;
    let errors;
    try {
      errors = await warningsOf(postText('scenario/validate', this.#editor.text));
    } catch (error) {
      errors = errorsOf(error);
    }
    if (run === this.#run && !this.#isChecked) {
      this.#isChecked = true;
      this.#showErrors(errors);
    }
  }

  #showErrors(errors) {
    this.#editor.mark(errors.filter(error => error.line && !error.isWarning));
    $('scenario-errors').replaceChildren(...errors.map(error => h('li', { className: error.isWarning ? 'warning' : '' },
      error.line
        ? h('button', { className: 'quiet', onclick: () => this.#editor.go(error) }, h('b', {}, `${error.line}:${error.column}`), ` ${error.text}`)
        : error.text)));
    const isWrong = errors.some(error => !error.isWarning);
    this.#say(errors.length === 0 ? 'Valid' : `${isWrong ? '' : 'Valid, '}${errors.length} ${isWrong ? 'error' : 'warning'}${errors.length === 1 ? '' : 's'}`, isWrong);
  }

  #enable() {
    const isChanged = this.#editor.text !== this.#served;
    $('scenario-apply').disabled = !isChanged;
    $('scenario-revert').disabled = !isChanged;
    $('tab-scenario').classList.toggle('changed', isChanged);
  }

  #say(text, isBad = false) {
    $('scenario-state').textContent = text;
    $('scenario-state').className = isBad ? 'bad' : 'muted';
  }
}

/** What a scenario that is not wrong says that is hardly meant. */
const warningsOf = async response => placesOf((await (await response).json()).warnings).map(warning => ({ ...warning, isWarning: true }));

/** The errors of a scenario, with their places as far as they are told: "file(7,21): $.path: what is wrong". */
export const errorsOf = error => placesOf(error.errors?.length > 0 ? error.errors : [error.message]);

const placesOf = lines => lines.map(line => {
  const place = line.match(/^[^(]*\((\d+),(\d+)\): (.*)$/s);
  return place ? { line: Number(place[1]), column: Number(place[2]), text: place[3] } : { text: line };
});

// Small help with the DOM. Text is always set as text, so nothing that came over the wire becomes markup.

export const $ = id => document.getElementById(id);

/** Makes an element: h('button', { className: 'quiet', onclick }, 'Copy'). */
export function h(name, properties = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(properties)) {
    if (value === undefined || value === false) {
      continue;
    }
    if (key.includes('-') || key === 'role') {
      element.setAttribute(key, value);
    } else {
      element[key] = value;
    }
  }
  element.append(...children.filter(child => child !== null && child !== undefined));
  return element;
}

/** Runs once in the next frame, however often it is asked for until then. In a hidden tab there are no frames; then a timer does it. */
export function oncePerFrame(work) {
  let isWaiting = false;
  return () => {
    if (isWaiting) {
      return;
    }
    isWaiting = true;
    const run = () => {
      isWaiting = false;
      work();
    };
    document.hidden ? setTimeout(run, 250) : requestAnimationFrame(run);
  };
}

/** Runs when nothing has asked for it for some milliseconds. */
export function afterPause(milliseconds, work) {
  let timer;
  return (...values) => {
    clearTimeout(timer);
    timer = setTimeout(() => work(...values), milliseconds);
  };
}

/** Says something in passing. */
export function toast(text, isBad = false) {
  const note = h('p', { className: isBad ? 'toast bad' : 'toast' }, text);
  $('toasts').append(note);
  setTimeout(() => note.remove(), isBad ? 8000 : 2500);
}

export async function copy(text, what = 'Copied') {
  await navigator.clipboard.writeText(text);
  toast(what);
}

/** Opens a menu below its button, and inside the window. */
export function openBelow(menu, button) {
  menu.addEventListener('toggle', () => {
    const { left, bottom } = button.getBoundingClientRect();
    menu.style.inset = `${bottom + 4}px auto auto ${Math.max(8, Math.min(left, innerWidth - menu.offsetWidth - 8))}px`;
  });
}

/** Offers text as a file. */
export function save(blob, name) {
  const link = h('a', { href: URL.createObjectURL(blob), download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}

/** A choice by arrow keys among the options of a list box. */
export function arrows(event, index, count, page = 10) {
  const steps = { ArrowDown: 1, ArrowUp: -1, PageDown: page, PageUp: -page, Home: -Infinity, End: Infinity };
  const step = steps[event.key];
  if (step === undefined || count === 0) {
    return -1;
  }
  event.preventDefault();
  return Math.max(0, Math.min(count - 1, index + step));
}

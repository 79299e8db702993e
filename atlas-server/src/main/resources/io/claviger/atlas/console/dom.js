// Creates elements from data. Text is inserted as text only, never as markup.

export const $ = (id) => document.getElementById(id);

export function el(tag, properties = {}, ...children) {
  const element = Object.assign(document.createElement(tag), properties);
  element.append(...children.filter((child) => child !== undefined));
  return element;
}

const opened = [];

/** Returns the frontmost dialog, or the page itself. */
export const front = () => opened.filter((dialog) => dialog.open).at(-1) ?? document.body;

/** Opens a dialog in front. When it closes, the browser restores the focus, unless that element was removed. */
export function open(dialog, before = document.activeElement) {
  dialog.addEventListener(
    'close',
    () => {
      opened.splice(opened.indexOf(dialog), 1);
      if (!before.isConnected) ($(before.id) ?? $('keys-title')).focus();
    },
    { once: true },
  );
  opened.push(dialog);
  dialog.showModal();
}

/** Makes each button with data-close close its dialog. */
export function wireClosing() {
  for (const button of document.querySelectorAll('[data-close]')) {
    button.addEventListener('click', () => button.closest('dialog').close());
  }
}

/** Runs the work of a form, one submission at a time, and shows its error in the form. */
export function onSubmit(form, work) {
  const trouble = form.querySelector('.trouble[role=alert]');
  const button = form.querySelector('[type=submit]');
  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    if (form.ariaBusy === 'true') return;
    form.ariaBusy = 'true';
    button.classList.add('busy');
    trouble.textContent = '';
    try {
      await work(new FormData(form));
    } catch (error) {
      trouble.textContent = error.message;
    } finally {
      form.ariaBusy = 'false';
      button.classList.remove('busy');
    }
  });
}

/** Runs the work of a button in the same way. */
export function onPress(button, trouble, work) {
  button.addEventListener('click', async () => {
    if (button.ariaBusy === 'true') return;
    button.ariaBusy = 'true';
    trouble.textContent = '';
    try {
      await work();
    } catch (error) {
      trouble.textContent = error.message;
    } finally {
      button.ariaBusy = 'false';
    }
  });
}

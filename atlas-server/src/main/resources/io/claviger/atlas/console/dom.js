// Elements made from data. Text goes in as text only, never as markup.

export const $ = (id) => document.getElementById(id);

export function el(tag, properties = {}, ...children) {
  const element = Object.assign(document.createElement(tag), properties);
  element.append(...children.filter((child) => child !== undefined));
  return element;
}

const opened = [];

/** The dialog in front of all others, or the page itself. */
export const front = () => opened.filter((dialog) => dialog.open).at(-1) ?? document.body;

/** Opens it in front. The browser gives the focus back; unless what had it was made anew, or is gone. */
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

/** Lets every button with data-close close the dialog that it is in. */
export function wireClosing() {
  for (const button of document.querySelectorAll('[data-close]')) {
    button.addEventListener('click', () => button.closest('dialog').close());
  }
}

/** Runs the work of a form: once at a time, and with its trouble shown in the form's own words. */
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

/** The same for a button. */
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

// Without this script the page works too, but the secret has to be selected by hand.

// A reload shows the keys: it neither repeats a change nor shows a secret again.
if (document.querySelector(".keys")) {
  history.replaceState(null, "", "/keys");
}

for (const button of document.querySelectorAll("[data-copy]")) {
  const source = document.querySelector(button.dataset.copy);
  button.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(source.textContent);
      button.textContent = "Copied";
    } catch {
      // The browser allows it only on HTTPS and on this machine.
      getSelection().selectAllChildren(source);
      button.textContent = "Press Ctrl+C";
    }
  });
}

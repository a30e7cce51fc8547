// A second click while a form is on its way does nothing. The server would make one dossier
// of both anyway; this spares the wait.
const RELEASE_AFTER = 15_000;

for (const form of document.querySelectorAll("form[data-cs-once]")) {
  let posted = false;

  function release() {
    posted = false;
    form.removeAttribute("aria-busy");
  }

  form.addEventListener("submit", (event) => {
    if (posted) {
      event.preventDefault();
      return;
    }
    posted = true;
    form.setAttribute("aria-busy", "true");
    // Buttons are not disabled: the one that was pressed must be sent, and a form that
    // failed to leave must be usable again.
    window.setTimeout(release, RELEASE_AFTER);
  });
  window.addEventListener("pageshow", release);
}

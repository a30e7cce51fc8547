// A button that prints the page; without JavaScript it stays hidden.
for (const button of document.querySelectorAll("[data-cs-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
}

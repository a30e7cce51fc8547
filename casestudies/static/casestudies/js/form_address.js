// Puts the key of a blank form into its address, so that the back button leads to the same
// form and not to a second one.
const key = document.querySelector('form input[name="key"]');
const address = new URL(window.location.href);

if (key && !address.searchParams.has("key")) {
  address.searchParams.set("key", key.value);
  window.history.replaceState(null, "", address);
}

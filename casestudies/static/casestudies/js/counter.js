// The live 字数 of the four parts, each and together, beside the rule of the call.
import { countCharacters } from "./count_characters.js";

function verdict(total, { csLeast, csMost, csShort, csLong, csRight }) {
  if (total < Number(csLeast)) return csShort.replace("{n}", Number(csLeast) - total);
  if (total > Number(csMost)) return csLong.replace("{n}", total - Number(csMost));
  return csRight;
}

function connect(fieldset) {
  const parts = [...fieldset.querySelectorAll("[data-cs-counted]")];
  const total = fieldset.querySelector("[data-cs-total]");
  const words = fieldset.querySelector("[data-cs-verdict]");
  const outputs = new Map(
    parts.map((part) => [
      part,
      fieldset.querySelector(`[data-cs-count-of="${part.dataset.csCounted}"]`),
    ]),
  );

  function refresh() {
    for (const [part, output] of outputs) {
      output.textContent = countCharacters(part.value);
    }
    const sum = countCharacters(...parts.map((part) => part.value));
    const { csLeast, csMost } = words.dataset;
    const outside = sum > 0 && (sum < Number(csLeast) || sum > Number(csMost));
    total.textContent = sum;
    words.textContent = verdict(sum, words.dataset);
    words.classList.toggle("is-outside", outside);
    words.classList.toggle("is-within", sum > 0 && !outside);
  }

  fieldset.addEventListener("input", refresh);
  // A page shown again by the back button has what was typed, not what was sent.
  window.addEventListener("pageshow", refresh);
  refresh();
}

document.querySelectorAll("[data-cs-counter]").forEach(connect);

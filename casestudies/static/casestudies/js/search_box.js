// Suggests while one types in a search box: topics, then titles. The box is a combobox with a
// listbox (ARIA 1.2). Nothing is asked or chosen while an input method composes characters.

const PAUSE = 150;
const MAX_KEPT = 50;
// Between the list and the lower edge of the window; and what is shown where that is too near.
const GAP = 8;
const LEAST_HEIGHT = 132;
// What browsers say of a key that went to the input method.
const COMPOSING_KEY = 229;

export class SearchBox {
  constructor(form) {
    this.form = form;
    this.input = form.querySelector('input[type="search"]');
    this.list = form.querySelector('[role="listbox"]');
    this.status = form.querySelector('[role="status"]');
    this.options = [];
    this.active = -1;
    this.asked = "";
    this.composing = false;
    this.kept = new Map();
    this.dress();
    this.listen();
  }

  dress() {
    const attributes = {
      role: "combobox",
      "aria-autocomplete": "list",
      "aria-expanded": "false",
      "aria-controls": this.list.id,
    };
    Object.keys(attributes).forEach((name) => this.input.setAttribute(name, attributes[name]));
  }

  listen() {
    this.input.addEventListener("compositionstart", () => {
      this.composing = true;
      this.stop();
      // The input method shows its own list of characters there.
      this.close();
    });
    this.input.addEventListener("compositionend", () => {
      this.composing = false;
      this.wait();
    });
    this.input.addEventListener("input", () => this.wait());
    this.input.addEventListener("keydown", (event) => this.press(event));
    this.input.addEventListener("blur", () => this.close());
    this.form.addEventListener("submit", (event) => {
      if (this.composing) event.preventDefault();
      this.stop();
      this.close();
    });
    window.addEventListener("resize", () => this.list.hidden || this.fit());
    // The box keeps the focus while a suggestion is pressed.
    this.list.addEventListener("mousedown", (event) => event.preventDefault());
    this.list.addEventListener("click", (event) => {
      const option = event.target.closest('[role="option"]');
      if (option) this.go(this.options.indexOf(option));
    });
  }

  stop() {
    window.clearTimeout(this.timer);
    if (this.request) this.request.abort();
  }

  wait() {
    this.stop();
    if (this.composing) return;
    const typed = this.input.value.trim();
    if (!typed) {
      this.asked = "";
      this.close();
      return;
    }
    this.timer = window.setTimeout(() => this.ask(typed), PAUSE);
  }

  async ask(typed) {
    this.asked = typed;
    if (!this.kept.has(typed)) {
      const address = `${this.form.dataset.suggestions}?q=${encodeURIComponent(typed)}`;
      try {
        this.request = new AbortController();
        const response = await fetch(address, {
          signal: this.request.signal,
          credentials: "omit",
        });
        if (!response.ok) return;
        const answer = await response.json();
        if (this.kept.size >= MAX_KEPT) this.kept.clear();
        this.kept.set(typed, answer.suggestions);
      } catch (error) {
        // Aborted, not known to an old browser, or the connection is gone: the form works alone.
        return;
      }
    }
    const isWanted = this.asked === typed && this.input.value.trim() === typed;
    if (isWanted && !this.composing && document.activeElement === this.input) {
      this.show(this.kept.get(typed));
    }
  }

  show(suggestions) {
    this.close();
    this.options = suggestions.map((suggestion, place) => this.option(suggestion, place));
    this.list.textContent = "";
    this.list.append(...this.options);
    this.status.textContent = suggestions.length
      ? this.form.dataset.some.replace("#", suggestions.length)
      : this.form.dataset.none;
    if (!suggestions.length) return;
    this.list.hidden = false;
    this.fit();
    this.input.setAttribute("aria-expanded", "true");
  }

  // The list ends where the window does, or the keyboard of a phone begins; then it scrolls.
  fit() {
    const view = window.visualViewport;
    const bottom = view ? view.offsetTop + view.height : window.innerHeight;
    const room = bottom - this.list.getBoundingClientRect().top - GAP;
    this.list.style.maxHeight = `${Math.max(room, LEAST_HEIGHT)}px`;
  }

  option(suggestion, place) {
    const option = document.createElement("li");
    option.id = `${this.list.id}-${place}`;
    option.className = "cs-search-box__option";
    option.setAttribute("role", "option");
    option.setAttribute("aria-selected", "false");
    option.dataset.url = suggestion.url;
    const text = piece("text", suggestion.text);
    if (suggestion.topic) text.append(" ", piece("topic", `→ ${suggestion.topic}`));
    option.append(piece("kind", suggestion.kind), " ", text);
    return option;
  }

  close() {
    this.list.hidden = true;
    this.status.textContent = "";
    this.mark(-1);
    this.input.setAttribute("aria-expanded", "false");
  }

  mark(place) {
    this.active = place;
    this.options.forEach((option, each) => {
      option.setAttribute("aria-selected", String(each === place));
    });
    if (place < 0) {
      this.input.removeAttribute("aria-activedescendant");
      return;
    }
    this.input.setAttribute("aria-activedescendant", this.options[place].id);
    this.options[place].scrollIntoView({ block: "nearest" });
  }

  press(event) {
    if (this.composing || event.isComposing || event.keyCode === COMPOSING_KEY) {
      // Enter takes the letters as they are: it neither sends nor chooses.
      if (event.key === "Enter") event.preventDefault();
      return;
    }
    const isOpen = !this.list.hidden;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      if (!isOpen) {
        this.wait();
        return;
      }
      event.preventDefault();
      this.mark(this.next(event.key === "ArrowDown" ? 1 : -1));
    } else if (event.key === "Enter" && isOpen && this.active >= 0) {
      event.preventDefault();
      this.go(this.active);
    } else if (event.key === "Escape" && isOpen) {
      event.preventDefault();
      this.close();
    }
  }

  // One step round: before the first and after the last stands the box itself.
  next(step) {
    const size = this.options.length + 1;
    return ((this.active + 1 + step + size) % size) - 1;
  }

  go(place) {
    if (this.composing) return;
    const option = this.options[place];
    this.stop();
    this.close();
    window.location.assign(option.dataset.url);
  }
}

function piece(name, text) {
  const element = document.createElement("span");
  element.className = `cs-search-box__${name}`;
  element.textContent = text;
  return element;
}

document.querySelectorAll("form[data-suggestions]").forEach((form) => new SearchBox(form));

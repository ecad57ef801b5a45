// Runs before the first paint, so that a chosen theme never flashes.
(function () {
  try {
    var theme = localStorage.getItem("theme");
    if (theme === "light" || theme === "dark") document.documentElement.dataset.theme = theme;
  } catch (e) { /* storage is off: the system's choice holds */ }
})();
// What HTML can't do alone: the theme switch, copying code, keys. The page is complete without it.
document.addEventListener("DOMContentLoaded", function () {
  "use strict";
  var root = document.documentElement, body = document.body;
  function all(selector, from) { return Array.prototype.slice.call((from || document).querySelectorAll(selector)); }

  // The theme
  var system = matchMedia("(prefers-color-scheme: dark)");
  all("[data-theme-toggle]").forEach(function (button) {
    button.hidden = false;
    button.addEventListener("click", function () {
      var dark = root.dataset.theme ? root.dataset.theme === "dark" : system.matches;
      var next = dark ? "light" : "dark";
      // The choice that equals the system's is no choice: forget it, and follow the system again.
      if ((next === "dark") === system.matches) delete root.dataset.theme;
      else root.dataset.theme = next;
      try {
        if (root.dataset.theme) localStorage.setItem("theme", next);
        else localStorage.removeItem("theme");
      } catch (e) { /* it holds for this page */ }
    });
  });

  // Opened from a disk, a browser refuses the manifest and complains; from a host, the site can be put on a phone's screen.
  if (/^http/.test(location.protocol) && body.dataset.manifest) {
    var manifest = document.createElement("link");
    manifest.rel = "manifest";
    manifest.href = body.dataset.manifest;
    document.head.append(manifest);
  }

  // On a phone the navigation is one row that scrolls: it begins where the reader is.
  var nav = document.querySelector(".nav"), now = nav && nav.querySelector("[aria-current]");
  if (now && nav.scrollWidth > nav.clientWidth) {
    var box = nav.getBoundingClientRect(), item = now.getBoundingClientRect();
    nav.scrollLeft += item.left + item.width / 2 - box.left - box.width / 2;
  }

  // Code: a copy button and the language's name
  all(".prose pre").forEach(function (pre) {
    var box = document.createElement("div"), bar = document.createElement("div");
    var code = pre.querySelector("code");
    var language = code && /(?:^|\s)language-([^\s]+)/.exec(code.className);
    box.className = "codebox";
    bar.className = "code-bar";
    pre.parentNode.insertBefore(box, pre);
    box.append(pre, bar);
    if (language) {
      var name = document.createElement("span");
      name.textContent = language[1];
      bar.append(name);
      bar.classList.add("named");
    }
    if (!navigator.clipboard) { if (!language) bar.remove(); return; }
    var button = document.createElement("button");
    button.type = "button";
    button.textContent = body.dataset.copy;
    button.addEventListener("click", function () {
      navigator.clipboard.writeText(pre.textContent.replace(/\n$/, "")).then(function () {
        button.textContent = body.dataset.copied;
        setTimeout(function () { button.textContent = body.dataset.copy; }, 1500);
      }, function () { getSelection().selectAllChildren(pre); });
    });
    bar.append(button);
  });

  // Keys
  var find = document.querySelector("[data-find]"), help = document.querySelector("[data-keys]"), keys = null;
  // Keys of one character get in the way of speech input, so they can be switched off (WCAG 2.1.4).
  var keysOn = true;
  try { keysOn = localStorage.getItem("keys") !== "off"; } catch (e) { /* they are on */ }
  function openKeys() {
    if (!help || !window.HTMLDialogElement) return;
    if (!keys) {
      keys = document.createElement("dialog");
      keys.className = help.className;
      keys.setAttribute("aria-labelledby", "page-keys-title");
      keys.append.apply(keys, Array.prototype.slice.call(help.childNodes));
      body.append(keys);
      keys.querySelector("[data-keys-close]").addEventListener("click", function () { keys.close(); });
      var choice = keys.querySelector("[data-keys-switch]");
      choice.checked = keysOn;
      choice.addEventListener("change", function () {
        keysOn = choice.checked;
        try {
          if (keysOn) localStorage.removeItem("keys");
          else localStorage.setItem("keys", "off");
        } catch (e) { /* it holds for this page */ }
      });
    }
    if (!keys.open) keys.showModal();
  }
  all("[data-keys-open]").forEach(function (button) {
    button.hidden = !help || !window.HTMLDialogElement;
    button.addEventListener("click", openKeys);
  });
  var here = null;
  function move(step) {
    var rows = all("[data-row], .search-result"), at = rows.indexOf(here);
    if (!rows.length) return;
    if (here) here.classList.remove("is-here");
    here = rows[at < 0 ? (step > 0 ? 0 : rows.length - 1) : Math.min(rows.length - 1, Math.max(0, at + step))];
    here.classList.add("is-here");
    here.scrollIntoView({ block: "nearest" });
    var link = here.classList.contains("post") ? here : here.querySelector("h2 a, h3 a, a") || here;
    if (link === here) here.tabIndex = -1;
    link.focus({ preventScroll: true });
  }
  // Searching from any page: the scripts come when they are first wanted. Without them, or on the search page itself, the field is the way.
  function search() {
    var urls = (body.dataset.searchScripts || "").trim().split(/\s+/).filter(Boolean);
    function plain() {
      if (find && find.offsetParent) { find.focus(); find.select(); }
      else if (body.dataset.search) location.href = body.dataset.search;
    }
    if (document.getElementById("search-results") || !window.HTMLDialogElement || !urls.length) return plain();
    if (window.AnswerableSearch && AnswerableSearch.open) return AnswerableSearch.open();
    if (search.isLoading) return;
    search.isLoading = true;
    var loaded = 0;
    urls.forEach(function (url) {
      var isStyle = /\.css$/.test(url), part = document.createElement(isStyle ? "link" : "script");
      if (isStyle) {
        part.rel = "stylesheet";
        part.href = url;
      } else {
        part.src = url;
        part.async = false;
        part.dataset.root = body.dataset.root || "./";
      }
      part.onerror = function () { search.isLoading = false; plain(); };
      part.onload = function () {
        if (++loaded < urls.length) return;
        search.isLoading = false;
        AnswerableSearch.open();
      };
      document.head.append(part);
    });
  }
  document.addEventListener("keydown", function (event) {
    var target = event.target;
    if ((event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey && event.key.toLowerCase() === "k" && !(keys && keys.open)) {
      event.preventDefault();
      return search();
    }
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || (keys && keys.open)) return;
    if (/^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName) || target.isContentEditable) {
      if (event.key === "Escape") target.blur();
      return;
    }
    if (!keysOn) return;
    if (event.key === "/") {
      event.preventDefault();
      search();
    } else if (event.key === "j") move(1);
    else if (event.key === "k") move(-1);
    else if (event.key === "?") openKeys();
  });
});

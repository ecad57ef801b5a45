/// What an open page does with the server's news. No page of a built site has it.
///
/// Only a page that is looked at listens: browsers allow six connections to a host, and a dozen open tabs would leave none for pages. A page that
/// is looked at again asks, and is told what it missed.
let developmentScript = #"""
    (function () {
      "use strict";
      var own = document.currentScript, path = own.dataset.path, signature = own.dataset.signature;
      var source = null, host = null, report = null, dismissed = "";

      // Where the reader was: at a place of the text, since lines above it may have come or gone.
      var key = "answerable-scroll:" + path;
      function keepPlace() {
        // The first that begins in the window; else what fills it, which says nothing of lines that come or go within it.
        var mark = null;
        Array.prototype.some.call(document.querySelectorAll("main [id]"), function (element) {
          var box = element.getBoundingClientRect(), begins = box.top >= 0 && box.top < innerHeight;
          if (box.bottom <= 0 || !box.height || mark && !begins) return false;
          mark = { id: element.id, top: box.top };
          return begins;
        });
        try { sessionStorage.setItem(key, JSON.stringify({ x: scrollX, y: scrollY, mark: mark })); } catch (e) { /* the browser's own memory must do */ }
      }
      function findPlace() {
        var place = null;
        try {
          place = JSON.parse(sessionStorage.getItem(key));
          sessionStorage.removeItem(key);
        } catch (e) { /* there is none */ }
        if (!place) return;
        if ("scrollRestoration" in history) history.scrollRestoration = "manual";
        var element = place.mark && document.getElementById(place.mark.id);
        // A mark that lies far up says little; near the top of the window it is what the eye holds on to.
        if (place.y > 0 && element && place.mark.top > -innerHeight) {
          scrollTo({ left: place.x, top: scrollY + element.getBoundingClientRect().top - place.mark.top, behavior: "instant" });
        } else scrollTo({ left: place.x, top: place.y, behavior: "instant" });
        addEventListener("pagehide", function () { history.scrollRestoration = "auto"; });
      }
      function reload() {
        keepPlace();
        location.reload();
      }

      // theme/site-0123456789abcdef.css and assets/logo.png, whatever their hash or their query
      function plain(address) {
        var url = new URL(address, location.href);
        return url.origin === location.origin ? decodeURI(url.pathname).slice(1).replace(/-[0-9a-f]{16}(?=\.\w+$)/, "") : null;
      }
      function restyle(link, address) {
        var fresh = link.cloneNode();
        fresh.href = address;
        // The old style stays until the new one is there: no moment without any.
        fresh.onload = fresh.onerror = function () { link.remove(); };
        link.after(fresh);
      }
      function takeStyles(paths) {
        document.querySelectorAll('link[rel="stylesheet"]').forEach(function (link) {
          paths.forEach(function (style) {
            var address = new URL("/" + encodeURI(style), location.href).href;
            if (plain(link.href) === plain(address) && link.href !== address) restyle(link, address);
          });
        });
      }
      function takeAssets(paths) {
        function fresh(address) {
          var url = new URL(address, location.href);
          url.searchParams.set("changed", Date.now());
          return url.href;
        }
        function isOurs(address) { return address && paths.indexOf(plain(address)) >= 0; }
        document.querySelectorAll('link[rel="stylesheet"]').forEach(function (link) { if (isOurs(link.href)) restyle(link, fresh(link.href)); });
        document.querySelectorAll("img, source, video, audio").forEach(function (element) {
          if (isOurs(element.src)) element.src = fresh(element.src);
          if (isOurs(element.srcset)) element.srcset = fresh(element.srcset);
        });
        document.querySelectorAll("script[src]").forEach(function (script) { if (isOurs(script.src)) reload(); });
      }

      function show() {
        var errors = report ? report.errors : [];
        if (!errors.length || dismissed === JSON.stringify(report)) {
          if (host) host.remove();
          host = null;
          return;
        }
        function add(parent, tag, text, name) {
          var element = document.createElement(tag);
          if (text) element.textContent = text;
          if (name) element.className = name;
          parent.append(element);
          return element;
        }
        if (!host) {
          host = document.createElement("div");
          host.id = "answerable-faults";
          var root = host.attachShadow({ mode: "open" }), style = add(root, "link");
          style.rel = "stylesheet";
          style.href = "/.answerable/serve.css";
          add(root, "section");
          document.body.append(host);
        }
        var box = host.shadowRoot.querySelector("section");
        box.replaceChildren();
        box.setAttribute("role", "alert");
        var head = add(box, "header"), count = errors.length + report.more;
        add(head, "h2", count === 1 ? "1 error" : count + " errors");
        if (report.stale) add(head, "p", "The page is as it was before.");
        var close = add(head, "button", "Close");
        close.type = "button";
        close.title = "Close (Esc)";
        close.onclick = hide;
        var list = add(box, "ol");
        errors.forEach(function (error) {
          var item = add(list, "li");
          add(item, "code", error.place, "place");
          add(item, "p", error.message, "message");
          if (error.excerpt) add(item, "pre", error.excerpt);
          if (error.advice) add(item, "p", error.advice, "advice");
        });
        if (report.more) add(box, "p", "and " + report.more + " more: see the terminal", "more");
      }
      function hide() {
        dismissed = JSON.stringify(report);
        show();
      }
      document.addEventListener("keydown", function (event) { if (event.key === "Escape" && host) hide(); });

      function listen() {
        if (source || document.visibilityState !== "visible") return;
        source = new EventSource("/.answerable/events?path=" + encodeURIComponent(path) + "&signature=" + encodeURIComponent(signature));
        function on(name, act) { source.addEventListener(name, function (event) { act(JSON.parse(event.data)); }); }
        on("reload", reload);
        on("styles", takeStyles);
        on("assets", takeAssets);
        on("report", function (data) {
          report = data;
          show();
        });
        on("progress", function (text) {
          var line = document.querySelector("[data-answerable-progress]");
          if (line) line.textContent = text;
        });
      }
      function leave() {
        if (source) source.close();
        source = null;
      }
      document.addEventListener("visibilitychange", function () { if (document.visibilityState === "visible") listen(); else leave(); });
      addEventListener("pagehide", leave);
      addEventListener("pageshow", listen);
      findPlace();
      listen();
    })();

    """#

/// Of the overlay, inside its shadow root, and of the page that waits for the site.
let developmentStyle = #"""
    :host { all: initial }
    section { position: fixed; inset: auto 0 0; z-index: 2147483647; box-sizing: border-box; max-height: 60vh; overflow: auto; padding: 1rem 1.25rem 1.25rem;
      border-top: 4px solid #e5484d; background: #1b1416; color: #f5eeee; font: 15px/1.5 system-ui, sans-serif; box-shadow: 0 -8px 40px rgb(0 0 0 / .35); direction: ltr; text-align: left }
    header { display: flex; gap: 1rem; align-items: baseline }
    h2 { margin: 0; font-size: 1.1rem; color: #ff9592 }
    header p { margin: 0; color: #c9b8b8 }
    button { margin-inline-start: auto; padding: .3rem .8rem; border: 1px solid #6b5557; border-radius: 6px; background: none; color: inherit; font: inherit; cursor: pointer }
    button:hover { background: #3a2a2c }
    button:focus-visible { outline: 2px solid #ff9592; outline-offset: 2px }
    ol { margin: 0; padding: 0; list-style: none }
    li { margin-top: .9rem; padding-top: .9rem; border-top: 1px solid #3a2a2c }
    code, pre { font: 13px/1.5 ui-monospace, "SF Mono", Menlo, Consolas, monospace }
    .place { color: #9ecbff }
    .message { margin: .2rem 0 0; font-weight: 600 }
    .advice { margin: .3rem 0 0; color: #d8cdb4 }
    .more { color: #c9b8b8 }
    pre { margin: .5rem 0 0; padding: .6rem .8rem; overflow-x: auto; border-radius: 6px; background: #0e0a0b; color: #f5eeee; tab-size: 4 }
    .answerable-waiting { margin: 20vh auto; max-width: 30rem; padding: 0 1rem; font: 16px/1.6 system-ui, sans-serif; text-align: center }

    """#

// Searching: results as one types, on the search page and in a dialog on every other. What a page must provide is in Docs/Search.md.
// No fetch and no inline script: index files are script elements, so it works from disk and under script-src 'self'.
(function () {
  'use strict';
  const own = document.currentScript, given = own.getAttribute('data-root'), root = new URL(given || '../', given ? document.baseURI : own.src).href;
  const TIMEOUT = 10000, PAUSE = 30, PAGE = 10;

  // ---- Index files: each calls answerableSearch(key, text, data) ----------------------------------------------------------

  const waiting = new Map();
  window.answerableSearch = function (key, text, data) {
    const take = waiting.get(key);
    if (take) take([text, data]);
  };

  function load(path) {
    return new Promise((resolve, reject) => {
      const key = path.replace(/^([dx]\/\d+)-.*$/, '$1'), element = document.createElement('script');
      const end = (settle, value) => {
        clearTimeout(timer);
        waiting.delete(key);
        element.remove();
        settle(value);
      };
      const fail = () => end(reject, new Error(path));
      const timer = setTimeout(fail, TIMEOUT);
      waiting.set(key, value => end(resolve, value));
      element.onerror = fail;
      element.onload = () => { if (waiting.has(key)) fail(); };
      element.charset = 'utf-8';
      element.src = root + 'search/' + path + '.js';
      document.head.appendChild(element);
    });
  }

  // ---- Scripts that are loaded when they are first wanted ---------------------------------------------------------------------

  const scripts = new Map();
  function script(name) {
    if (!scripts.has(name)) scripts.set(name, new Promise((resolve, reject) => {
      const element = document.createElement('script');
      const url = (document.body.dataset.searchScripts || '').split(' ').find(url => url.includes(name));
      element.src = url || own.src.replace(/search([^/]*)$/, name + '$1');
      element.onload = resolve;
      element.onerror = () => { scripts.delete(name); reject(new Error(name)); };
      document.head.append(element);
    }));
    return scripts.get(name);
  }
  const rare = async () => window.AnswerableRare || (await script('search-rare'), window.AnswerableRare);

  /** Long work lets keys and painting go first. */
  let since = 0;
  function breathe() {
    if (performance.now() - since < 8) return undefined;
    return new Promise(resolve => {
      const channel = new MessageChannel();
      channel.port1.onmessage = () => { since = performance.now(); channel.port1.close(); resolve(); };
      channel.port2.postMessage(0);
    });
  }

  const index = new AnswerableSearch.Index(load, rare, breathe);

  // ---- Words and elements ---------------------------------------------------------------------------------------------------

  const TEXTS = { label: 'Search', placeholder: '', close: 'Close', one: '1 thread', many: '{count} threads', atLeast: 'More than {count} threads',
    none: 'No thread has these words.', failed: 'The search index could not be loaded.', searching: 'Searching…', open: 'Unanswered',
    answered: 'Answered', accepted: 'Accepted answer', answerOne: '1 answer', answerMany: '{count} answers', answerTime: 'first answer in {time}',
    meant: 'Also searched for:', near: 'Tags near it:', ask: '', askText: 'Ask', ahead: 'Already answered', all: 'All results' };
  const TIMES = ['s', 'min', 'h', 'days', 'months', 'years'].map(unit => ({ other: '{n} ' + unit }));
  // What the site's own words are is in front of this script in a built site; a page may say otherwise.
  const texts = (document.getElementById('search-texts') || document.createElement('i')).dataset, words = window.answerableWords || {};
  const language = document.documentElement.lang || undefined;
  const fill = (text, values) => text.replace(/\{(\w+)\}/g, (all, key) => values && key in values ? values[key] : all);
  const say = (name, values) => fill(texts[name] || words[name] || TEXTS[name] || '', values);
  // As the pages write it; the first call of toLocaleString would hold a slow phone for a twentieth of a second.
  const number = n => String(n).length < (words.thousandsFrom || 4) ? String(n) : String(n).replace(/\B(?=(\d{3})+$)/g, words.thousandsMark || ',');
  const plural = new Intl.PluralRules(language);

  /** As the pages say it (TimePhrases.swift): at most two units, the second only where it matters. */
  function duration(seconds) {
    const time = (unit, n) => {
      const forms = (words.times || TIMES)[unit];
      return fill(!n && forms.zero || forms[plural.select(n)] || forms.other, { n: number(n) });
    };
    const two = (unit, n, rest, of, coarse) => n >= coarse ? time(unit, n + (rest * 2 >= of ? 1 : 0))
      : rest ? fill(words.pair || '{first} {second}', { first: time(unit, n), second: time(unit - 1, rest) }) : time(unit, n);
    const minutes = Math.floor((seconds + 30) / 60), hours = Math.floor((seconds + 1800) / 3600), days = Math.floor(hours / 24);
    if (seconds < 60) return time(0, seconds);
    if (minutes < 60) return time(1, minutes);
    if (minutes < 2880) return two(2, Math.floor(minutes / 60), minutes % 60, 60, 10);
    if (days < 60) return two(3, days, hours % 24, 24, 7);
    return days < 730 ? time(4, Math.round(days / 30.436875)) : time(5, Math.round(days / 365.2425));
  }

  function date(seconds) {
    const day = new Date(seconds * 1000), at = day.getUTCMonth(), n = day.getUTCDate();
    if (!words.date) return day.toLocaleDateString(language, { timeZone: 'UTC', dateStyle: 'medium' });
    return fill(words.date, { day: n === 1 ? words.firstDay : n, monthShort: words.months[at], monthNumber: at + 1, year: day.getUTCFullYear() });
  }

  function make(name, className, children) {
    const element = document.createElement(name);
    if (className) element.className = className;
    element.append(...[].concat(children === undefined ? [] : children));
    return element;
  }
  const withMarks = (text, result) => AnswerableSearch.marked(text, result.terms, result.languages).map(([piece, is]) => is ? make('mark', '', piece) : piece);
  const address = (query, sort) => root + 'search.html' + (query ? '?q=' + encodeURIComponent(query) + (sort ? '&sort=' + sort : '') : '');

  function item(hit, result) {
    const link = make('a', 'search-title', withMarks(hit.title, result));
    link.href = root + hit.url + (hit.post ? '#' + encodeURIComponent(hit.post.anchor) : '');
    const heading = make('h2', 'search-heading', link), parts = [heading];
    // A text has its own direction, which may be another than the interface's.
    heading.dir = 'auto';
    if (hit.digest) {
      const snippet = make('p', 'search-snippet', withMarks(hit.digest, result));
      snippet.dir = 'auto';
      parts.push(snippet);
    }
    const answer = hit.post && hit.post.digest ? hit.post : hit.posts.find(p => p.digest), label = answer && say(answer.kind === 'A' ? 'accepted' : 'answered');
    if (answer) parts.push(make('p', 'search-answer', [make('span', 'search-answer-label', label), ' ', make('bdi', '', withMarks(answer.digest, result))]));
    const meta = make('p', 'search-meta');
    const add = (className, text) => meta.append(...meta.firstChild ? [' · '] : [], make('span', className, text));
    if (label !== say(hit.state)) add('search-state search-state-' + hit.state, say(hit.state));
    if (hit.answers) add('search-answers', hit.answers === 1 ? say('answerOne') : say('answerMany', { count: number(hit.answers) }));
    if (hit.answerSeconds !== null) add('search-time', say('answerTime', { time: duration(hit.answerSeconds) }));
    if (hit.asked !== null) add('search-date', date(hit.asked));
    for (const tag of hit.tags) meta.append(' ', make('span', 'search-tag', tag));
    return make('li', 'search-result', parts.concat(meta));
  }

  /** Whoever types a question wants to know whether it is answered: among hits that are about as good, the answered ones come first. */
  function answeredFirst(query, hits) {
    if (!hits.length || !/[?？]\s*$/.test(query) && query.trim().split(/\s+/).length < 5) return hits;
    const isGood = hit => hit.state !== 'open' && hit.score * 4 >= hits[0].score * 3;
    return hits.filter(isGood).concat(hits.filter(hit => !isGood(hit)));
  }

  // ---- A search field with its results --------------------------------------------------------------------------------------

  /** Ties a field to a list, a line of status, and a place for help; changed(query, push) is told of each query. */
  function searcher({ input, list, status, help, more, sort, changed, shown }) {
    let run = 0, pause = 0, query = '', count = 0;

    function helpWith(result) {
      const lines = [];
      const link = (text, to, ask) => {
        const a = make('a', '', text);
        a.href = address(to);
        if (!ask) a.addEventListener('click', event => { event.preventDefault(); input.value = to; go(true); input.focus(); });
        return a;
      };
      if (result.corrections.length) {
        const better = result.corrections.reduce((text, [typed, word]) => text.replace(typed, () => word), query);
        lines.push(make('p', 'search-meant', [say('meant') + ' ', link(result.corrections.map(c => c[1]).join(', '), better)]));
      }
      help.replaceChildren(...lines);
      if (result.total) return;
      const mine = run, words = query;
      index.tagsNear(words).then(tags => {
        if (mine !== run) return;
        if (tags.length) help.append(make('p', 'search-near', [say('near')].concat(...tags.map(tag => [' ', link(tag, 'tag:' + tag)]))));
        if (!texts.ask) return;
        const ask = make('a', 'button', say('askText'));
        ask.href = texts.ask;
        help.append(make('p', 'search-ask', ask));
      }, () => {});
    }

    async function show(typing, offset) {
      const mine = ++run;
      count = offset;
      list.setAttribute('aria-busy', 'true');
      if (!query.trim()) {
        list.textContent = status.textContent = help.textContent = '';
        if (more) more.hidden = true;
        list.removeAttribute('aria-busy');
        if (shown) shown(null);
        return;
      }
      if (!list.children.length) status.textContent = say('searching');
      try {
        const order = sort ? sort.value : '', result = await index.search(query, { limit: PAGE, offset, typing, sort: order });
        if (mine !== run) return;
        const hits = offset || order ? result.hits : answeredFirst(query, result.hits), items = [];
        for (const hit of hits) {
          items.push(item(hit, result));
          await breathe();
        }
        if (mine !== run) return;
        const isAhead = hits !== result.hits && hits[0].state !== 'open';
        if (!offset) { list.textContent = ''; helpWith(result); }
        if (isAhead) help.append(make('p', 'search-ahead', say('ahead')));
        list.append(...items);
        const total = number(result.total);
        status.textContent = !result.total ? say('none') : result.more ? say('atLeast', { count: total }) : result.total === 1 ? say('one') : say('many', { count: total });
        count = offset + items.length;
        if (more) more.hidden = count >= result.total;
        if (offset && items.length) items[0].querySelector('a').focus();
        if (shown) shown(result);
      } catch (error) {
        if (mine !== run) return;
        list.textContent = help.textContent = '';
        status.textContent = say('failed');
      }
      list.removeAttribute('aria-busy');
    }

    function go(push, typing) {
      clearTimeout(pause);
      query = input.value;
      if (changed) changed(query, push);
      return show(!!typing, 0);
    }
    input.addEventListener('input', () => {
      clearTimeout(pause);
      pause = setTimeout(() => go(false, true), PAUSE);
    });
    input.form.addEventListener('submit', event => { event.preventDefault(); go(true); });
    if (more) more.addEventListener('click', () => show(false, count));

    // Arrow keys walk from the field through the results and back.
    const area = input.closest('dialog') || document;
    area.addEventListener('keydown', event => {
      const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
      if (!step || event.isComposing || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
      const links = [...list.querySelectorAll('.search-title')], at = links.indexOf(event.target);
      if (at < 0 && event.target !== input || at < 0 && step < 0 || !links.length) return;
      event.preventDefault();
      (links[at + step] || (step < 0 ? input : links[at])).focus();
    });
    return { go, isAt: text => text === query };
  }

  // ---- The search page ------------------------------------------------------------------------------------------------------

  function openPage(list) {
    const find = id => document.getElementById('search-' + id), input = document.querySelector('form[role=search] input[name=q]');
    const sort = find('sort'), narrow = find('narrow'), tools = find('tools');
    let last = null;
    function keep(query, push) {
      const url = location.pathname + (query ? '?q=' + encodeURIComponent(query) + (sort && sort.value ? '&sort=' + sort.value : '') : '');
      if (push && url === location.pathname + location.search) return;
      try { history[push ? 'pushState' : 'replaceState'](null, '', url); } catch (error) { /* some hosts of files forbid it */ }
    }
    const field = searcher({ input, list, status: find('status'), help: find('help') || make('div'), more: find('more'), sort, changed: keep,
      shown(result) {
        last = result;
        if (tools) tools.hidden = !result || !result.total && !sort.value;
        facets();
      } });

    /** The figures that narrow a search come with a script of their own, when they are first wanted. */
    function facets() {
      const place = find('facets');
      if (!place || !narrow.open || !last) return;
      const state = { result: last, query: input.value.trim(), sort: sort.value, isCurrent: () => state.result === last,
        narrowTo(query) { input.value = query; field.go(true); } };
      script('search-narrow').then(() => AnswerableSearch.narrow(place, state), () => {});
    }

    function ofURL(push) {
      const values = new URLSearchParams(location.search);
      input.value = values.get('q') || '';
      if (sort) sort.value = values.get('sort') || '';
      if (push || input.value) field.go(false);
    }
    if (sort) sort.addEventListener('change', () => field.go(true));
    if (narrow) narrow.addEventListener('toggle', facets);
    addEventListener('popstate', () => ofURL(true));
    input.addEventListener('focus', () => index.root().catch(() => {}), { once: true });
    ofURL(false);
  }

  AnswerableSearch.interface = { index, say, make, number, address, searcher };

  const list = document.getElementById('search-results');
  if (list) openPage(list);
})();

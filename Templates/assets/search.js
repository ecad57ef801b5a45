// The search page: results as one types, from the index files beside it. What the page must provide is in Docs/Search.md.
// No fetch and no inline script: index files are script elements, so it works from disk and under `script-src 'self'`.
(function () {
  'use strict';
  const script = document.currentScript;
  const root = new URL(script.getAttribute('data-root') || '../', script.getAttribute('data-root') ? document.baseURI : script.src).href;
  const TIMEOUT = 10000, PAUSE = 60, PAGE = 10;

  // ---- Index files: each calls answerableSearch(key, text, base64) ----------------------------------------------------------

  const waiting = new Map();
  window.answerableSearch = function (key, text, data) {
    const take = waiting.get(key);
    if (take) take([text, data]);
  };

  function load(path) {
    return new Promise((resolve, reject) => {
      const key = path.replace(/^(d\/\d+)-.*$/, '$1'), element = document.createElement('script');
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

  const index = new AnswerableSearch.Index(load);

  // ---- The page -------------------------------------------------------------------------------------------------------------

  const list = document.getElementById('search-results'), status = document.getElementById('search-status');
  const more = document.getElementById('search-more');
  const input = document.querySelector('form[role=search] input[name=q]');
  if (!input) return;
  input.addEventListener('focus', () => index.root().catch(() => {}), { once: true });
  if (!list) return;

  const TEXTS = { one: '1 thread', many: '{count} threads', atLeast: 'More than {count} threads', none: 'No thread has these words.',
    failed: 'The search index could not be loaded.', searching: 'Searching…', open: 'Unanswered', answered: 'Answered', accepted: 'Accepted answer',
    answerOne: '1 answer', answerMany: '{count} answers', answerTime: 'first answer in {time}' };
  const language = document.documentElement.lang || undefined;
  function say(name, values) {
    const text = list.getAttribute('data-text-' + name.replace(/[A-Z]/g, c => '-' + c.toLowerCase())) || TEXTS[name];
    return text.replace(/\{(\w+)\}/g, (all, key) => values && key in values ? values[key] : all);
  }
  const number = n => n.toLocaleString(language);
  function duration(seconds) {
    const [unit, size] = seconds < 3600 ? ['minute', 60] : seconds < 172800 ? ['hour', 3600] : ['day', 86400];
    return new Intl.NumberFormat(language, { style: 'unit', unit, unitDisplay: 'short' }).format(Math.max(1, Math.round(seconds / size)));
  }

  function make(name, className, children) {
    const element = document.createElement(name);
    if (className) element.className = className;
    for (const child of [].concat(children === undefined ? [] : children)) element.append(child);
    return element;
  }
  const withMarks = (text, terms) => AnswerableSearch.marked(text, terms).map(([piece, is]) => is ? make('mark', '', piece) : piece);

  function item(hit, terms) {
    const link = make('a', 'search-title', withMarks(hit.title, terms));
    link.href = root + hit.url + (hit.post ? '#' + encodeURIComponent(hit.post.anchor) : '');
    const parts = [make('h2', 'search-heading', link)];
    if (hit.digest) parts.push(make('p', 'search-snippet', withMarks(hit.digest, terms)));
    const answer = hit.post && hit.post.digest ? hit.post : hit.posts.find(p => p.digest);
    if (answer) parts.push(make('p', 'search-answer', [make('span', 'search-answer-label', say(answer.kind === 'A' ? 'accepted' : 'answered')), ' '].concat(withMarks(answer.digest, terms))));
    const meta = make('p', 'search-meta', make('span', 'search-state search-state-' + hit.state, say(hit.state)));
    const add = (className, text) => meta.append(' · ', make('span', className, text));
    if (hit.answers) add('search-answers', hit.answers === 1 ? say('answerOne') : say('answerMany', { count: number(hit.answers) }));
    if (hit.answerSeconds !== null) add('search-time', say('answerTime', { time: duration(hit.answerSeconds) }));
    if (hit.asked !== null) add('search-date', new Date(hit.asked * 1000).toLocaleDateString(language, { timeZone: 'UTC', dateStyle: 'medium' }));
    for (const tag of hit.tags) meta.append(' ', make('span', 'search-tag', tag));
    parts.push(meta);
    return make('li', 'search-result', parts);
  }

  let run = 0, shown = { query: null, count: 0 };
  async function show(query, typing, offset) {
    const mine = ++run;
    shown = { query, count: offset };
    list.setAttribute('aria-busy', 'true');
    if (!query.trim()) {
      list.textContent = status.textContent = '';
      if (more) more.hidden = true;
      list.removeAttribute('aria-busy');
      return;
    }
    if (!list.children.length) status.textContent = say('searching');
    try {
      const result = await index.search(query, { limit: PAGE, offset, typing });
      if (mine !== run) return;
      const items = result.hits.map(hit => item(hit, result.terms));
      if (!offset) list.textContent = '';
      list.append(...items);
      const count = number(result.total);
      status.textContent = !result.total ? say('none') : result.more ? say('atLeast', { count }) : result.total === 1 ? say('one') : say('many', { count });
      shown.count = offset + items.length;
      if (more) more.hidden = shown.count >= result.total;
      if (offset && items.length) items[0].querySelector('a').focus();
    } catch (error) {
      if (mine !== run) return;
      list.textContent = '';
      status.textContent = say('failed');
    }
    list.removeAttribute('aria-busy');
  }

  const ofURL = () => new URLSearchParams(location.search).get('q') || '';
  function keep(query, push) {
    const url = location.pathname + (query ? '?q=' + encodeURIComponent(query) : '');
    try { history[push ? 'pushState' : 'replaceState'](null, '', url); } catch (error) { /* some hosts of files forbid it */ }
  }

  let pause = 0;
  input.addEventListener('input', () => {
    clearTimeout(pause);
    pause = setTimeout(() => { keep(input.value, false); show(input.value, true, 0); }, PAUSE);
  });
  input.form.addEventListener('submit', event => {
    event.preventDefault();
    clearTimeout(pause);
    keep(input.value, ofURL() !== input.value);
    show(input.value, false, 0);
  });
  addEventListener('popstate', () => { input.value = ofURL(); show(input.value, false, 0); });
  if (more) more.addEventListener('click', () => show(shown.query, false, shown.count));
  if (ofURL()) { input.value = ofURL(); show(input.value, false, 0); }
})();

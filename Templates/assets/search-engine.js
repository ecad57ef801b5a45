// The site's search engine: queries and their ranking. No DOM: it runs in a page and in Node alike.
// Docs/SearchFormat.md is the specification; Sources/SearchIndex is the same thing in Swift, and tests hold the two together.
(function (global) {
  'use strict';
  const isNode = typeof require === 'function';
  const Text = isNode ? require('./search-text.js') : global.AnswerableSearch, { Files, hasTerm } = isNode ? require('./search-index.js') : global.AnswerableIndex;
  const { analyse, stem, units } = Text;

  // ---- Queries --------------------------------------------------------------------------------------------------------------

  const FILTERS = { 'tag:': '=t ', 'by:': '=b ', 'is:': '=s ' }, SORTS = ['newest', 'votes'];
  const SPACE = /[\u0009-\u000d\u0020\u00a0\u3000]/;

  /** The terms that stand for a text when all of it must be there: no parts of characters' pairs. */
  const solid = text => {
    const tokens = analyse(text), pair = k => tokens[k] && tokens[k].kind === Text.PAIR;
    return tokens.filter((t, i) => t.kind !== Text.SINGLE || !pair(i - 1) && !pair(i + 1));
  };

  /**
   * A query → what must hold (filters, without, from and to in months, phrases), and slots: [{term, word, weight, prefix, isWord}].
   * names: how many of the words with a minus, from the first on, turned out to be names like -Wall, as bits.
   */
  function parse(query, names = 0) {
    const out = { filters: [], unwanted: [], without: [], phrases: [], from: -Infinity, to: Infinity, sort: '', slots: [] }, pieces = [], minus = [];
    let open = false;
    for (let i = 0; i < query.length;) {
      if (SPACE.test(query[i])) { i++; open = false; continue; }
      const isMinus = query[i] === '-' && i + 1 < query.length && query[i + 1] !== '-' && !SPACE.test(query[i + 1]), from = i;
      if (isMinus) i++;
      const quoted = /["“”]/.test(query[i]), start = quoted ? ++i : i;
      while (i < query.length && !(quoted ? /["“”]/ : SPACE).test(query[i])) i++;
      const word = query.slice(start, i), colon = quoted ? 0 : word.indexOf(':') + 1, name = word.slice(0, colon).toLowerCase(), value = word.slice(colon);
      if (quoted) i++;
      open = !quoted;
      if (FILTERS.hasOwnProperty(name)) {
        if (value) (isMinus ? out.unwanted : out.filters).push(FILTERS[name] + units(value).map(u => u.c).join(''));
        open = false;
      } else if (name === 'before:' || name === 'after:') {
        const date = /^(\d{4})(?:-(0[1-9]|1[0-2]))?(?:-\d\d)?$/.exec(value), month = date && date[1] * 12 + +(date[2] || 1) - 1;
        if (date && name === 'before:') out.to = Math.min(out.to, month);
        if (date && name === 'after:') out.from = Math.max(out.from, month);
        open = false;
      } else if (name === 'sort:') {
        if (SORTS.includes(value.toLowerCase())) out.sort = value.toLowerCase();
        open = false;
      } else if (isMinus && !(names >> minus.length & 1)) {
        const name = quoted ? undefined : analyse(query.slice(from, i)).find(t => t.kind === Text.WHOLE);
        minus.push(query.slice(from, i));
        out.without.push({ name: name && name.term, terms: solid(word).map(t => t.term) });
        open = false;
      } else {
        if (isMinus) minus.push('');
        pieces.push(isMinus && !quoted ? query.slice(from, i) : word);
        const terms = quoted && !isMinus ? solid(word).filter(t => t.kind !== Text.PART).map(t => t.term) : [];
        if (terms.length) out.phrases.push({ terms, text: word });
      }
    }
    // -Wall alone can't mean everything else.
    if (!pieces.length && !out.filters.length && out.without.length) { pieces.push(minus.join(' ')); out.without = []; open = true; }
    const text = pieces.join(' '), tokens = analyse(text), slots = new Map(), end = units(text).pop();
    tokens.forEach((t, i) => {
      const pair = k => tokens[k] && tokens[k].kind === Text.PAIR;
      if (t.kind === Text.SINGLE && (pair(i - 1) || pair(i + 1))) return;
      const isWord = (t.kind === Text.WORD || t.kind === Text.PART) && t.word.length > 1;
      const slot = { term: t.term, word: t.word, typed: text.slice(t.start, t.end), weight: t.kind === Text.PART ? 8 : 16, isWord,
        prefix: isWord && open && i === tokens.length - 1 && end.k === 1 };
      const old = slots.get(t.term);
      if (old) { old.weight = Math.max(old.weight, slot.weight); old.prefix = old.prefix || slot.prefix; }
      else if (slots.size < 32) slots.set(t.term, slot);
    });
    out.slots = Array.from(slots.values());
    return out;
  }

  const informationOf = (count, df) => Math.round(64 * Math.log(1 + (count - df + 0.5) / (df + 0.5)));
  const listOf = async (index, root, term) => (await index.shards(root, term))[0].lists.get(term);

  /** Finds the lists of a slot: its own term's, its completions' while it is typed or when nobody wrote it, and those of what may be meant. */
  async function listsOf(index, root, slot, typing, isShort) {
    const list = await listOf(index, root, slot.term), found = [];
    if (list) found.push({ term: slot.term, list, weight: slot.weight });
    for (const term of slot.isWord ? new Set(Text.lightStems(slot.word, root.languages)) : []) {
      const other = term === slot.term ? null : await listOf(index, root, term);
      if (other) found.push({ term, list: other, weight: slot.weight * 12 >> 4 });
    }
    let shorter;
    if (slot.prefix && (typing || !list)) {
      const shards = await index.shards(root, slot.word, slot.word), completions = [];
      for (const s of shards) for (const t of s.terms) if (t.startsWith(slot.word) && t !== slot.term) completions.push({ term: t, list: s.lists.get(t) });
      completions.sort((a, b) => b.list.df - a.list.df || (a.term < b.term ? -1 : 1));
      for (const c of completions.slice(0, 8)) found.push({ term: c.term, list: c.list, weight: slot.weight * 9 >> 4 });
      // "installati" has no completion among stems, but "instal" begins it.
      if (!found.length) shorter = shards[0].terms.filter(t => slot.word.startsWith(t) && t.length >= Math.max(4, slot.word.length - 4)).pop();
      if (shorter) shorter = { term: shorter, list: shards[0].lists.get(shorter), weight: slot.weight * 9 >> 4 };
    }
    // A word that hardly anybody wrote may be a slip that somebody else made too; in a longer query the other words make up for it.
    if (slot.isWord && (!found.length || isShort && list && list.df < 3 && root.count >= 1000)) {
      for (const c of await (await index.rare()).meant(index, root, slot.word)) {
        if (list && (c.edits > 1 || c.level < 5)) continue;
        const term = /^[a-z]+$/.test(c.word) ? stem(c.word) : c.word, other = found.some(f => f.term === term) ? null : await listOf(index, root, term);
        if (!other) continue;
        if (!found.better) found.better = c.word;
        found.push({ term, list: other, weight: slot.weight * (c.edits > 1 ? 8 : 12) >> 4 });
      }
    }
    if (!found.length && shorter) found.push(shorter);
    return found;
  }

  /** All documents of a term or a filter. */
  async function documentsOf(index, root, term) {
    const list = await listOf(index, root, term);
    if (!list) return [];
    if (!list.far) return list.docs;
    const far = (await index.far(root, list)).docs;
    return list.docs.length ? Array.from(list.docs).concat(Array.from(far)) : far;
  }

  /** The number of documents asked before a month. */
  function countBefore(root, month) {
    const [first, ...counts] = root.months;
    let count = root.count - counts.reduce((a, b) => a + b, 0);
    if (month === Infinity) return root.count;
    if (month === -Infinity) return 0;
    for (let i = 0; i < counts.length && first + i < month; i++) count += counts[i];
    return count;
  }

  /** Which of the words with a minus are names that people write so, as bits. */
  async function namesOf(index, root, without) {
    const df = async term => { const list = await listOf(index, root, term); return list ? list.df : 0; };
    const are = await Promise.all(without.map(async ({ name, terms }) => {
      if (!name) return false;
      const count = await df(name), others = await Promise.all(terms.map(df));
      return count > 0 && count * 8 >= Math.min(...others);
    }));
    return are.reduce((bits, is, i) => is ? bits | 1 << i : bits, 0);
  }

  /**
   * Resolves to {total, more, hits, terms, corrections, documents}: total documents (at least, when more), the hits from offset on, the set of
   * terms to mark, [word, what may be meant] pairs. A hit is a card with score, and post: the post that has the words, where it isn't the question.
   */
  async function search(index, query, { limit = 10, offset = 0, typing = false, sort = '' }) {
    const root = await index.root();
    let asked = parse(query);
    const names = await namesOf(index, root, asked.without);
    if (names) asked = parse(query, names);
    const { filters, slots, phrases } = asked, order = asked.sort || sort;
    const wanted = slots.some(s => !root.common.has(s.term)) ? slots.filter(s => typing && s.prefix || !root.common.has(s.term)) : slots;
    const sets = terms => Promise.all(terms.map(t => documentsOf(index, root, t)));
    const must = filters.concat(...phrases.map(p => p.terms));
    const [required, unwanted, without, found, votes] = await Promise.all([sets(must), sets(asked.unwanted),
      Promise.all(asked.without.map(w => sets(w.terms))), Promise.all(wanted.map(s => listsOf(index, root, s, typing, wanted.length < 3))),
      order === 'votes' ? index.votes(root) : null]);
    const scores = new Int32Array(root.count), terms = new Set(slots.map(s => s.term)), weighed = [], corrections = [];
    const isBounded = must.length > 0;
    let more = false, mass = 0;
    for (let i = 0; i < found.length; i++) {
      await index.breathe();
      const lists = found[i];
      if (!lists.length) continue;
      if (lists.better) corrections.push([wanted[i].typed, lists.better, wanted[i].word]);
      const best = lists.length > 1 ? new Map() : null;
      let information = 0;
      for (const { term, list, weight } of lists) {
        terms.add(term);
        const worth = informationOf(root.count, list.df) * weight;
        information = Math.max(information, worth);
        const parts = [list];
        if (list.far) { if (isBounded) parts.push(await index.far(root, list)); else more = true; }
        for (const { docs, impacts } of parts) for (let i = 0; i < docs.length; i++) {
          const value = worth * (2 * impacts[i] - 1);
          if (!best) scores[docs[i]] += value;
          else if (value > (best.get(docs[i]) || 0)) best.set(docs[i], value);
        }
      }
      if (best) best.forEach((value, doc) => { scores[doc] += value; });
      mass += information;
      weighed.push({ terms: lists.map(l => l.term), information });
    }
    await index.breathe();
    // Every document in all the sets; without words, what must hold is the query.
    const allowed = new Int16Array(root.count);
    const marks = (all, body) => { for (const set of all) for (const doc of set) body(doc); };
    marks(required, doc => allowed[doc]++);
    marks(unwanted, doc => { allowed[doc] = -1; });
    for (const all of without) {
      const counts = new Uint16Array(root.count);
      marks(all, doc => { if (++counts[doc] === all.length) allowed[doc] = -1; });
    }
    const from = countBefore(root, asked.from), to = countBefore(root, asked.to), isDated = asked.from > -Infinity || asked.to < Infinity;
    const documents = [];
    let best = 0;
    if (slots.length || must.length || isDated || asked.unwanted.length) for (let doc = to - 1; doc >= from; doc--) {
      if (allowed[doc] !== must.length || slots.length && !scores[doc]) continue;
      documents.push(doc);
      if (scores[doc] > best) best = scores[doc];
    }
    await index.breathe();
    // Another order is worth reading only among those that have about as much as the best.
    const strong = order && slots.length ? documents.filter(doc => scores[doc] * 2 >= best) : documents;
    const key = votes || (order ? new Int32Array(root.count) : scores);
    const before = (a, b) => key[b] - key[a] || b - a, top = [], end = offset + limit, depth = phrases.length ? Math.max(end, 30) : end;
    for (const doc of strong) {
      if (top.length === depth && before(top[depth - 1], doc) <= 0) continue;
      let low = 0, high = top.length;
      while (low < high) { const m = (low + high) >> 1; if (before(top[m], doc) <= 0) low = m + 1; else high = m; }
      top.splice(low, 0, doc);
      if (top.length > depth) top.pop();
    }
    const first = phrases.length ? 0 : offset, cards = (await Promise.all(top.slice(first).map(doc => index.card(root, doc))))
      .map((card, i) => Object.assign({ number: top[first + i] }, card));
    const places = phrases.length ? await (await index.rare()).checkPhrases(index, root, phrases.map(p => p.text), cards, end) : {};
    const hits = [];
    for (const card of cards) {
      hits.push(hitOf(card, scores[card.number], weighed, mass, places[card.number], root.languages));
      await index.breathe();
    }
    if (!order) hits.sort((a, b) => b.score - a.score || b.number - a.number);
    return { total: strong.length, more, hits: phrases.length ? hits.slice(offset, end) : hits, terms, corrections, documents: strong, languages: root.languages };
  }

  /** What the neighbours among the words of a short query tell that stand near each other in one of texts. */
  function neighbours(weighed, texts) {
    if (weighed.length < 2 || weighed.length > 4) return 0;
    const words = texts.map(text => analyse(text).filter(t => t.kind < Text.PART || t.kind === Text.SINGLE));
    const placesOf = (text, { terms }) => text.flatMap((t, i) => terms.includes(t.term) ? [i] : []);
    return weighed.slice(1).reduce((sum, b, i) => words.some(text => placesOf(text, weighed[i]).some(p => placesOf(text, b).some(q => q !== p && Math.abs(q - p) <= 3))) ?
      sum + Math.min(weighed[i].information, b.information) : sum, 0);
  }

  /** A card, its score with what its title adds, and its best post; said: where a phrase was found (checkPhrases). */
  function hitOf(card, score, weighed, mass, said, languages) {
    const termsOf = text => new Set(analyse(text).flatMap(t => [t.term].concat(Text.lightStems(t.word, languages))));
    const inTitle = termsOf(card.title), shown = termsOf(card.digest);
    const massOf = has => weighed.reduce((sum, w) => w.terms.some(has) ? sum + w.information : sum, 0);
    const titleMass = massOf(t => inTitle.has(t)), topMass = massOf(t => inTitle.has(t) || shown.has(t));
    let post = null, best = Math.max(topMass, mass / 2);
    for (const p of card.posts) {
      const m = massOf(t => hasTerm(p.signature, t));
      if (m > best) { best = m; post = p; }
    }
    if (said) post = card.posts[said - 1] || null;
    const coverage = mass ? titleMass / mass : 0, near = neighbours(weighed, [card.title, card.digest]);
    return Object.assign(card, { post, score: score + (said === undefined ? 0 : 31 * mass) + Math.round(0.2 * 31 * mass * coverage * coverage) + Math.round(0.1 * 31 * near) });
  }

  /**
   * An open index. rare() resolves to search-rare.js, which most queries don't need; breathe() lets the page do something else where the
   * work has taken long.
   */
  class Index extends Files {
    constructor(load, rare = async () => require('./search-rare.js'), breathe = () => {}) {
      super(load);
      Object.assign(this, { rare, breathe });
    }
    search(query, options) { return search(this, query, options || {}); }
    documentsOf(root, term) { return documentsOf(this, root, term); }
    async tagsNear(query) { return (await this.rare()).tagsNear(this, query); }
  }

  global.AnswerableSearch = Object.assign({}, Text, { parse, countBefore, Index });
  if (typeof module === 'object') module.exports = global.AnswerableSearch;
})(typeof self === 'object' ? self : {});

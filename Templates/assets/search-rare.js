// What few queries need of the site's search, loaded when one does: words that may be meant, quoted words in whole texts, tags near a query.
// Docs/SearchFormat.md is the specification; Sources/SearchIndex is the same thing in Swift, and tests hold the two together.
(function (global) {
  'use strict';
  const isNode = typeof require === 'function';
  const Text = isNode ? require('./search-text.js') : global.AnswerableSearch, { Bits, nameAt, unfolded, hashOf } = isNode ? require('./search-index.js') : global.AnswerableIndex;
  const { analyse } = Text, parse = query => (isNode ? require('./search-engine.js') : global.AnswerableSearch).parse(query);

  // ---- Slips ----------------------------------------------------------------------------------------------------------------

  /** The words that are spelt like those of one first letter: [word, the logarithm of how many threads have it]. */
  async function words(index, root, letter) {
    let number = root.letters.length - 1;
    while (number >= 0 && root.letters[number] > letter) number--;
    return number < 0 ? [] : index.file('l/' + nameAt(root.data, root.words + number), (text, data) => {
      const bits = new Bits(data);
      return unfolded(text).map(word => [word, bits.read(4)]);
    });
  }

  /** How many letters must be added, dropped, changed or exchanged with a neighbour to make one word of the other; most + 1 is more. */
  function distance(a, b, most) {
    if (Math.abs(a.length - b.length) > most) return most + 1;
    let before = [], last = Array.from({ length: b.length + 1 }, (_, j) => j);
    for (let i = 1; i <= a.length; i++) {
      const row = [i];
      let least = i;
      for (let j = 1; j <= b.length; j++) {
        const same = a[i - 1] === b[j - 1];
        let d = Math.min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (same ? 0 : 1));
        if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) d = Math.min(d, before[j - 2] + 1);
        row.push(d);
        least = Math.min(least, d);
      }
      if (least > most) return most + 1;
      before = last;
      last = row;
    }
    return last[b.length];
  }

  /** The words that word may have been meant to be, the likeliest first: [{word, edits, level}]. */
  async function meant(index, root, word) {
    if (word.length < 4 || word.length > 24 || !/^[a-z\u0080-\uffff]+$/.test(word)) return [];
    const most = word.length < 8 ? 1 : 2;
    for (const letter of word[0] === word[1] ? [word[0]] : [word[0], word[1]]) {
      const found = [];
      for (const [other, level] of await words(index, root, letter)) {
        const edits = distance(word, other, most);
        if (!edits) return [];
        if (edits <= most) found.push({ word: other, edits, level });
      }
      if (found.length) return found.sort((a, b) => a.edits - b.edits || b.level - a.level || (a.word < b.word ? -1 : 1)).slice(0, 3);
    }
    return [];
  }

  // ---- Quoted words ---------------------------------------------------------------------------------------------------------

  /** The words of a text in order, a character each: whether some stand side by side is a search in a string. */
  function symbols(text) {
    let out = '';
    for (const { kind, word } of analyse(text)) if (kind < Text.PART || kind === Text.SINGLE) {
      const place = hashOf(word) % 91;
      out += String.fromCharCode(place < 57 ? place + 35 : place + 36);
    }
    return out;
  }

  /** The whole words of a digest: the last one may be cut where more follows. */
  const shown = digest => digest.endsWith('…') ? symbols(digest).slice(0, -1) : symbols(digest);

  /** The words of each post of a document that its card doesn't show. */
  async function sequences(index, root, number) {
    const perSequence = Math.min(16, root.filesPerName), file = Math.floor(number / root.cardsPerFile);
    const lines = await index.file('x/' + Math.floor(file / perSequence) + index.cardName(root, file), text => text.split('\n'));
    return (lines[number % (root.cardsPerFile * perSequence)] || '').split(' ');
  }

  function placeOf(phrases, card, rests) {
    const top = [symbols(card.title), shown(card.digest) + (rests[0] || '')];
    const posts = card.posts.map((post, i) => shown(post.digest) + (rests[i + 1] || '')).concat(rests.slice(card.posts.length + 1));
    let found = 0;
    for (const phrase of phrases) if (!top.some(text => text.includes(phrase))) {
      const post = posts.findIndex(text => text.includes(phrase));
      if (post < 0) return undefined;
      found = post < card.posts.length ? post + 1 : -1;
    }
    return found;
  }

  /**
   * Which documents have the quoted words side by side: by what their cards show, then, if fewer than wanted do, by their sequences: of
   * those that have all phrases, where the last that isn't at the thread's top stands (0 title or question, n the card's nth post, −1 another).
   */
  async function checkPhrases(index, root, texts, cards, wanted) {
    const phrases = texts.map(symbols), places = {}, doubtful = [];
    let count = 0;
    for (const card of cards) {
      const place = placeOf(phrases, card, []);
      if (place === undefined) doubtful.push(card); else { places[card.number] = place; count++; }
      await index.breathe();
    }
    if (count < wanted) await Promise.all(doubtful.slice(0, count ? 4 : 16).map(async card => { places[card.number] = placeOf(phrases, card, await sequences(index, root, card.number)); }));
    return places;
  }

  // ---- Tags -----------------------------------------------------------------------------------------------------------------

  /** Tags that are spelt like a word of the query, the most used first. */
  async function tagsNear(index, query) {
    const root = await index.root(), found = new Map();
    await Promise.all(parse(query).slots.filter(s => s.isWord).slice(0, 4).map(async ({ word }) => {
      const start = '=t ' + word.slice(0, 3);
      for (const { terms, lists } of await index.shards(root, start, start)) for (const term of terms) {
        const tag = term.slice(3);
        if (term.startsWith('=t ') && (tag.startsWith(word.slice(0, 3)) || distance(tag, word, 2) <= 2)) found.set(tag, lists.get(term).df);
      }
    }));
    return Array.from(found).sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).slice(0, 8).map(t => t[0]);
  }

  global.AnswerableRare = { meant, checkPhrases, tagsNear };
  if (typeof module === 'object') module.exports = global.AnswerableRare;
})(typeof self === 'object' ? self : {});

// Reads the search index's files: its root, dictionary, postings, cards, word sequences, spellings and votes. No DOM: it runs in a page and in Node alike.
// Docs/SearchFormat.md is the specification.
(function (global) {
  'use strict';

  /** Base 91: 13 bits in two characters, 6 in a last one. */
  function decoded(text) {
    const length = text.length, bytes = new Uint8Array(((length >> 1) * 13 + (length & 1) * 6) >> 3), place = i => { const c = text.charCodeAt(i); return c > 92 ? c - 36 : c - 35; };
    for (let i = 0, at = 0, value = 0, bits = 0; i < length; i += 2) {
      const isPair = i + 1 < length;
      value = (value << (isPair ? 13 : 6) | place(i) + (isPair ? 91 * place(i + 1) : 0)) & 0xffffff;
      for (bits += isPair ? 13 : 6; bits > 7;) bytes[at++] = value >> (bits -= 8);
    }
    return bytes;
  }

  /** The name that three bytes hold, the first at 3 · i. */
  const nameAt = (bytes, i) => (0x1000000 + (bytes[i *= 3] << 16 | bytes[i + 1] << 8 | bytes[i + 2])).toString(16).slice(1);

  // ---- Bits, the highest of a byte first --------------------------------------------------------------------------------------

  class Bits {
    constructor(bytes, at = 0) { this.bytes = bytes; this.at = at * 8; }
    /** At most 25 bits; beyond the end they are zeros. */
    read(n) {
      const b = this.bytes, i = this.at >> 3, shift = this.at & 7;
      this.at += n;
      return n ? (b[i] << 24 | b[i + 1] << 16 | b[i + 2] << 8 | b[i + 3]) << shift >>> 32 - n : 0;
    }
    /** How many bits there are before the next that isn't like these (mask: 0 zeros, 255 ones), which is passed over. */
    run(mask) {
      for (let n = 0; n < 1e6;) {
        const left = 8 - (this.at & 7), rest = (this.bytes[this.at >> 3] ^ mask) & (1 << left) - 1, same = rest ? left + Math.clz32(rest) - 32 : left;
        this.at += same;
        n += same;
        if (rest) { this.at++; return n; }
      }
      return 0;
    }
    gamma() { const n = Math.min(31, this.run(0)); return n > 24 ? 2 ** 24 : 1 << n | this.read(n); }
    rice(k) { return this.run(255) << k | this.read(k); }
  }

  /** Reads count postings: two arrays, documents and impacts (none when plain). */
  function postings(bits, count, universe, plain) {
    const docs = new Uint32Array(count), impacts = plain ? null : new Uint8Array(count);
    const parameter = n => 31 - Math.clz32(Math.max(1, Math.floor(universe * 11 / (16 * n))));
    let at = 0;
    function run(n, impact) {
      const k = parameter(n);
      for (let next = 0; n--; at++) {
        next += bits.rice(k);
        docs[at] = next++;
        if (impacts) impacts[at] = impact || bits.read(4) + 1;
      }
    }
    if (plain) run(count);
    else if (count === 1) { docs[0] = bits.read(32 - Math.clz32(universe - 1)); impacts[0] = bits.read(4) + 1; }
    else if (count < 6) run(count);
    else for (let left = count, impact = 16; left > 0 && impact; impact--) {
      const n = Math.min(left, bits.gamma() - 1);
      if (n) run(n, impact);
      left -= n;
    }
    return { docs, impacts };
  }

  /** Sorted words, each written as how much it shares with the one before it (A nothing, B one …) and its rest. */
  function unfolded(text) {
    let word = '';
    return (text.match(/[A-Z][^A-Z]*/g) || []).map(entry => word = word.slice(0, entry.charCodeAt(0) - 65) + entry.slice(1));
  }

  // ---- Files ------------------------------------------------------------------------------------------------------------------

  /** The files of an index. load(path) resolves to [text, data] of a file of the search folder (t/3fa09c). */
  class Files {
    constructor(load) { this.load = load; this.files = new Map(); }

    file(path, read) {
      let file = this.files.get(path);
      if (!file) {
        file = this.load(path).then(([text, data]) => read(text, data ? decoded(data) : new Uint8Array(0)));
        this.files.set(path, file);
        file.catch(() => this.files.delete(path));
      }
      return file;
    }

    root() {
      return this.file('root', (text, data) => {
        const lines = text.split('\n'), words = list => list ? list.split(' ') : [], common = new Map(), frequencies = words(lines[3]);
        if (lines[0] !== '2') throw new Error('index version ' + lines[0]);
        for (let i = 0; i < frequencies.length; i += 2) common.set(frequencies[i], +frequencies[i + 1]);
        const [count, universe, cardsPerFile, filesPerName, near, entries, hasPages] = lines[1].split(' ').map(Number);
        return { count, universe, cardsPerFile, filesPerName, near, hasPages, data, common, boundaries: unfolded(lines[2]),
          months: words(lines[4]).map(n => parseInt(n, 36)), letters: lines[5] ? lines[5].split('\t') : [], languages: words(lines[6]),
          affixes: lines[7].split('\t'), cards: entries, words: entries + Math.ceil(Math.ceil(count / cardsPerFile) / filesPerName) };
      });
    }

    /** The place of the last boundary that isn't above term. */
    placeOf(boundaries, term) {
      let low = 0, high = boundaries.length - 1;
      while (low < high) {
        const middle = (low + high + 1) >> 1;
        if (boundaries[middle] <= term) low = middle; else high = middle - 1;
      }
      return low;
    }

    page(root, number) {
      return this.file('p/' + nameAt(root.data, number), (text, data) => ({ boundaries: unfolded(text), data }));
    }

    /** The shards that hold term and what begins with start: one, or the next one too. */
    async shards(root, term, start) {
      let list = root, at = this.placeOf(root.boundaries, term), next = at + 1;
      if (root.hasPages) {
        list = await this.page(root, at);
        at = this.placeOf(list.boundaries, term);
      }
      const found = [this.shard(root, list, at)], begins = boundaries => start && at < boundaries.length && boundaries[at].startsWith(start);
      if (++at < list.boundaries.length) { if (begins(list.boundaries)) found.push(this.shard(root, list, at)); }
      else if (root.hasPages && start && next < root.boundaries.length && root.boundaries[next].startsWith(start)) {
        found.push(this.shard(root, await this.page(root, next), 0));
      }
      return Promise.all(found);
    }

    /** A dictionary shard: its terms in order, and a list {df, docs, impacts, far} for each. */
    shard(root, { boundaries, data: names }, number) {
      if (number >= boundaries.length) return { terms: [], lists: new Map() };
      return this.file('t/' + nameAt(names, number), (text, data) => {
        const bits = new Bits(data), lists = new Map(), terms = unfolded(text);
        let start = data[data.length - 5] << 8 | data[data.length - 4];
        for (const term of terms) {
          const plain = term[0] === '=', df = bits.gamma(), list = { df, far: null };
          if (df > root.near) {
            list.far = { path: 'b/' + nameAt(data.slice(-3), 0), start };
            start += bits.gamma();
          }
          Object.assign(list, postings(bits, df <= root.near ? df : plain ? 0 : root.near, root.universe, plain));
          lists.set(term, list);
        }
        return { terms, lists };
      });
    }

    /** The postings of list that are kept in a file of their own. */
    async far(root, list) {
      const data = await this.file(list.far.path, (text, data) => data);
      return list.far.read || (list.far.read = postings(new Bits(data, list.far.start), list.df - list.docs.length, root.universe, !list.impacts));
    }

    cardName(root, file) { return '-' + nameAt(root.data, root.cards + Math.floor(file / root.filesPerName)); }

    /** The card of a document. */
    card(root, number) {
      const file = Math.floor(number / root.cardsPerFile);
      return this.file('d/' + file + this.cardName(root, file), text => text.split('\n').map(line => readCard(line, root.affixes)))
        .then(cards => cards[number % root.cardsPerFile]);
    }

    /** The votes of every thread. */
    votes(root) {
      return this.file('v/' + nameAt(root.data, root.words + root.letters.length), (text, data) => {
        const bits = new Bits(data), out = new Int32Array(root.count);
        for (let i = 0; i < out.length; i++) { const n = bits.gamma() - 1; out[i] = n & 1 ? -(n + 1) / 2 : n / 2; }
        return out;
      });
    }
  }

  function readCard(line, [prefix, suffix]) {
    const f = line.split('\t'), meta = f[2].split(',');
    const number = s => s === '' ? null : +s;
    return { url: f[0][0] === ':' ? f[0].slice(1) : prefix + f[0] + suffix, title: f[1], state: ['open', 'answered', 'accepted'][meta[0]],
      asked: meta[1] === '' ? null : parseInt(meta[1], 36), votes: +meta[2], answers: +meta[3], answerSeconds: number(meta[4]), author: f[3],
      tags: f[4] ? f[4].split('\v') : [], digest: f[5], posts: f.slice(6).map(p => {
        const [anchor, signature, digest] = p.split('\v');
        return { kind: anchor[0], anchor: anchor.slice(1), signature: decoded(signature), digest: digest || '' };
      }) };
  }

  /** FNV-1a over UTF-16 code units, its halves mixed. */
  function hashOf(term) {
    let hash = 0x811c9dc5;
    for (let i = 0; i < term.length; i++) hash = Math.imul(hash ^ term.charCodeAt(i), 0x01000193);
    return (hash ^ hash >>> 15) >>> 0;
  }

  function hasTerm(signature, term) {
    if (!signature.length) return false;
    const bit = hashOf(term) % (signature.length * 8);
    return (signature[bit >> 3] >> (bit & 7) & 1) === 1;
  }

  global.AnswerableIndex = { Files, Bits, nameAt, unfolded, hashOf, hasTerm };
  if (typeof module === 'object') module.exports = global.AnswerableIndex;
})(typeof self === 'object' ? self : {});

// Reads the search index's files: its root, dictionary, postings, cards, spellings and votes. No DOM: it runs in a page and in Node alike.
// Docs/SearchFormat.md is the specification.
(function (global) {
  'use strict';

  // ---- The index files ------------------------------------------------------------------------------------------------------

  function decode64(text) {
    const raw = atob(text), bytes = new Uint8Array(raw.length);
    for (let i = 0; i < raw.length; i++) bytes[i] = raw.charCodeAt(i);
    return bytes;
  }

  const hex = (bytes, at) => ((1 << 24) + (bytes[at] << 16) + (bytes[at + 1] << 8) + bytes[at + 2]).toString(16).slice(1);

  class Bits {
    constructor(bytes) { this.bytes = bytes; this.at = 0; }
    bit() { const i = this.at++; return this.bytes[i >> 3] >> (7 - (i & 7)) & 1; }
    read(n) { let v = 0; while (n--) v = v << 1 | this.bit(); return v; }
    gamma() { let n = 0; while (n < 31 && !this.bit()) n++; return 1 << n | this.read(n); }
    rice(k) { let q = 0; while (this.bit()) q++; return q << k | this.read(k); }
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

  /** The files of an index. load(path) resolves to [text, base64] of a file of the search folder (t/3fa09c). */
  class Files {
    constructor(load) { this.load = load; this.files = new Map(); }

    file(path, read) {
      let file = this.files.get(path);
      if (!file) {
        file = this.load(path).then(([text, data]) => read(text, data ? decode64(data) : new Uint8Array(0)));
        this.files.set(path, file);
        file.catch(() => this.files.delete(path));
      }
      return file;
    }

    root() {
      return this.file('root', (text, data) => {
        const lines = text.split('\n'), head = lines[1].split(' ').map(Number);
        if (lines[0] !== '1') throw new Error('index version ' + lines[0]);
        const words = lines[3] ? lines[3].split(' ') : [], common = new Map();
        for (let i = 0; i < words.length; i += 2) common.set(words[i], +words[i + 1]);
        const root = { count: head[0], universe: head[1], cardsPerFile: head[2], filesPerName: head[3], near: head[4], shards: head[5],
          boundaries: lines[2].split('\t'), common, months: lines[4].split(' ').map(n => parseInt(n, 36)), data };
        root.languages = lines[6] ? lines[6].split(' ') : [];
        root.letters = lines[5] ? lines[5].split('\t') : [];
        root.words = root.shards + Math.ceil(Math.ceil(root.count / root.cardsPerFile) / root.filesPerName);
        return root;
      });
    }

    /** The number of the shard that would hold term. */
    shardOf(root, term) {
      let low = 0, high = root.shards - 1;
      while (low < high) {
        const middle = (low + high + 1) >> 1;
        if (root.boundaries[middle] <= term) low = middle; else high = middle - 1;
      }
      return low;
    }

    /** A dictionary shard: its terms in order, and a list {df, docs, impacts, far} for each. */
    shard(root, number) {
      if (!(number < root.shards)) return Promise.resolve({ terms: [], lists: new Map() });
      return this.file('t/' + hex(root.data, number * 3), (text, data) => {
        const bits = new Bits(data), lists = new Map(), terms = unfolded(text);
        for (const term of terms) {
          const plain = term[0] === '=', df = bits.gamma(), list = { df, far: null };
          if (df > root.near) {
            const name = bits.read(24);
            list.far = 'b/' + ((1 << 24) + name).toString(16).slice(1);
          }
          Object.assign(list, postings(bits, df <= root.near ? df : plain ? 0 : root.near, root.universe, plain));
          lists.set(term, list);
        }
        return { terms, lists };
      });
    }

    /** The postings of list that are kept in a file of their own. */
    far(root, list) {
      return this.file(list.far, (text, data) =>
        postings(new Bits(data), list.df - list.docs.length, root.universe, !list.impacts));
    }

    /** The card of a document. */
    card(root, number) {
      const file = Math.floor(number / root.cardsPerFile), name = hex(root.data, (root.shards + Math.floor(file / root.filesPerName)) * 3);
      return this.file('d/' + file + '-' + name, text => text.split('\n').map(readCard))
        .then(cards => cards[number % root.cardsPerFile]);
    }

    /** The words that are spelt like those of one first letter: [word, the logarithm of how many threads have it]. */
    words(root, letter) {
      let number = root.letters.length - 1;
      while (number >= 0 && root.letters[number] > letter) number--;
      if (number < 0) return Promise.resolve([]);
      return this.file('l/' + hex(root.data, (root.words + number) * 3), (text, data) => {
        const bits = new Bits(data);
        return unfolded(text).map(word => [word, bits.read(4)]);
      });
    }

    /** The votes of every thread. */
    votes(root) {
      return this.file('v/' + hex(root.data, (root.words + root.letters.length) * 3), (text, data) => {
        const bits = new Bits(data), out = new Int32Array(root.count);
        for (let i = 0; i < out.length; i++) { const n = bits.gamma() - 1; out[i] = n & 1 ? -(n + 1) / 2 : n / 2; }
        return out;
      });
    }
  }

  function readCard(line) {
    const f = line.split('\t'), meta = f[2].split(',');
    const number = s => s === '' ? null : +s;
    return { url: f[0], title: f[1], state: ['open', 'answered', 'accepted'][meta[0]], asked: meta[1] === '' ? null : parseInt(meta[1], 36),
      votes: +meta[2], answers: +meta[3], answerSeconds: number(meta[4]), author: f[3], tags: f[4] ? f[4].split('\v') : [], digest: f[5],
      posts: f.slice(6).map(p => {
        const [anchor, signature, digest] = p.split('\v');
        return { kind: anchor[0], anchor: anchor.slice(1), signature: decode64(signature), digest: digest || '' };
      }) };
  }

  function hasTerm(signature, term) {
    if (!signature.length) return false;
    let hash = 0x811c9dc5;
    for (let i = 0; i < term.length; i++) hash = Math.imul(hash ^ term.charCodeAt(i), 0x01000193);
    const bit = ((hash ^ hash >>> 15) >>> 0) % (signature.length * 8);
    return (signature[bit >> 3] >> (bit & 7) & 1) === 1;
  }

  global.AnswerableIndex = { Files, hasTerm };
  if (typeof module === 'object') module.exports = global.AnswerableIndex;
})(typeof self === 'object' ? self : {});

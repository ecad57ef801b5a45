// The search engine of the site: text analysis, the index files' decoder and the ranking. No DOM: it runs in a page and in Node alike.
// Docs/SearchFormat.md is the specification; Sources/SearchIndex is the same thing in Swift, and tests hold the two together.
(function (global) {
  'use strict';

  // ---- Analysis -------------------------------------------------------------------------------------------------------------

  const SPECIAL = { 'ß': 'ss', 'æ': 'ae', 'œ': 'oe', 'ø': 'o', 'đ': 'd', 'ð': 'd', 'þ': 'th', 'ł': 'l', 'ı': 'i', 'ħ': 'h', 'ŧ': 't', 'ŋ': 'n',
    'ĸ': 'k', 'ς': 'σ', 'ʼ': "'", '’': "'", 'ё': 'е', 'й': 'й' };
  // Diacritics of Latin, Greek, Cyrillic, Hebrew and Arabic, and characters that show nothing. Marks of other scripts are letters to their readers.
  const DROPPED = /[\u00ad\u0300-\u036f\u0483-\u0487\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u064b-\u065f\u0670\u1ab0-\u1aff\u1dc0-\u1dff\u200b-\u200d\u2060\u20d0-\u20ff\ufe00-\ufe0f\ufe20-\ufe2f\ufeff]/g;

  function isCJK(n) {
    return n >= 0x1100 && (n <= 0x11ff || n >= 0x3005 && n <= 0x3007 || n >= 0x3041 && n <= 0x3096 || n >= 0x309d && n <= 0x309f ||
      n >= 0x30a1 && n <= 0x30fa || n >= 0x30fc && n <= 0x30ff || n >= 0x3105 && n <= 0x312f || n >= 0x31f0 && n <= 0x31ff ||
      n >= 0x3400 && n <= 0x4dbf || n >= 0x4e00 && n <= 0x9fff || n >= 0xac00 && n <= 0xd7a3 || n >= 0xf900 && n <= 0xfaff ||
      n >= 0x20000 && n <= 0x3ffff);
  }

  /** One character → its folded characters: compatibility forms, case and diacritics gone. */
  function fold(c) {
    const n = c.codePointAt(0);
    if (n < 128) return c.toLowerCase();
    if (n >= 0xac00 && n <= 0xd7a3 || n >= 0x3041 && n <= 0x309a || n >= 0x30a1 && n <= 0x30fe) return c;
    let out = '';
    if (n === 0x419) return 'й';
    if (SPECIAL[c]) return SPECIAL[c];
    for (const d of c.normalize('NFKD').toLowerCase().normalize('NFKD').replace(DROPPED, '')) out += SPECIAL[d] || d;
    return out;
  }

  /** 0 separator, 1 part of a word, 2 Chinese, Japanese or Korean. */
  function classOf(c, n) {
    if (n < 128) return n > 96 && n < 123 || n > 47 && n < 58 ? 1 : 0;
    return isCJK(n) ? 2 : /[\p{L}\p{N}\p{M}]/u.test(c) ? 1 : 0;
  }

  /** Folded characters with their class and the place they come from in `text`. */
  function units(text) {
    const out = [];
    for (let i = 0; i < text.length;) {
      const n = text.codePointAt(i), c = String.fromCodePoint(n), e = i + c.length;
      let last = out[out.length - 1];
      if (n === 0x306 && last && last.c === 'и') last.c = 'й';
      else for (const f of fold(c)) {
        const m = f.codePointAt(0);
        // Voicing marks and jamo join the character before them, as in NFC.
        if (last && (m === 0x3099 || m === 0x309a || m >= 0x1161 && m <= 0x1175 || m >= 0x11a8 && m <= 0x11c2)) {
          const joined = (last.c + f).normalize('NFC');
          if (joined.length === 1) { last.c = joined; last.k = 2; continue; }
        }
        out.push(last = { c: f, k: classOf(f, m), ascii: n > 64 && n < 91 ? 'A' : n > 96 && n < 123 || n > 47 && n < 58 ? 'a' : '', s: i, e });
      }
      if (last) last.e = e;
      i = e;
    }
    return contracted(out);
  }

  /** English contractions: don't → dont; she's, I'm, we'll → she, I, we. */
  function contracted(u) {
    const out = [];
    for (let i = 0; i < u.length; i++) {
      if (u[i].c === "'" && i && u[i - 1].k === 1) {
        let j = i + 1, tail = '';
        while (j < u.length && u[j].k === 1) tail += u[j++].c;
        if (tail === 't') continue;
        if (/^(s|d|m|ll|re|ve)$/.test(tail)) { i = j - 1; continue; }
      }
      out.push(u[i]);
    }
    return out;
  }

  const WORD = 0, WHOLE = 1, PART = 2, SINGLE = 3, PAIR = 4;

  /** The terms of a text, in order: {term, word (unstemmed), kind, start, end}. */
  function analyse(text) {
    const u = units(text), n = u.length, out = [];
    const isWord = j => j < n && u[j].k === 1;
    const char = j => j >= 0 && j < n ? u[j].c : '';
    function emit(kind, from, to) {
      let t = '';
      for (let j = from; j < Math.min(to, from + 40); j++) t += u[j].c;
      out.push({ term: /^[a-z]+$/.test(t) ? stem(t) : t, word: t, kind, start: u[from].s, end: u[to - 1].e });
    }
    // How many joining characters stand at j between two parts of one name.
    function joint(j) {
      let g = 0;
      if (char(j) === '_') { while (char(j + g) === '_') g++; }
      else if (/^[.+#-]$/.test(char(j))) g = 1;
      else if (char(j) === ':' && char(j + 1) === ':') g = 2;
      return g && isWord(j + g) ? g : 0;
    }
    for (let i = 0; i < n;) {
      if (u[i].k === 2) {
        for (; i < n && u[i].k === 2; i++) {
          emit(SINGLE, i, i + 1);
          if (i + 1 < n && u[i + 1].k === 2) emit(PAIR, i, i + 2);
        }
        continue;
      }
      const from = i;
      if (u[i].k === 0) {
        // .NET, -Wall, --verbose: the sign belongs to the name when nothing stands before it.
        const free = !i || u[i - 1].k === 0 && !/[._+#:-]/.test(char(i - 1));
        const sign = !free ? 0 : char(i) === '.' ? 1 : char(i) !== '-' ? 0 : char(i + 1) === '-' ? 2 : 1;
        if (!sign || !isWord(i + sign)) { i++; continue; }
        i += sign;
      }
      const parts = [];
      for (;;) {
        let p = i;
        for (i++; isWord(i); i++) {
          // fooBar, HTMLParser
          const before = u[i - 1].ascii;
          if (u[i].ascii === 'A' && (before === 'a' || before === 'A' && isWord(i + 1) && u[i + 1].ascii === 'a' && /[a-z]/.test(char(i + 1)))) { parts.push([p, i]); p = i; }
        }
        parts.push([p, i]);
        const g = joint(i);
        if (!g) break;
        i += g;
      }
      const last = char(i);
      if (last === '+' || last === '#') i += char(i + 1) === last ? 2 : 1;
      if (parts.length === 1 && parts[0][0] === from && parts[0][1] === i) { emit(WORD, from, i); continue; }
      if (i - from <= 40) emit(WHOLE, from, i);
      for (const [p, q] of parts) emit(PART, p, q);
    }
    return out;
  }

  // ---- Porter 2, the English stemmer (snowballstem.org/algorithms/english/stemmer.html) --------------------------------------

  const IRREGULAR = { skis: 'ski', skies: 'sky', dying: 'die', lying: 'lie', tying: 'tie', idly: 'idl', gently: 'gentl', ugly: 'ugli', early: 'earli',
    only: 'onli', singly: 'singl', sky: 'sky', news: 'news', howe: 'howe', atlas: 'atlas', cosmos: 'cosmos', bias: 'bias', andes: 'andes' };
  const STEP2 = { ational: 'ate', ization: 'ize', fulness: 'ful', ousness: 'ous', iveness: 'ive', tional: 'tion', biliti: 'ble', lessli: 'less',
    entli: 'ent', ation: 'ate', alism: 'al', aliti: 'al', ousli: 'ous', iviti: 'ive', fulli: 'ful', enci: 'ence', anci: 'ance', abli: 'able',
    izer: 'ize', ator: 'ate', alli: 'al', bli: 'ble' };
  const STEP3 = { ational: 'ate', tional: 'tion', alize: 'al', icate: 'ic', iciti: 'ic', ical: 'ic', ful: '', ness: '' };

  function stem(w) {
    if (w.length < 3) return w;
    if (IRREGULAR.hasOwnProperty(w)) return IRREGULAR[w];
    w = w.replace(/^y/, 'Y').replace(/([aeiouy])y/g, '$1Y');
    const prefix = /^(gener|commun|arsen)/.exec(w), region = from => {
      const m = /[aeiouy][^aeiouy]/.exec(w.slice(from));
      return m ? from + m.index + 2 : w.length;
    };
    const r1 = prefix ? prefix[0].length : region(0), r2 = region(r1);
    const short = s => /[^aeiouy][aeiouy][^aeiouywxY]$|^[aeiouy][^aeiouy]$/.test(s);
    let m;
    if (/sses$/.test(w)) w = w.slice(0, -2);
    else if (/ie[ds]$/.test(w)) w = w.slice(0, w.length > 4 ? -2 : -1);
    else if (/[^us]s$/.test(w) && /[aeiouy]./.test(w.slice(0, -1))) w = w.slice(0, -1);
    if (/^(inn|out|cann|herr|earr)ing$|^(proc|exc|succ)eed$/.test(w)) return w;
    if ((m = /(eed|eedly)$/.exec(w))) { if (m.index >= r1) w = w.slice(0, m.index) + 'ee'; }
    else if ((m = /(ed|edly|ing|ingly)$/.exec(w)) && /[aeiouy]/.test(w.slice(0, m.index))) {
      w = w.slice(0, m.index);
      if (/(at|bl|iz)$/.test(w)) w += 'e';
      else if (/(bb|dd|ff|gg|mm|nn|pp|rr|tt)$/.test(w)) w = w.slice(0, -1);
      else if (r1 >= w.length && short(w)) w += 'e';
    }
    if (/.[^aeiouy][yY]$/.test(w)) w = w.slice(0, -1) + 'i';
    if ((m = /(ational|ization|fulness|ousness|iveness|tional|biliti|lessli|entli|ation|alism|aliti|ousli|iviti|fulli|enci|anci|abli|izer|ator|alli|bli)$/.exec(w))) {
      if (m.index >= r1) w = w.slice(0, m.index) + STEP2[m[0]];
    } else if (/logi$/.test(w)) { if (w.length - 3 >= r1) w = w.slice(0, -1); }
    else if (/[cdeghkmnrt]li$/.test(w) && w.length - 2 >= r1) w = w.slice(0, -2);
    if ((m = /(ational|tional|alize|icate|iciti|ical|ful|ness)$/.exec(w))) { if (m.index >= r1) w = w.slice(0, m.index) + STEP3[m[0]]; }
    else if (/ative$/.test(w) && w.length - 5 >= r2) w = w.slice(0, -5);
    if ((m = /(ement|ance|ence|able|ible|ment|ant|ent|ism|ate|iti|ous|ive|ize|al|er|ic)$/.exec(w))) { if (m.index >= r2) w = w.slice(0, m.index); }
    else if (/[st]ion$/.test(w) && w.length - 3 >= r2) w = w.slice(0, -3);
    const end = w.length - 1;
    if (w[end] === 'e' && (end >= r2 || end >= r1 && !short(w.slice(0, end)))) w = w.slice(0, end);
    else if (/ll$/.test(w) && end >= r2) w = w.slice(0, end);
    return w.replace(/Y/g, 'y');
  }

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

  /** Reads `count` postings: two arrays, documents and impacts (none when `plain`). */
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

  /** An open index. `load(path)` resolves to [text, base64] of a file of the search folder (`t/3fa09c`). */
  class Index {
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
        return { count: head[0], universe: head[1], cardsPerFile: head[2], filesPerName: head[3], near: head[4], shards: head[5],
          boundaries: lines[2].split('\t'), common, months: lines[4].split(' ').map(n => parseInt(n, 36)), data };
      });
    }

    /** The number of the shard that would hold `term`. */
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
        const bits = new Bits(data), lists = new Map(), terms = [];
        let term = '';
        for (const entry of text.match(/[A-Z][^A-Z]*/g) || []) {
          term = term.slice(0, entry.charCodeAt(0) - 65) + entry.slice(1);
          const plain = term[0] === '=', df = bits.gamma(), list = { df, far: null };
          if (df > root.near) {
            const name = bits.read(24);
            list.far = 'b/' + ((1 << 24) + name).toString(16).slice(1);
          }
          Object.assign(list, postings(bits, df <= root.near ? df : plain ? 0 : root.near, root.universe, plain));
          terms.push(term);
          lists.set(term, list);
        }
        return { terms, lists };
      });
    }

    /** The postings of `list` that are kept in a file of their own. */
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

    search(query, options) { return search(this, query, options || {}); }
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

  // ---- Queries --------------------------------------------------------------------------------------------------------------

  const FILTERS = { 'tag:': '=t ', 'by:': '=b ', 'is:': '=s ' };

  /** A query → {filters: [term], slots: [{term, word, weight, prefix: it may be unfinished}]}. */
  function parse(query) {
    const filters = [], words = [];
    for (const word of query.split(/[\u0009-\u000d\u0020\u00a0\u3000]+/)) {
      const colon = word.indexOf(':') + 1, prefix = FILTERS.hasOwnProperty(word.slice(0, colon).toLowerCase()) && FILTERS[word.slice(0, colon).toLowerCase()];
      if (prefix && word.length > colon) filters.push(prefix + units(word.slice(colon)).map(u => u.c).join(''));
      else if (!prefix) words.push(word);
    }
    const text = words.join(' '), tokens = analyse(text), slots = new Map(), end = units(text).pop();
    tokens.forEach((t, i) => {
      const pair = k => tokens[k] && tokens[k].kind === PAIR;
      if (t.kind === SINGLE && (pair(i - 1) || pair(i + 1))) return;
      const slot = { term: t.term, word: t.word, weight: t.kind === PART ? 8 : 16,
        prefix: i === tokens.length - 1 && end.k === 1 && (t.kind === WORD || t.kind === PART) && t.word.length > 1 };
      const old = slots.get(t.term);
      if (old) { old.weight = Math.max(old.weight, slot.weight); old.prefix = old.prefix || slot.prefix; }
      else if (slots.size < 32) slots.set(t.term, slot);
    });
    return { filters, slots: Array.from(slots.values()) };
  }

  const informationOf = (count, df) => Math.round(64 * Math.log(1 + (count - df + 0.5) / (df + 0.5)));

  /** Finds the lists of a slot: its own term's, and of the last word, while it is typed or when nobody wrote it, its completions'. */
  async function listsOf(index, root, slot, typing) {
    const number = index.shardOf(root, slot.term), found = [];
    const list = (await index.shard(root, number)).lists.get(slot.term);
    if (list) found.push({ term: slot.term, list, weight: slot.weight });
    if (slot.prefix && (typing || !list)) {
      const first = index.shardOf(root, slot.word), shards = [await index.shard(root, first)];
      if (first + 1 < root.shards && root.boundaries[first + 1].startsWith(slot.word)) shards.push(await index.shard(root, first + 1));
      let completions = [];
      for (const s of shards) for (const t of s.terms) if (t.startsWith(slot.word) && t !== slot.term) completions.push({ term: t, list: s.lists.get(t) });
      completions.sort((a, b) => b.list.df - a.list.df || (a.term < b.term ? -1 : 1));
      if (!completions.length && !list) {
        // "installati" has no completion among stems, but "instal" begins it.
        const shorter = shards[0].terms.filter(t => slot.word.startsWith(t) && t.length >= Math.max(4, slot.word.length - 4)).pop();
        if (shorter) completions = [{ term: shorter, list: shards[0].lists.get(shorter) }];
      }
      for (const c of completions.slice(0, 8)) found.push({ term: c.term, list: c.list, weight: slot.weight * 9 >> 4 });
    }
    return found;
  }

  async function documentsOf(index, root, term) {
    const list = (await index.shard(root, index.shardOf(root, term))).lists.get(term);
    if (!list) return new Uint32Array(0);
    return list.far ? (await index.far(root, list)).docs : list.docs;
  }

  /**
   * Resolves to {total, more, hits, terms}: `total` documents (at least, when `more`), the hits from `offset` on, and the set of terms to mark.
   * A hit is a card with `score`, and `post`: the post that has the words, where it isn't the question.
   */
  async function search(index, query, { limit = 10, offset = 0, typing = false }) {
    const root = await index.root(), { filters, slots } = parse(query);
    const wanted = slots.some(s => !root.common.has(s.term)) ? slots.filter(s => typing && s.prefix || !root.common.has(s.term)) : slots;
    const [sets, found] = await Promise.all([Promise.all(filters.map(t => documentsOf(index, root, t))),
      Promise.all(wanted.map(s => listsOf(index, root, s, typing)))]);
    const scores = new Int32Array(root.count), terms = new Set(slots.map(s => s.term)), weighed = [];
    let more = false, mass = 0;
    for (const lists of found) {
      if (!lists.length) continue;
      const best = lists.length > 1 ? new Map() : null;
      let information = 0;
      for (const { term, list, weight } of lists) {
        terms.add(term);
        const worth = informationOf(root.count, list.df) * weight;
        information = Math.max(information, worth);
        const parts = [list];
        if (list.far) { if (filters.length) parts.push(await index.far(root, list)); else more = true; }
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
    // Every document in all the filters' sets; without words, the filters alone are the query.
    let allowed = null;
    if (filters.length) {
      allowed = new Uint8Array(root.count);
      for (const set of sets) for (const doc of set) allowed[doc]++;
    }
    const before = (a, b) => scores[b] - scores[a] || b - a, top = [], end = offset + limit;
    let total = 0;
    for (let doc = root.count - 1; doc >= 0; doc--) {
      if (allowed ? allowed[doc] < filters.length || slots.length && !scores[doc] : !scores[doc]) continue;
      total++;
      if (top.length === end && before(top[end - 1], doc) <= 0) continue;
      let low = 0, high = top.length;
      while (low < high) { const m = (low + high) >> 1; if (before(top[m], doc) <= 0) low = m + 1; else high = m; }
      top.splice(low, 0, doc);
      if (top.length > end) top.pop();
    }
    const hits = await Promise.all(top.slice(offset).map(async doc => hitOf(await index.card(root, doc), doc, scores[doc], weighed, mass)));
    hits.sort((a, b) => b.score - a.score || b.number - a.number);
    return { total, more, hits, terms };
  }

  /** A card, its score with what its title adds, and its best post. */
  function hitOf(card, number, score, weighed, mass) {
    const inTitle = new Set(analyse(card.title).map(t => t.term)), shown = new Set(analyse(card.digest).map(t => t.term));
    const massOf = has => weighed.reduce((sum, w) => w.terms.some(has) ? sum + w.information : sum, 0);
    const titleMass = massOf(t => inTitle.has(t)), topMass = massOf(t => inTitle.has(t) || shown.has(t));
    let post = null, best = Math.max(topMass, mass / 2);
    for (const p of card.posts) {
      const m = massOf(t => hasTerm(p.signature, t));
      if (m > best) { best = m; post = p; }
    }
    const coverage = mass ? titleMass / mass : 0;
    return Object.assign({}, card, { number, post, score: score + Math.round(0.3 * 31 * mass * coverage * coverage) });
  }

  /** Pieces of `text` as [piece, isMatch]: what of it are forms of `terms`. */
  function marked(text, terms) {
    const out = [];
    let at = 0, end = 0;
    const push = (to, is) => { if (to > at) out.push([text.slice(at, to), is]); at = to; };
    for (const t of analyse(text)) {
      if (!terms.has(t.term) || t.end <= end) continue;
      if (t.start > end) { push(end, true); push(t.start, false); }
      end = t.end;
    }
    push(end, true);
    push(text.length, false);
    return out;
  }

  global.AnswerableSearch = { fold, units, analyse, stem, parse, marked, Index };
  if (typeof module === 'object') module.exports = global.AnswerableSearch;
})(typeof self === 'object' ? self : {});

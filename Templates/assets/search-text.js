// Text → terms, for the site's search: folding, words and names, Chinese, stems. No DOM: it runs in a page and in Node alike.
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

  /** Folded characters with their class and the place they come from in text. */
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

  const known = new Map();

  /** The terms of a text, in order: {term, word (unstemmed), kind, start, end}. The last few hundred texts are remembered: cards come again with each key. */
  function analyse(text) {
    let terms = known.get(text);
    if (!terms) {
      if (known.size > 400) known.clear();
      known.set(text, terms = split(text));
    }
    return terms;
  }

  function split(text) {
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

  // ---- Endings of other languages, the longest first ------------------------------------------------------------------------

  const ENDINGS = { de: 'ern em en er es e n', es: 'es os as is s o a e', fr: 'ements ement eaux eau aux ees ee er es al s x e', it: 'he hi i e a o',
    pt: 'oes aos aes ais eis ens ao al el em os as es is s o a e',
    ru: 'иями ями ами иях ого его ому ему ыми ими ией ях ах ей ой ий ый ая яя ое ее ые ие ых их ую юю ов ев ам ям ом ем ия ии ию а е и о у ы ь ю я' };

  /** A folded word without its ending in each of the languages, where it has one. */
  function lightStems(word, languages) {
    const out = [];
    for (const language of languages) {
      const ending = (ENDINGS[language] || '').split(' ').find(e => e && word.length >= e.length + 3 && word.endsWith(e));
      if (ending) out.push(word.slice(0, -ending.length));
    }
    return out;
  }

  /** Pieces of text as [piece, isMatch]: what of it are forms of terms. */
  function marked(text, terms, languages = []) {
    const out = [];
    let at = 0, end = 0;
    const push = (to, is) => { if (to > at) out.push([text.slice(at, to), is]); at = to; };
    for (const t of analyse(text)) {
      if (t.end <= end || !terms.has(t.term) && !lightStems(t.word, languages).some(s => terms.has(s))) continue;
      if (t.start > end) { push(end, true); push(t.start, false); }
      end = t.end;
    }
    push(end, true);
    push(text.length, false);
    return out;
  }

  global.AnswerableSearch = { fold, units, analyse, stem, lightStems, marked, WORD, WHOLE, PART, SINGLE, PAIR };
  if (typeof module === 'object') module.exports = global.AnswerableSearch;
})(typeof self === 'object' ? self : {});

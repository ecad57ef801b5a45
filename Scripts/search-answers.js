// What answers and comments should weigh: Stack Exchange dumps whose links between questions stand for judgements. The title of a linked question is
// the query, the other question what should be found; MRR@10, the query's own question left out, so is the text of every link, which often is the title.
//     node Scripts/search-answers.js DUMP…
'use strict';
const fs = require('fs'), path = require('path');
const { analyse, PART } = require('../Templates/assets/search-text.js');
const FIELDS = ['title', 'tags', 'question', 'accepted', 'answers', 'comments'], PENALTY = [0.75, 0.3, 0.9, 0.9, 0.9, 0.9];
const entities = { lt: '<', gt: '>', quot: '"', amp: '&', apos: "'" };
const unescape = s => s.replace(/&(?:#x([0-9a-f]+)|#(\d+)|(\w+));/gi, (all, hex, n, name) => hex || n ? String.fromCodePoint(hex ? parseInt(hex, 16) : +n) : entities[name] || ' ');
function rows(file) {
  if (!fs.existsSync(file)) return [];
  return fs.readFileSync(file, 'utf8').split('\n').filter(l => l.includes('<row ')).map(l => Object.fromEntries([...l.matchAll(/(\w+)="([^"]*)"/g)].map(m => [m[1], unescape(m[2])])));
}
const text = html => unescape((html || '').replace(/<a [^>]*>[^]*?<\/a>/g, ' ').replace(/\[[^\]]*\]\([^)]*\)|https?:\S+/g, ' ').replace(/<[^>]*>/g, ' '));

function load(folder) {
  const documents = new Map(), ofPost = new Map();
  const posts = rows(path.join(folder, 'Posts.xml'));
  for (const p of posts) if (p.PostTypeId === '1') {
    documents.set(p.Id, { id: p.Id, title: p.Title, accepted: p.AcceptedAnswerId, answered: +p.AnswerCount > 0, texts: [p.Title, (p.Tags || '').replace(/[<>|]/g, ' '), text(p.Body), '', '', ''] });
    ofPost.set(p.Id, p.Id);
  }
  for (const p of posts) if (p.PostTypeId === '2' && documents.has(p.ParentId)) {
    const d = documents.get(p.ParentId);
    d.texts[p.Id === d.accepted ? 3 : 4] += '\n' + text(p.Body);
    ofPost.set(p.Id, p.ParentId);
  }
  for (const c of rows(path.join(folder, 'Comments.xml'))) if (ofPost.has(c.PostId)) documents.get(ofPost.get(c.PostId)).texts[5] += '\n' + text(c.Text);
  const all = [...documents.values()], place = new Map(all.map((d, i) => [d.id, i])), judged = new Map();
  for (const l of rows(path.join(folder, 'PostLinks.xml'))) for (const [a, b] of [[l.PostId, l.RelatedPostId], [l.RelatedPostId, l.PostId]]) {
    const [x, y] = [place.get(ofPost.get(a)), place.get(ofPost.get(b))];
    if (x === undefined || y === undefined || x === y) continue;
    if (!judged.has(x)) judged.set(x, new Set());
    judged.get(x).add(y);
  }
  const counts = all.map(d => d.texts.map(t => { const m = new Map(); for (const { term } of analyse(t)) m.set(term, (m.get(term) || 0) + 1); return m; }));
  const lengths = all.map(d => d.texts.map(t => Buffer.byteLength(t))), average = FIELDS.map((_, f) => { const n = lengths.map(l => f === 3 || f === 4 ? l[3] + l[4] : l[f]).filter(Boolean); return n.reduce((a, b) => a + b, 0) / n.length || 1; });
  const df = new Map();
  for (const c of counts) for (const t of new Set(c.flatMap(m => [...m.keys()]))) df.set(t, (df.get(t) || 0) + 1);
  return { all, judged, counts, lengths, average, df };
}

function reciprocalRanks({ all, judged, counts, lengths, average, df }, weights, prior) {
  const n = all.length, lists = new Map(), out = [];
  for (let d = 0; d < n; d++) {
    const w = new Map(), p = 1 + prior * (all[d].accepted ? 0.1 : all[d].answered ? 0.05 : 0);
    FIELDS.forEach((_, f) => { if (weights[f]) for (const [t, c] of counts[d][f]) w.set(t, (w.get(t) || 0) + c * weights[f] / (1 - PENALTY[f] + PENALTY[f] * lengths[d][f] / average[f])); });
    for (const [t, v] of w) { if (!lists.has(t)) lists.set(t, []); lists.get(t).push([d, v / (4 + v) * p]); }
  }
  for (const [own, relevant] of judged) {
    const scores = new Float64Array(n), terms = new Map();
    for (const t of analyse(all[own].title)) terms.set(t.term, Math.max(terms.get(t.term) || 0, t.kind === PART ? 0.5 : 1));
    for (const [t, w] of terms) { const idf = Math.log(1 + (n - df.get(t) + 0.5) / (df.get(t) + 0.5)); for (const [d, x] of lists.get(t) || []) scores[d] += w * idf * x; }
    const best = [...scores.keys()].filter(d => d !== own && scores[d] > 0).sort((a, b) => scores[b] - scores[a] || b - a).slice(0, 10), rank = best.findIndex(d => relevant.has(d));
    out.push(rank < 0 ? 0 : 1 / (rank + 1));
  }
  return out;
}

const sites = process.argv.slice(2).map(load), mean = a => a.reduce((x, y) => x + y, 0) / a.length;
const values = (weights, prior = 1) => sites.flatMap(site => reciprocalRanks(site, weights, prior));
const now = [3, 1.5, 1, 0.9, 0.5, 0.25], base = values(now);
console.log(`${sites.reduce((s, x) => s + x.all.length, 0)} questions, ${base.length} queries; as it is (${now.join(' ')}): ${mean(base).toFixed(4)}`);
let state = 1;
const random = n => { state = Math.imul(state, 1664525) + 1013904223 >>> 0; return Math.floor(state / 4294967296 * n); };
function show(name, weights, prior) {
  const v = values(weights, prior), d = v.map((x, i) => x - base[i]), means = [];
  for (let b = 0; b < 1000; b++) { let s = 0; for (let i = 0; i < d.length; i++) s += d[random(d.length)]; means.push(s / d.length); }
  means.sort((a, b) => a - b);
  console.log(`${name}: ${mean(v).toFixed(4)}, difference ${mean(d).toFixed(4)} [${means[25].toFixed(4)}, ${means[974].toFixed(4)}]`);
}
show('no answers, no comments', [3, 1.5, 1, 0, 0, 0]);
for (const w of [0, 0.3, 0.6, 1.2, 1.6]) show('accepted ' + w, [3, 1.5, 1, w, 0.5, 0.25]);
for (const w of [0, 0.25, 0.75, 1]) show('answers ' + w, [3, 1.5, 1, 0.9, w, 0.25]);
for (const w of [0, 0.1, 0.5, 0.75]) show('comments ' + w, [3, 1.5, 1, 0.9, 0.5, w]);
for (const w of [0.5, 1, 2, 3]) show('tags ' + w, [3, w, 1, 0.9, 0.5, 0.25]);
for (const p of [0, 2]) show('prior × ' + p, now, p);
for (const [a, b, c] of [[0.5, 0.5, 0.25], [0.6, 0.6, 0.4], [0.6, 0.75, 0.5], [0.75, 0.75, 0.5], [0.5, 0.75, 0.5], [0.6, 0.6, 0.6]]) {
  show(`accepted ${a}, answers ${b}, comments ${c}`, [3, 1.5, 1, a, b, c]);
  show(`the same, prior × 0.5`, [3, 1.5, 1, a, b, c], 0.5);
}

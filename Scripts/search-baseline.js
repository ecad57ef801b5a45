// What the ranking must beat: plain BM25, title and body in one field, stemmed, k1 1.2, b 0.75. MRR@10 of both forms of each judged query,
// the query's own question left out. The stemmer is the engine's (Porter 2).
//     node Scripts/search-baseline.js QUESTIONS.jsonl QUERIES.jsonl
'use strict';
const fs = require('fs');
const { stem } = require('../Templates/assets/search-engine.js');
const read = path => fs.readFileSync(path, 'utf8').split('\n').filter(Boolean).map(line => JSON.parse(line));
const questions = read(process.argv[2]), queries = read(process.argv[3]);
const STOP = new Set('how do i to the a an is in on of what can my for with and it'.split(' '));
const terms = text => (text.toLowerCase().match(/[\p{L}\p{N}]+/gu) || []).map(w => /^[a-z]+$/.test(w) ? stem(w) : w);

const lists = new Map(), lengths = questions.map((question, doc) => {
  const counts = new Map(), words = terms(question.title + ' ' + question.body);
  for (const word of words) counts.set(word, (counts.get(word) || 0) + 1);
  for (const [word, count] of counts) {
    if (!lists.has(word)) lists.set(word, []);
    lists.get(word).push([doc, count]);
  }
  return words.length;
});
const average = lengths.reduce((a, b) => a + b, 0) / lengths.length, n = questions.length;

function keywords(title) {
  return title.split(/[^\p{L}\p{N}]+/u).filter(w => w && !STOP.has(w.toLowerCase())).slice(0, 3).join(' ');
}
for (const [form, of] of [['title', q => q.title], ['keywords', q => keywords(q.title)]]) {
  let sum = 0;
  for (const query of queries) {
    const scores = new Map();
    for (const word of new Set(terms(of(query)))) {
      const list = lists.get(word) || [], idf = Math.log(1 + (n - list.length + 0.5) / (list.length + 0.5));
      for (const [doc, count] of list) {
        const norm = 1.2 * (0.25 + 0.75 * lengths[doc] / average);
        scores.set(doc, (scores.get(doc) || 0) + idf * count * 2.2 / (count + norm));
      }
    }
    const ranked = [...scores].sort((a, b) => b[1] - a[1] || a[0] - b[0]).map(([doc]) => questions[doc].id).filter(id => id !== query.qid);
    const rank = ranked.slice(0, 10).findIndex(id => query.rel.includes(id));
    if (rank >= 0) sum += 1 / (rank + 1);
  }
  console.log(`${form}: MRR@10 ${(sum / queries.length).toFixed(4)}`);
}

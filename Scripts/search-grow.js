// More questions than a collection has: after its own, questions whose title and sentences come from others, drawn with a fixed seed.
// Words and lengths are those of the collection; new words don't come, so a dictionary of real growth would be larger.
//     node Scripts/search-grow.js QUESTIONS.jsonl COUNT > MORE.jsonl                 title and half of the sentences from two others each
//     node Scripts/search-grow.js QUESTIONS.jsonl COUNT SENTENCES > MORE.jsonl       so many sentences, each from any other (few long texts, Chinese too)
'use strict';
const fs = require('fs');
const questions = fs.readFileSync(process.argv[2], 'utf8').split('\n').filter(Boolean).map(line => JSON.parse(line)), count = +process.argv[3];
const wanted = +process.argv[4] || 0;
let state = 99;
const random = n => { state = Math.imul(state, 1664525) + 1013904223 >>> 0; return Math.floor(state / 4294967296 * n); };
const half = (words, second) => words.slice(second ? words.length >> 1 : 0, second ? words.length : words.length >> 1);
const sentencesOf = text => text.split(/(?<=[.?!])\s+|(?<=[。！？])|\n+/).map(s => s.trim()).filter(s => s.length > 1);
const pool = wanted ? questions.flatMap(q => sentencesOf(q.body)) : [];

function mixed(i) {
  const id = `made-${i}`, a = questions[random(questions.length)];
  if (wanted) {
    const sentences = Array.from({ length: wanted }, () => pool[random(pool.length)]);
    return { id, title: sentences[0].slice(0, 60), body: sentences.slice(1).join('\n'), tags: a.tags };
  }
  const b = questions[random(questions.length)], sentences = [a, b].map(q => q.body.split(/(?<=[.?!])\s+/));
  return { id, title: half(a.title.split(' '), false).concat(half(b.title.split(' '), true)).join(' '),
    body: half(sentences[0], false).concat(half(sentences[1], true)).join(' '), tags: a.tags };
}
process.stdout.write(Array.from({ length: count }, (_, i) => JSON.stringify(i < questions.length && !wanted ? questions[i] : mixed(i))).join('\n') + '\n');

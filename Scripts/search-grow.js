// More questions than a collection has: after its own, questions whose title and sentences come from two others each, drawn with a fixed seed.
// Words and lengths are those of the collection; new words don't come, so a dictionary of real growth would be larger.
//     node Scripts/search-grow.js QUESTIONS.jsonl COUNT > MORE.jsonl
'use strict';
const fs = require('fs');
const questions = fs.readFileSync(process.argv[2], 'utf8').split('\n').filter(Boolean).map(line => JSON.parse(line)), count = +process.argv[3];
let state = 99;
const random = n => { state = Math.imul(state, 1664525) + 1013904223 >>> 0; return Math.floor(state / 4294967296 * n); };
const half = (words, second) => words.slice(second ? words.length >> 1 : 0, second ? words.length : words.length >> 1);
const out = [];
for (let i = 0; i < count; i++) {
  if (i < questions.length) { out.push(JSON.stringify(questions[i])); continue; }
  const a = questions[random(questions.length)], b = questions[random(questions.length)], sentences = [a, b].map(q => q.body.split(/(?<=[.?!])\s+/));
  out.push(JSON.stringify({ id: `made-${i}`, title: half(a.title.split(' '), false).concat(half(b.title.split(' '), true)).join(' '),
    body: half(sentences[0], false).concat(half(sentences[1], true)).join(' '), tags: a.tags }));
}
process.stdout.write(out.join('\n') + '\n');

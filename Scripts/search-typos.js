// Of 1,000 titles as queries, each with one random edit in one word of at least five letters: how often is the thread among the first ten?
//     node Scripts/search-typos.js FOLDER QUESTIONS.jsonl [COUNT]        FOLDER holds root.js; the index was made from QUESTIONS (id, title)
'use strict';
const fs = require('fs'), path = require('path'), vm = require('vm');
const engine = require('../Templates/assets/search-engine.js');
const folder = process.argv[2], count = +(process.argv[4] || 1000);
const questions = fs.readFileSync(process.argv[3], 'utf8').split('\n').filter(Boolean).map(line => JSON.parse(line));
let state = 1;
const random = n => { state = Math.imul(state, 1664525) + 1013904223 >>> 0; return Math.floor(state / 4294967296 * n); };
const LETTERS = 'abcdefghijklmnopqrstuvwxyz';

function edited(word) {
  const at = random(word.length), letter = LETTERS[random(26)], kind = random(4);
  if (kind === 0) return word.slice(0, at) + word.slice(at + 1);
  if (kind === 1) return word.slice(0, at) + letter + word.slice(at);
  if (kind === 2) return word.slice(0, at) + letter + word.slice(at + 1);
  const from = Math.min(at, word.length - 2);
  return word.slice(0, from) + word[from + 1] + word[from] + word.slice(from + 2);
}

async function main() {
  const index = new engine.Index(async name => {
    let result;
    vm.runInNewContext(fs.readFileSync(path.join(folder, name + '.js'), 'utf8').replace(/^\ufeff/, ''),
      { answerableSearch: (key, text, data) => { result = [text, data]; } });
    return result;
  });
  let tried = 0, found = 0, clean = 0;
  const alone = { tried: 0, found: 0 };
  while (tried < count) {
    const question = questions[random(questions.length)], words = question.title.match(/[A-Za-z]{5,}/g);
    if (!words) continue;
    const word = words[random(words.length)], wrong = edited(word);
    if (wrong.toLowerCase() === word.toLowerCase()) continue;
    const has = async query => (await index.search(query)).hits.some(hit => hit.url === `threads/${question.id}.html`);
    tried++;
    if (await has(question.title)) clean++;
    if (await has(question.title.replace(word, wrong))) found++;
    // The mistyped word alone: is what was meant among the corrections?
    const alike = await index.search(wrong);
    alone.tried++;
    if (alike.terms.has(engine.stem(word.toLowerCase()))) alone.found++;
  }
  console.log(`titles with one slip: ${found} of ${tried} in the first ten; without: ${clean}; the word alone is looked for as meant: ${alone.found} of ${alone.tried}`);
}
main();

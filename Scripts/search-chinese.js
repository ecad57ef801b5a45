// Chinese Markdown files as questions, and how often a piece of two to six characters (or one) finds its file among the first ten.
//     node Scripts/search-chinese.js lines FOLDER… > QUESTIONS.jsonl
//     node Scripts/search-chinese.js find INDEX QUESTIONS.jsonl        INDEX holds root.js
'use strict';
const fs = require('fs'), path = require('path'), vm = require('vm');
const engine = require('../Templates/assets/search-engine.js');

function lines(folders) {
  const walk = folder => fs.readdirSync(folder, { withFileTypes: true }).flatMap(e => e.isDirectory() ? walk(path.join(folder, e.name)) : [path.join(folder, e.name)]);
  const texts = [];
  for (const file of folders.flatMap(walk).sort()) {
    if (file.endsWith('.md')) texts.push([path.basename(file), fs.readFileSync(file, 'utf8')]);
    // GitHub's issues, as its interface gives them.
    if (/\.jsonl?$/.test(file)) {
      const text = fs.readFileSync(file, 'utf8');
      let all = [];
      try { all = file.endsWith('l') ? text.split('\n').filter(Boolean).map(l => JSON.parse(l)) : [].concat(JSON.parse(text)); } catch (error) { continue; }
      for (const issue of all) if (issue && issue.title && typeof issue.body === 'string') texts.push([issue.title, issue.title + '\n' + issue.body]);
    }
  }
  texts.filter(([, text]) => (text.match(/[\u4e00-\u9fff]/g) || []).length > 50).forEach(([name, text], i) => {
    const title = (text.split('\n').find(l => /[\u4e00-\u9fff]/.test(l)) || name).replace(/^[#\s]+/, '').slice(0, 120);
    console.log(JSON.stringify({ id: String(i), title, body: text }));
  });
}

async function find(folder, file) {
  const questions = fs.readFileSync(file, 'utf8').split('\n').filter(Boolean).map(l => JSON.parse(l));
  const index = new engine.Index(async name => {
    let result;
    vm.runInNewContext(fs.readFileSync(path.join(folder, name + '.js'), 'utf8').replace(/^\ufeff/, ''), { answerableSearch: (key, text, data) => { result = [text, data]; } });
    return result;
  });
  let state = 7;
  const random = n => { state = Math.imul(state, 1664525) + 1013904223 >>> 0; return Math.floor(state / 4294967296 * n); };
  for (const [least, most] of [[2, 6], [1, 1], [2, 2], [3, 6]]) {
    let tried = 0, found = 0, all = 0, right = 0;
    while (tried < 500) {
      const question = questions[random(questions.length)], text = question.title + '\n' + question.body, length = least + random(most - least + 1);
      const start = random(text.length), query = text.slice(start, start + length);
      if (query.length < length || !/^[\u4e00-\u9fff]+$/.test(query)) continue;
      tried++;
      const hits = (await index.search(query)).hits.map(h => h.url.replace(/^threads\/(.*)\.html$/, '$1'));
      const has = id => (questions[id].title + '\n' + questions[id].body).includes(query);
      if (hits.includes(question.id)) found++;
      if (hits.includes(question.id) || hits.length === 10 && hits.every(has)) all++;
      right += hits.filter(has).length / Math.max(1, hits.length);
    }
    console.log(`${least} to ${most} characters: the thread itself in the first ten ${found} of ${tried}; it, or ten others that have the piece, ${all}; hits that have the piece ${(right / tried * 100).toFixed(1)} %`);
  }
}
if (process.argv[2] === 'lines') lines(process.argv.slice(3)); else find(process.argv[3], process.argv[4]);

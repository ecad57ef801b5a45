// Runs the browser's engine in Node, so that the Swift side can be compared with it.
//     node search-cases.js ENGINE analyse            a text a line (JSON strings) → its terms
//     node search-cases.js ENGINE stems              [language, word] a line → what is left of the word
//     node search-cases.js ENGINE search FOLDER      {"query", "typing", "limit"} a line → the hits, from the index files in FOLDER
'use strict';
const fs = require('fs'), path = require('path'), vm = require('vm');
const engine = require(path.resolve(process.argv[2]));
const lines = fs.readFileSync(0, 'utf8').split('\n').filter(Boolean).map(l => JSON.parse(l));

function loader(folder) {
  return async name => {
    let result = null;
    const script = fs.readFileSync(path.join(folder, name + '.js'), 'utf8').replace(/^\ufeff/, '');
    vm.runInNewContext(script, { answerableSearch: (key, text, data) => { result = { key, text, data }; } });
    if (name.split('-')[0] !== result.key) throw new Error(name + ' registers ' + result.key);
    return [result.text, result.data];
  };
}

async function main() {
  if (process.argv[3] === 'analyse') {
    console.log(lines.map(t => JSON.stringify(engine.analyse(t).map(x => x.term))).join('\n'));
    return;
  }
  if (process.argv[3] === 'stems') {
    console.log(lines.map(([language, word]) => JSON.stringify(engine.lightStems(word, [language]))).join('\n'));
    return;
  }
  const index = new engine.Index(loader(process.argv[4])), out = [];
  for (const { query, typing, limit } of lines) {
    const result = await index.search(query, { typing, limit });
    out.push(JSON.stringify({ total: result.total, corrections: result.corrections.map(c => c[2] + ' ' + c[1]), hits: result.hits.map(h => ({ url: h.url, score: h.score, post: h.post ? h.post.anchor : '' })) }));
  }
  console.log(out.join('\n'));
}
main().catch(error => { console.error(error); process.exit(1); });

// Bytes (gzip level 6) and requests of cold queries against a built index, root and page left out, and the engine's time when warm.
//     node Scripts/search-bytes.js FOLDER QUERIES.txt        FOLDER holds root.js; one query a line
'use strict';
const fs = require('fs'), path = require('path'), vm = require('vm'), zlib = require('zlib');
const engine = require('../Templates/assets/search-engine.js');
const folder = process.argv[2], queries = fs.readFileSync(process.argv[3], 'utf8').split('\n').filter(Boolean);
const at = (sorted, share) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))];
const sizes = new Map();

function size(name) {
  if (!sizes.has(name)) sizes.set(name, zlib.gzipSync(fs.readFileSync(path.join(folder, name + '.js')), { level: 6 }).length);
  return sizes.get(name);
}

async function main() {
  const totals = [], index = [], requests = [], times = [];
  for (const query of queries) {
    const loaded = [];
    const load = async name => {
      loaded.push(name);
      let result;
      vm.runInNewContext(fs.readFileSync(path.join(folder, name + '.js'), 'utf8').replace(/^\ufeff/, ''),
        { answerableSearch: (key, text, data) => { result = [text, data]; } });
      return result;
    };
    const opened = new engine.Index(load);
    await opened.search(query);
    const files = loaded.filter(name => name !== 'root');
    totals.push(files.reduce((sum, name) => sum + size(name), 0));
    index.push(files.filter(name => name[0] !== 'd').reduce((sum, name) => sum + size(name), 0));
    requests.push(files.length);
    const start = process.hrtime.bigint();
    await opened.search(query);
    times.push(Number(process.hrtime.bigint() - start) / 1e6);
  }
  const mean = values => (values.reduce((a, b) => a + b, 0) / values.length).toFixed(1);
  for (const [name, values] of [['bytes', totals], ['of the index', index], ['requests', requests], ['warm ms', times]]) {
    values.sort((a, b) => a - b);
    console.log(`${name}: mean ${mean(values)}, p95 ${at(values, 0.95).toFixed(1)}, max ${at(values, 1).toFixed(1)}`);
  }
  console.log(`root: ${size('root')}`);
}
main();

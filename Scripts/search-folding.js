// Writes Sources/SearchIndex/Text/FoldingTable.swift from the definition of folding in Templates/assets/search-engine.js.
//     node Scripts/search-folding.js
'use strict';
const fs = require('fs'), path = require('path');
const { fold } = require('../Templates/assets/search-engine.js');
const entries = [];
let previous = 0;
for (let n = 128; n < 0x1fbff; n++) {
  if (n >= 0xd800 && n <= 0xdfff) continue;
  const c = String.fromCodePoint(n), f = fold(c);
  if (f === c) continue;
  entries.push((n - previous).toString(36) + ':' + Array.from(f, x => x.codePointAt(0).toString(36)).join('.'));
  previous = n;
}
// CJK compatibility ideographs of plane 2.
for (let n = 0x2f800; n < 0x2fa20; n++) {
  const c = String.fromCodePoint(n), f = fold(c);
  if (f === c) continue;
  entries.push((n - previous).toString(36) + ':' + Array.from(f, x => x.codePointAt(0).toString(36)).join('.'));
  previous = n;
}
const lines = [];
let line = '';
for (const e of entries) {
  if (line.length + e.length > 156) { lines.push(line); line = ''; }
  line += (line ? ' ' : '') + e;
}
lines.push(line);
fs.writeFileSync(path.join(__dirname, '../Sources/SearchIndex/Text/FoldingTable.swift'),
`// Written by Scripts/search-folding.js (Unicode ${process.versions.unicode}). Do not edit.

/// What each scalar above ASCII folds to, where that is not itself: \`step:scalar.scalar …\` in base 36, \`step\` being the
/// distance from the entry before. An empty replacement drops the scalar.
let foldingTableText: StaticString = """
${lines.map(l => '    ' + l).join('\n')}
    """
`);
console.log(entries.length + ' entries, ' + lines.length + ' lines');

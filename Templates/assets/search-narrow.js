// How the results of a search spread over tags, people, years and states; the search page loads it when somebody asks for that.
(function () {
  'use strict';
  const { units, countBefore } = AnswerableSearch, { index, say, make, number, address } = AnswerableSearch.interface;

  /** How the found documents spread: {tags, people, years, states}, each [[name, count]], of the tags and people that the hits have. */
  async function facets(index, { documents, hits }) {
    const root = await index.root(), among = new Set(documents);
    const counts = async (prefix, names) => (await Promise.all([...new Set(names)].filter(Boolean).map(async name => {
      let count = 0;
      for (const doc of await index.documentsOf(root, prefix + units(name).map(u => u.c).join(''))) if (among.has(doc)) count++;
      return [name, count];
    }))).filter(f => f[1]).sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
    const years = new Map(), [first, ...months] = root.months;
    for (let year = Math.floor(first / 12); months.length && year <= Math.floor((first + months.length - 1) / 12); year++) {
      const from = countBefore(root, year * 12), to = countBefore(root, year * 12 + 12);
      const count = documents.reduce((sum, doc) => doc >= from && doc < to ? sum + 1 : sum, 0);
      if (count) years.set(year, count);
    }
    const [tags, people, states] = await Promise.all([counts('=t ', hits.flatMap(h => h.tags)), counts('=b ', hits.map(h => h.author)),
      counts('=s ', ['open', 'answered', 'accepted'])]);
    return { tags: tags.slice(0, 8), people: people.slice(0, 6), years: [...years].reverse(), states };
  }

  /** Writes the figures into place; each is a link that narrows the query. */
  AnswerableSearch.narrow = async function (place, { result, query, sort, isCurrent, narrowTo }) {
    const found = await facets(index, result).catch(() => null);
    if (!found || !isCurrent()) return;
    const group = (key, entries, term, text) => entries.length < 2 && key !== 'tags' ? [] : [make('h3', '', place.dataset[key]),
      make('p', '', [].concat(...entries.map(([name, count]) => {
        const link = make('a', 'search-facet', [text ? text(name) : String(name), ' ', make('span', 'quiet', number(count))]);
        link.href = address(query + ' ' + term(name), sort);
        link.addEventListener('click', event => { event.preventDefault(); narrowTo(query + ' ' + term(name)); });
        return [link, ' '];
      })))];
    place.replaceChildren(...group('tags', found.tags, tag => 'tag:' + tag), ...group('people', found.people, who => 'by:' + who),
      ...group('years', found.years, year => 'after:' + year + ' before:' + (year + 1)), ...group('states', found.states, state => 'is:' + state, say));
  };
})();

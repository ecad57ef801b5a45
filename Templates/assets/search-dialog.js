// The search dialog of pages that aren't the search page: theme.js loads it when somebody first searches there.
(function () {
  'use strict';
  const { index, say, make, address, searcher } = AnswerableSearch.interface;

  let dialog = null;
  AnswerableSearch.open = function () {
    if (!dialog) {
      const input = make('input'), label = make('label', 'vh', say('label')), close = make('button', 'button', say('close'));
      Object.assign(input, { type: 'search', name: 'q', id: 'search-dialog-input', autocomplete: 'off', placeholder: say('placeholder') });
      label.htmlFor = input.id;
      close.type = 'button';
      const form = make('form', 'search-dialog-form', [label, input, close]), status = make('p', 'search-status'), all = make('a', '', say('all'));
      form.setAttribute('role', 'search');
      status.setAttribute('role', 'status');
      const list = make('ol', 'rows'), foot = make('p', 'search-all', all), help = make('div');
      dialog = make('dialog', 'search-dialog', [form, status, help, list, foot]);
      dialog.setAttribute('aria-label', say('label'));
      document.body.append(dialog);
      foot.hidden = true;
      const field = searcher({ input, list, status, help, changed: query => { all.href = address(query); foot.hidden = !query.trim(); } });
      close.addEventListener('click', () => dialog.close());
      dialog.addEventListener('click', event => { if (event.target === dialog || event.target.closest('.search-title')) dialog.close(); });
      // Escape empties a search field in some browsers before it closes anything.
      dialog.addEventListener('keydown', event => { if (event.key === 'Escape') { event.preventDefault(); dialog.close(); } });
      // Enter in the field opens the first result, as the first is the best.
      form.addEventListener('submit', event => {
        const first = list.querySelector('.search-title');
        if (!first || !field.isAt(input.value) || list.hasAttribute('aria-busy')) return;
        event.preventDefault();
        event.stopImmediatePropagation();
        first.click();
      }, true);
      index.root().catch(() => {});
    }
    if (!dialog.open) dialog.showModal();
    const field = dialog.querySelector('input');
    field.focus();
    field.select();
  };
})();

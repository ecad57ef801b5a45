// Sorting tables: each head becomes a button; rows move inside their own tbody, so that the unranked stay apart. Threads do without.
(function () {
  "use strict";
  function all(selector, from) { return Array.prototype.slice.call((from || document).querySelectorAll(selector)); }
  all("table[data-sortable]").forEach(function (table) {
    var heads = all("thead th", table);
    heads.forEach(function (head, column) {
      var button = document.createElement("button");
      button.type = "button";
      button.append.apply(button, Array.prototype.slice.call(head.childNodes));
      head.append(button);
      button.addEventListener("click", function () {
        var down = head.getAttribute("aria-sort") === "ascending";
        heads.forEach(function (h) { h.removeAttribute("aria-sort"); });
        head.setAttribute("aria-sort", down ? "descending" : "ascending");
        all("tbody", table).forEach(function (group) {
          var rows = all("tr", group).filter(function (row) { return row.children.length > column; });
          rows.map(function (row, place) {
            var cell = row.children[column];
            var text = cell.hasAttribute("data-v") ? cell.getAttribute("data-v") : cell.textContent.trim();
            var number = text === "" ? NaN : Number(text);
            return { row: row, place: place, empty: text === "", number: number, text: text };
          }).sort(function (a, b) {
            if (a.empty !== b.empty) return a.empty ? 1 : -1;
            var order = isNaN(a.number) || isNaN(b.number) ? a.text.localeCompare(b.text) : a.number - b.number;
            return (down ? -order : order) || a.place - b.place;
          }).forEach(function (item) { group.append(item.row); });
        });
      });
    });
  });
})();

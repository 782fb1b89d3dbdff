/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the page can do beyond being read: change its language, choose scenarios and their base,
 * sort a table, save it as CSV, and draw charts. Every number comes from the tables' own cells
 * (data-v, exact as in the JSON); nothing is fetched, and without scripts the tables remain. */
(function () {
  'use strict';

  var root = document.documentElement, FIXED = '\u00a0', isFrench = numbers.isFrench;
  var all = function (selector, within) {
    return Array.prototype.slice.call((within || document).querySelectorAll(selector));
  };

  /* --- language ------------------------------------------------------------------------------ */

  function speak(language) {
    root.lang = language;
    document.title = document.getElementById('page-' + language).getAttribute('data-title');
    refresh();
  }

  /* --- scenarios: which are shown, and which the others are compared with -------------------- */

  var chosen = null; /* {base, shown: {scenario: true}, differences} or null: none in the page */

  function readChoice() {
    var panel = document.querySelector('.page[lang="' + root.lang + '"] .choice');
    if (!panel) { return null; }
    var shown = {};
    all('input[name]', panel).forEach(function (box) {
      if (box.type === 'checkbox' && box.checked && box.value !== 'differences') { shown[box.value] = true; }
    });
    return {
      base: panel.querySelector('select').value,
      shown: shown,
      differences: panel.querySelector('input[value="differences"]').checked
    };
  }

  /* The two languages' panels say the same. */
  function copyChoice(from) {
    all('.choice').forEach(function (panel) {
      if (panel === from) { return; }
      panel.querySelector('select').value = from.querySelector('select').value;
      all('input', from).forEach(function (box) {
        panel.querySelector('input[value="' + box.value + '"]').checked = box.checked;
      });
    });
  }

  function scenarioOf(cell) {
    var place = cell.closest('[data-s]');
    return place && place.getAttribute('data-s');
  }

  /* The table of all scenarios stays whole: it says which there are. */
  function isListed(place) { return Boolean(place.closest('table[data-key="scenarios"]')); }

  function headOf(cell) { return cell.closest('table').tHead.rows[0].cells[cell.cellIndex]; }

  /* Of a table in the section of one scenario: the same table, row and column in the base's. */
  function cellOfBaseSection(cell) {
    var table = cell.closest('table'), key = table.getAttribute('data-key');
    var own = all('table[data-key="' + key + '"]', cell.closest('section')).indexOf(table);
    var other = all('.page[lang="' + root.lang + '"] section[data-s="' + chosen.base + '"] table[data-key="' + key + '"]')[own];
    var row = other && all('tr', other.tBodies[0]).find(function (candidate) {
      return textOf(candidate.cells[0]) === textOf(cell.parentNode.cells[0]);
    });
    var head = row && Array.prototype.find.call(other.tHead.rows[0].cells, function (candidate) {
      return textOf(candidate) === textOf(headOf(cell));
    });
    return head ? row.cells[head.cellIndex] : null;
  }

  /* The cell of the base scenario that a cell is compared with. */
  function baseCell(cell) {
    var row = cell.parentNode;
    if (cell.hasAttribute('data-s')) {
      return row.querySelector('td[data-s="' + chosen.base + '"]');
    }
    if (!row.hasAttribute('data-s')) { return cellOfBaseSection(cell); }
    var base = row.parentNode.querySelector('tr[data-s="' + chosen.base + '"]');
    return base ? base.cells[cell.cellIndex] : null;
  }

  /* By how much a cell differs from the base; null where either is not known. */
  function changeOf(cell) {
    var base = baseCell(cell), own = cell.getAttribute('data-v'), other = base && base.getAttribute('data-v');
    return own === null || other === null ? null : Number((own - other).toFixed(9));
  }

  function show(cell, value) {
    var kind = cell.getAttribute('data-kind') || headOf(cell).getAttribute('data-kind');
    return numbers.signed(value, kind, Number(cell.closest('table').getAttribute('data-decimals')));
  }

  function showCell(cell) {
    if (!cell.hasAttribute('data-text')) { cell.setAttribute('data-text', cell.textContent); }
    var change = chosen.differences && scenarioOf(cell) !== chosen.base ? changeOf(cell) : null;
    cell.textContent = change === null ? cell.getAttribute('data-text') : show(cell, change);
    cell.classList.toggle('differs', Boolean(change));
  }

  /* A column of changes is always from the base that is chosen. */
  function showChange(cell, of) {
    var change = scenarioOf(cell) === chosen.base ? null : changeOf(cell.parentNode.cells[of]);
    cell.textContent = change === null ? '' : show(cell, change);
    if (change === null) { cell.removeAttribute('data-v'); } else { cell.setAttribute('data-v', change); }
  }

  function showScenarios() {
    chosen = readChoice();
    if (!chosen) { return; }
    var page = document.getElementById('page-' + root.lang);
    all('[data-s]', page).forEach(function (place) {
      var scenario = place.getAttribute('data-s');
      place.hidden = !(chosen.shown[scenario] || scenario === chosen.base || isListed(place));
      place.classList.toggle('base', scenario === chosen.base);
    });
    all('td[data-v]', page).forEach(function (cell) {
      if (scenarioOf(cell) && !headOf(cell).hasAttribute('data-change')) { showCell(cell); }
    });
    all('th[data-change]', page).forEach(function (head) {
      all('tr[data-s]', head.closest('table')).forEach(function (row) {
        showChange(row.cells[head.cellIndex], Number(head.getAttribute('data-change')));
      });
    });
  }

  /* How many scenarios the first pictures show, where some are left out. */
  function sayShown() {
    var page = document.getElementById('page-' + root.lang), line = page.querySelector('.drawn');
    var figure = page.querySelector('.pictures figure');
    if (!line || !figure) { return; }
    var table = document.getElementById(figure.getAttribute('data-table')), words = line.firstElementChild;
    var drawn = all('tbody tr[data-s]', table).filter(function (row) { return !row.hidden; }).length;
    var count = page.querySelector('.choice select').options.length;
    words.textContent = words.getAttribute('data-text').replace('{}', drawn).replace('{}', count);
    line.hidden = drawn === count;
  }

  /* --- tables: sort, save -------------------------------------------------------------------- */

  function textOf(cell) { return cell.textContent.trim(); }

  function sortKey(row, column) {
    var cell = row.cells[column];
    if (!cell) { return ''; }
    return cell.hasAttribute('data-v') ? Number(cell.getAttribute('data-v')) : cell.textContent.trim();
  }

  function compare(a, b) {
    if (typeof a === 'number' && typeof b === 'number') { return a - b; }
    if (typeof a !== typeof b) { return typeof a === 'number' ? 1 : -1; }
    return a.localeCompare(b, root.lang, { numeric: true });
  }

  /* Rows are sorted between the headings they stand under; totals stay where they are. */
  function sortTable(button) {
    var head = button.closest('th'), column = head.cellIndex, table = head.closest('table');
    var down = head.getAttribute('aria-sort') === 'ascending';
    all('th[aria-sort]', table).forEach(function (other) { other.removeAttribute('aria-sort'); });
    head.setAttribute('aria-sort', down ? 'descending' : 'ascending');
    var body = table.tBodies[0], part = [];
    var settle = function (before) {
      part.map(function (row, at) { return { row: row, key: sortKey(row, column), at: at }; })
        .sort(function (a, b) { return (down ? -1 : 1) * compare(a.key, b.key) || a.at - b.at; })
        .forEach(function (entry) { body.insertBefore(entry.row, before); });
      part = [];
    };
    all('tr', body).forEach(function (row) {
      if (row.classList.contains('heading') || row.classList.contains('total')) { settle(row); }
      else { part.push(row); }
    });
    settle(null);
  }

  /* A spreadsheet must run nothing that stands in a name. */
  function csvCell(cell) {
    var text = cell.hasAttribute('data-v') && !cell.classList.contains('differs')
      ? cell.getAttribute('data-v') : cell.textContent.trim();
    if (!cell.hasAttribute('data-v') && /^[=+\-@\t\r]/.test(text)) { text = "'" + text; }
    return '"' + text.replace(/"/g, '""') + '"';
  }

  function saveTable(button) {
    var table = document.getElementById(button.getAttribute('data-table'));
    var text = all('tr', table).filter(function (row) { return !row.hidden; }).map(function (row) {
      return Array.prototype.filter.call(row.cells, function (cell) { return !cell.hidden; })
        .map(csvCell).join(',');
    }).join('\r\n') + '\r\n';
    var link = document.createElement('a');
    link.href = URL.createObjectURL(new Blob(['\ufeff' + text], { type: 'text/csv;charset=utf-8' }));
    link.download = button.getAttribute('data-file') + '.csv';
    link.click();
    setTimeout(function () { URL.revokeObjectURL(link.href); }, 1000);
  }

  /* --- charts -------------------------------------------------------------------------------- */

  var palette = ['#0072b2', '#e69f00', '#009e73', '#cc79a7', '#56b4e9', '#d55e00', '#6b6b6b', '#b3a100',
                 '#00405f', '#8a5a00', '#00573f', '#7a3d5f'];
  var views = [], room = 0, onPaper = false, family = getComputedStyle(document.body).fontFamily; /* measured as it is drawn */

  /* What a chart draws: the cells of its table that can be seen, heads and first cells as names. */
  function chartData(figure, kind) {
    var table = document.getElementById(figure.getAttribute('data-table'));
    var first = Number(figure.getAttribute('data-first')), count = Number(figure.getAttribute('data-count'));
    var heads = Array.prototype.slice.call(table.tHead.rows[0].cells, first, first + count)
      .filter(function (head) { return !head.hidden; });
    var isBase = function (row) { return scenarioOf(row) === chosen.base; };
    var isHeading = function (row) { return row.classList.contains('heading'); };
    var rows = all('tr', table.tBodies[0]).filter(function (row) {
      return !row.hidden && !row.classList.contains('total') && !(kind === 'changes' && isBase(row)) && (isHeading(row)
        ? kind !== 'line' && kind !== 'waterfall'
        : kind !== 'average' || row.cells[first].hasAttribute('data-v'));
    });
    var total = table.querySelector('tr.total'), cells = [], decimals = Number(table.getAttribute('data-decimals'));
    rows.forEach(function (row, r) {
      heads.forEach(function (head, c) {
        var cell = row.cells[head.cellIndex];
        if (isHeading(row)) { return; }
        var value = kind === 'changes' ? Number((changeOf(cell) || 0).toFixed(decimals)) : Number(cell.getAttribute('data-v') || 0);
        cells.push({ row: r, column: c, value: value, text: kind === 'changes' ? show(cell, value) : textOf(cell), level: r === 0 || r === rows.length - 1 });
      });
    });
    return {
      cells: cells,
      signals: {
        rowNames: rows.map(function (row) { return textOf(row.cells[0]); }),
        pitch: pitchOf(figure, kind, rows.map(function (row) { return textOf(row.cells[0]); })),
        half: isDense(figure) ? 6 : 6.5, /* of the height of a line */
        rowHeadings: rows.map(isHeading),
        columnTitles: heads.map(textOf),
        columnNames: heads.map(function (head) {
          var name = head.getAttribute('title');
          return name ? textOf(head) + (isFrench() ? FIXED : '') + ': ' + name : textOf(head);
        }),
        unit: figure.getAttribute('data-unit'),
        steep: areSteep(heads, rows.map(function (row) { return textOf(row.cells[0]); })),
        average: total ? Number(total.cells[first].getAttribute('data-v')) : 0,
        averageText: total ? (isFrench() ? 'Ensemble' + FIXED + ': ' : 'Overall: ') + textOf(total.cells[first]) : ''
      }
    };
  }

  var MOST_LINES = 4; /* of a name in a drawing; its table has it in full */

  /* The name of a row, beside a drawing of this width. */
  function inRowLines(name) {
    var lines = numbers.inLines(name, Math.min(30, room / (room > 460 ? 18 : 24)));
    return lines.length <= MOST_LINES ? lines
      : lines.slice(0, MOST_LINES - 1).concat(lines[MOST_LINES - 1] + '…');
  }

  /* From one row to the next: less where many share a first screen or a sheet of paper. */
  function pitchOf(figure, kind, names) {
    var lines = Math.max.apply(null, names.map(function (name) { return inRowLines(name).length; }));
    var dense = isDense(figure);
    var usual = kind === 'heat' || kind === 'changes' ? 30 : kind === 'stacked' && names.length > 9 ? 24 : 34;
    if (onPaper) { usual = 19; }
    else if (dense) { usual = Math.max(20, Math.min(usual, 320 / names.length)); }
    return Math.max(usual, dense ? 12 * lines + 3 : 13 * lines + 6);
  }

  function isDense(figure) { return onPaper || isOpening(figure); }
  function isOpening(figure) { return Boolean(figure.closest('.pictures')); }

  /* As wide as a chart is drawn: its place on the screen, or what reads well on a sheet, where it is
   * scaled to its place. */
  function roomOf(figure, place) {
    if (!onPaper) { return place.clientWidth; }
    if (figure.closest('.three')) { return 480; }
    return figure.closest('.narrow, .charts-2, .pictures') ? 560 : 1120;
  }

  /* On paper, a table beside its charts is its own heat map. */
  function shade(figure) {
    var table = document.getElementById(figure.getAttribute('data-table'));
    var first = Number(figure.getAttribute('data-first')), count = Number(figure.getAttribute('data-count'));
    var cells = all('tbody tr:not(.total) td[data-v]', table).filter(function (cell) {
      return cell.cellIndex >= first && cell.cellIndex < first + count;
    });
    var most = Math.max.apply(null, cells.map(function (cell) { return Number(cell.getAttribute('data-v')); }));
    cells.forEach(function (cell) {
      var part = most > 0 ? Math.max(0, Number(cell.getAttribute('data-v'))) / most : 0;
      cell.style.setProperty('--heat', 'rgb(0 114 178 / ' + (0.55 * part).toFixed(3) + ')');
    });
  }

  var pen = document.createElement('canvas').getContext('2d');

  function widest(texts) {
    pen.font = '12px ' + family;
    return Math.max.apply(null, texts.map(function (text) { return pen.measureText(text).width; }));
  }

  /* Whether heads must stand upright: some word of one is wider than its column. */
  function areSteep(heads, rowNames) {
    var beside = widest([].concat.apply([], rowNames.map(inRowLines)));
    return (room - beside) / heads.length - 6 < widest([].concat.apply([], heads.map(function (head) {
      return textOf(head).split(/(?<=-)(?=.)| /);
    })));
  }

  function inHeadLines(name, width, steep) {
    return steep ? numbers.inLines(name, Math.max(12, Math.ceil(name.length / 2) + 3))
      : numbers.inLines(name, Math.max(6, Math.floor(width / 6.6)));
  }

  /* Which colour stands for which column. */
  function addLegend(place, names, below) {
    var list = document.createElement('ul');
    list.className = 'legend';
    names.forEach(function (name, at) {
      var entry = document.createElement('li'), sample = document.createElement('span');
      sample.style.background = palette[at % palette.length];
      entry.append(sample, name);
      list.append(entry);
    });
    if (below) { place.after(list); } else { place.before(list); }
  }

  var TALL = 32; /* rows of a chart that is drawn in parts on paper, two beside each other */

  function isTall(figure, kind) {
    var table = document.getElementById(figure.getAttribute('data-table'));
    return onPaper && kind === 'stacked' && table.tBodies[0].rows.length > TALL;
  }

  /* The rows of a chart in as few parts as sheets of paper ask for; a heading stays with its rows. */
  function partsOf(data) {
    var names = data.signals.rowNames, headings = data.signals.rowHeadings, parts = [];
    var most = Math.min(TALL, Math.floor(640 / data.signals.pitch)), sums = {}; /* half a sheet is enough */
    var size = Math.ceil(names.length / (2 * Math.ceil(names.length / (2 * most))));
    data.cells.forEach(function (cell) { sums[cell.row] = (sums[cell.row] || 0) + Math.max(0, cell.value); });
    data.signals.most = Math.max.apply(null, Object.values(sums)); /* one scale for all of them */
    for (var from = 0, to; from < names.length; from = to) {
      to = Math.min(names.length, from + size);
      while (to < names.length && to > from + 1 && headings[to - 1]) { to--; }
      parts.push(part(from, to));
    }
    function part(start, end) {
      return {
        cells: data.cells.filter(function (cell) { return cell.row >= start && cell.row < end; })
          .map(function (cell) { return Object.assign({}, cell, { row: cell.row - start }); }),
        signals: Object.assign({}, data.signals, { rowNames: names.slice(start, end), rowHeadings: headings.slice(start, end) })
      };
    }
    return parts;
  }

  function drawIn(place, specification, data, dense) {
    var view = new vega.View(
      vega.parse(specification, {
        range: { category: palette },
        axis: { labelFontSize: dense ? 11.5 : 12, labelColor: '#333333', gridColor: '#e3e6e8',
                domainColor: '#8a949b', tickColor: '#8a949b', labelLineHeight: dense ? 12 : 13 },
        text: { fontSize: 12, font: family },
        style: { 'guide-label': { font: family }, 'guide-title': { font: family } }
      }, { ast: true }),
      { expr: vega.expressionInterpreter, renderer: 'svg', hover: false });
    specification.signals.forEach(function (signal) {
      if (signal.name in data.signals) { view.signal(signal.name, data.signals[signal.name]); }
    });
    if (data.signals.steep) { view.padding({ top: 4, left: 0, right: 0, bottom: 0 }); }
    view.data('cells', data.cells).width(room).initialize(place).run();
    views.push(view);
    var svg = place.querySelector('svg'); /* the figure says what it shows; its table has the numbers */
    svg.setAttribute('aria-hidden', 'true');
    svg.setAttribute('focusable', 'false');
    all('[role]', place).forEach(function (part) { part.removeAttribute('role'); });
  }

  function draw(figure) {
    var place = figure.querySelector('.drawing'), kind = figure.getAttribute('data-chart');
    if (place.clientWidth === 0) { return; }
    var specification = JSON.parse(document.getElementById('chart-' + kind).textContent);
    var tall = isTall(figure, kind);
    room = tall ? 560 : roomOf(figure, place);
    var data = chartData(figure, kind);
    if (data.cells.length === 0) { return; }
    figure.classList.toggle('tall', tall);
    (tall ? partsOf(data) : [data]).forEach(function (part) {
      var own = tall ? place.appendChild(document.createElement('div')) : place;
      drawIn(own, specification, part, isDense(figure));
    });
    if (specification.scales.some(function (scale) { return scale.name === 'color'; })) {
      var keyed = onPaper && !isOpening(figure); /* the table's own notes say what heads are short for */
      var long = data.signals.columnNames.some(function (name) { return name.length > 60; });
      addLegend(place, keyed ? data.signals.columnTitles : data.signals.columnNames, long && isOpening(figure));
    }
    if (kind === 'heat' && figure.closest('.three')) { shade(figure); }
    if (kind === 'changes') { nameBase(figure); }
  }

  /* Changes are from the base that is chosen. */
  function nameBase(figure) {
    var caption = figure.querySelector('figcaption');
    var name = figure.closest('.page').querySelector('.choice select').selectedOptions[0].textContent;
    if (!caption.hasAttribute('data-text')) { caption.setAttribute('data-text', caption.textContent); }
    caption.textContent = caption.getAttribute('data-text') + (isFrench() ? ' «' + FIXED + name + FIXED + '»' : ' “' + name + '”');
  }

  function drawAll() {
    views.forEach(function (view) { view.finalize(); });
    views = [];
    all('.page[lang="' + root.lang + '"] figure[data-chart]').forEach(function (figure) {
      figure.querySelector('.drawing').textContent = '';
      all('.legend', figure).forEach(function (list) { list.remove(); });
      draw(figure);
    });
  }

  function refresh() {
    showScenarios();
    sayShown();
    drawAll();
  }

  /* --- wiring -------------------------------------------------------------------------------- */

  vega.expressionFunction('inShort', numbers.inShort);
  vega.expressionFunction('inShortMoney', numbers.inShortMoney);
  vega.expressionFunction('inShortSigned', numbers.inShortSigned);
  vega.expressionFunction('inLines', inRowLines);
  vega.expressionFunction('inHeadLines', inHeadLines);

  root.classList.add('scripted');
  all('input[name="language"]').forEach(function (box) {
    box.addEventListener('change', function () { speak(box.value); });
  });
  all('.choice').forEach(function (panel) {
    panel.addEventListener('change', function () { copyChoice(panel); refresh(); });
  });
  document.addEventListener('click', function (event) {
    var button = event.target.closest('button');
    if (!button) { return; }
    if (button.classList.contains('sort')) { sortTable(button); drawAll(); }
    if (button.classList.contains('save')) { saveTable(button); }
  });
  var toPaper = function (is) { onPaper = is; drawAll(); };
  window.addEventListener('beforeprint', function () { toPaper(true); });
  window.addEventListener('afterprint', function () { toPaper(false); });
  var width = window.innerWidth, due;
  window.addEventListener('resize', function () {
    if (window.innerWidth === width) { return; }
    width = window.innerWidth;
    clearTimeout(due);
    due = setTimeout(drawAll, 150);
  });
  refresh();
}());

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Numbers as the page's own tables show them, in the language that is chosen, and names in lines. */
var numbers = (function () {
  'use strict';

  var NARROW = '\u202f', FIXED = '\u00a0', MINUS = '\u2212';
  var isFrench = function () { return document.documentElement.lang === 'fr'; };

  function inGroups(digits) {
    return digits.replace(/\B(?=(\d{3})+$)/g, isFrench() ? NARROW : ',');
  }

  function inFull(value, decimals) {
    var parts = Math.abs(value).toFixed(decimals).split('.');
    var text = inGroups(parts[0]) + (parts[1] ? (isFrench() ? ',' : '.') + parts[1] : '');
    return (value < 0 && Number(Math.abs(value).toFixed(decimals)) !== 0 ? MINUS : '') + text;
  }

  function ofKind(value, kind, decimals) {
    if (kind === 'number' || kind === 'price') {
      return inFull(value, value === 0 ? 0 : Math.max(0, Math.min(6, 2 - Math.floor(Math.log10(Math.abs(value))))));
    }
    if (kind === 'share') { return inFull(100 * value, 1) + (isFrench() ? FIXED + '%' : '%'); }
    return inFull(value, decimals);
  }

  function signed(value, kind, decimals) {
    var text = ofKind(value, kind, decimals);
    return /[1-9]/.test(text) ? (value > 0 ? '+' : '') + text : '=';
  }

  /* 1,2 M, 350 k: for the axes of charts. */
  function inShort(value) {
    var size = Math.abs(value), scale = size >= 1e9 ? 1e9 : size >= 1e6 ? 1e6 : size >= 1e4 ? 1e3 : 1;
    var name = { 1: '', 1000: 'k', 1e6: 'M', 1e9: isFrench() ? 'G' : 'B' }[scale];
    var digits = String(Number((value / scale).toPrecision(3))).replace('-', MINUS);
    digits = scale === 1 && size >= 1000 ? inFull(value, 0) : digits;
    return (isFrench() ? digits.replace('.', ',') : digits) + (name ? (isFrench() ? FIXED : '') + name : '');
  }

  /* 1,2 M$, $1.2M. */
  function inShortMoney(value, unit) {
    var text = inShort(value);
    if (value === 0 || !unit) { return text; }
    if (isFrench()) { return text + (/[a-z]$/i.test(text) ? '' : FIXED) + unit; }
    return value < 0 ? MINUS + unit + text.slice(1) : unit + text;
  }

  function inShortSigned(value) { return (value > 0 ? '+' : '') + inShort(value); }

  function inWidth(words, width) {
    var lines = [''];
    words.forEach(function (word) {
      var last = lines[lines.length - 1];
      if (last && (last + word).trimEnd().length > width) { lines.push(word); }
      else { lines[lines.length - 1] = last + word; }
    });
    return lines;
  }

  /* A name in lines of at most about so many characters, of much the same length. */
  function inLines(name, width) {
    var words = String(name).split(/(?<=-)(?=.)|(?<= )/); /* each with what ends it */
    var count = inWidth(words, width).length, narrow = Math.max(6, Math.ceil(name.length / count));
    while (narrow < width && inWidth(words, narrow).length > count) { narrow++; }
    return inWidth(words, Math.min(narrow, width)).map(function (line) {
      line = line.trimEnd();
      return line.length > width + 2 ? line.slice(0, width + 1) + '…' : line;
    });
  }

  return {
    isFrench: isFrench, signed: signed, inShort: inShort, inShortMoney: inShortMoney,
    inShortSigned: inShortSigned, inLines: inLines
  };
}());

// Marks what an answer cited: `#L118-L125` the lines, `?trich=…` the words in them.

const cited = document.getElementById('cited');

function range() {
  const match = /^#L(\d+)(?:-L?(\d+))?$/.exec(location.hash);
  if (!match) return undefined;
  const from = Number(match[1]);
  return { from, to: Math.max(from, Number(match[2] ?? from)) };
}

function clear() {
  for (const line of document.querySelectorAll('.line--cited'))
    line.classList.remove('line--cited', 'line--first', 'line--last');
  for (const mark of document.querySelectorAll('.line mark')) mark.replaceWith(...mark.childNodes);
  for (const text of document.querySelectorAll('.line__text, .line__scan')) text.normalize();
}

/** Finds the quote in the lines with all white space taken as one, and marks it piece by piece. */
function markQuote(lines, quote) {
  const wanted = quote.normalize('NFC').replace(/\s+/g, '').toLowerCase();
  if (!wanted) return;
  for (const selector of ['.line__text', '.line__scan']) {
    const places = [];
    let text = '';
    for (const line of lines) {
      const node = line.querySelector(selector)?.firstChild;
      if (!node) continue;
      for (const [index, character] of [...node.data].entries()) {
        if (/\s/.test(character)) continue;
        text += character.toLowerCase();
        places.push({ node, index });
      }
    }
    const start = text.indexOf(wanted);
    if (start < 0) continue;
    const byNode = new Map();
    for (const { node, index } of places.slice(start, start + wanted.length)) {
      const span = byNode.get(node) ?? { from: index, to: index };
      byNode.set(node, { from: Math.min(span.from, index), to: Math.max(span.to, index) });
    }
    for (const [node, { from, to }] of byNode) {
      const spot = document.createRange();
      spot.setStart(node, from);
      spot.setEnd(node, to + 1);
      spot.surroundContents(document.createElement('mark'));
    }
  }
}

function show() {
  clear();
  const lines = range();
  cited.hidden = true;
  if (!lines) return;
  const items = [];
  for (let number = lines.from; number <= lines.to; number += 1) {
    const item = document.getElementById(`L${number}`);
    if (item) items.push(item);
  }
  if (items.length === 0) return;
  for (const item of items) item.classList.add('line--cited');
  items[0].classList.add('line--first');
  items.at(-1).classList.add('line--last');
  markQuote(items, new URLSearchParams(location.search).get('trich') ?? '');
  const { text, line, lines: plural } = cited.dataset;
  const named =
    lines.to > lines.from ? `${plural} ${lines.from}–${lines.to}` : `${line.toLowerCase()} ${lines.from}`;
  cited.textContent = text.replace('{lines}', named);
  cited.hidden = false;
  items[0].scrollIntoView({ block: items.length > 12 ? 'start' : 'center' });
}

addEventListener('hashchange', show);
show();

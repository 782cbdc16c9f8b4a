// Marks what an answer cited: `#L118-L125` the lines, and in them the words that the answer quotes.

const cited = document.getElementById('cited');
const quotes = new Map(JSON.parse(document.getElementById('quotes').textContent));

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

/** Every letter of the lines with its place, white space left out and accents taken apart, so that any spelling meets. */
function lettersOf(lines, selector) {
  const places = [];
  let text = '';
  for (const line of lines) {
    const element = line.querySelector(selector);
    if (!element) continue;
    const nodes = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
    for (let node = nodes.nextNode(); node; node = nodes.nextNode())
      for (let index = 0; index < node.data.length; index += 1)
        for (const letter of plain(node.data[index])) {
          text += letter;
          places.push({ node, index });
        }
  }
  return { text, places };
}

function plain(text) {
  return text.normalize('NFD').replace(/\s+/g, '').toLowerCase();
}

/** Finds the quote in the lines and marks it piece by piece. */
function markQuote(lines, quote) {
  const wanted = plain(quote);
  if (!wanted) return;
  for (const selector of ['.line__text', '.line__scan']) {
    const { text, places } = lettersOf(lines, selector);
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
  for (const quote of quotes.get(`${lines.from}-${lines.to}`) ?? []) markQuote(items, quote);
  const { text, line, lines: plural } = cited.dataset;
  const named =
    lines.to > lines.from ? `${plural} ${lines.from}–${lines.to}` : `${line.toLowerCase()} ${lines.from}`;
  cited.textContent = text.replace('{lines}', named);
  cited.hidden = false;
  items[0].scrollIntoView({ block: items.length > 12 ? 'start' : 'center' });
}

addEventListener('hashchange', show);
show();

/* Keeps the text beside the duty that is being looked at. Everything works without this file, with links. */
const marked = 'src__line--now';

function showLines(duty, scroll) {
  const pane = document.querySelector('.review .src');
  if (!pane || !duty?.dataset.from) return;
  for (const line of pane.querySelectorAll(`.${marked}`)) line.classList.remove(marked);
  const [from, to] = [Number(duty.dataset.from), Number(duty.dataset.to)];
  for (let number = from; number <= to; number++)
    document.getElementById(`L${number}`)?.classList.add(marked);
  const first = document.getElementById(`L${from}`);
  const isBeside = getComputedStyle(pane.closest('.review__source')).position === 'sticky';
  if (scroll && first && isBeside) pane.scrollTo({ top: first.offsetTop - pane.offsetTop - 60 });
}

function markDuty(duty) {
  for (const one of document.querySelectorAll('.duty--now')) one.classList.remove('duty--now');
  duty.classList.add('duty--now');
  showLines(duty, true);
}

document.addEventListener('click', (event) => {
  const duty = event.target.closest?.('.duty');
  if (duty && !event.target.closest('a, button, input, textarea, summary')) markDuty(duty);
});
document.addEventListener('focusin', (event) => {
  const duty = event.target.closest?.('.duty');
  if (duty && !duty.classList.contains('duty--now')) markDuty(duty);
});
document.addEventListener('htmx:afterSwap', () => {
  const now = document.querySelector('.duty--edit');
  if (now) {
    markDuty(now);
    now.querySelector('[aria-invalid], .note, textarea')?.focus();
  }
});
for (const name of ['htmx:responseError', 'htmx:sendError'])
  document.addEventListener(name, () => {
    const note = document.getElementById('loi');
    if (note) note.hidden = false;
    note?.scrollIntoView({ block: 'center' });
  });

const named =
  /^#v-/.test(location.hash) && document.getElementById(decodeURIComponent(location.hash.slice(1)));
if (named) markDuty(named);

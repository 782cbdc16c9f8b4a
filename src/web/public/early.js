// Runs before the first paint: a question tapped or typed before the chat program has come is not lost.
(() => {
  const words = [];
  /** Until the chat program takes over, it only collects. */
  let take = (text) => words.push(text);
  document.addEventListener('click', ({ target }) => {
    const starter = target instanceof Element && target.closest('.starter');
    if (starter) take(starter.textContent.trim());
  });
  document.addEventListener('submit', (event) => {
    if (event.target.id !== 'early') return;
    event.preventDefault();
    const { text } = event.target.elements;
    if (text.value.trim()) take(text.value.trim());
    text.value = '';
  });
  document.addEventListener('tro-ly:chat', ({ detail }) => {
    take = detail.take;
    words.splice(0).forEach(take);
  });
})();

// Runs before the first paint, so that a person's own size and contrast never flicker.
(() => {
  const root = document.documentElement;
  const read = (name) => {
    try {
      return localStorage.getItem(`tro-ly.${name}`) === '1';
    } catch {
      return false; // storage may be forbidden in a frame; the settings then last as long as the page
    }
  };
  const show = (name, on) => root.toggleAttribute(`data-${name}`, on);
  for (const name of ['large', 'contrast']) show(name, read(name));
  document.addEventListener('DOMContentLoaded', () => {
    for (const button of document.querySelectorAll('[data-toggle]')) {
      const name = button.dataset.toggle;
      button.setAttribute('aria-pressed', String(root.hasAttribute(`data-${name}`)));
      button.addEventListener('click', () => {
        const on = !root.hasAttribute(`data-${name}`);
        show(name, on);
        button.setAttribute('aria-pressed', String(on));
        try {
          localStorage.setItem(`tro-ly.${name}`, on ? '1' : '0');
        } catch {
          // as above
        }
        document.dispatchEvent(new CustomEvent('tro-ly:display'));
      });
    }
  });
})();

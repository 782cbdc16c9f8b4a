// One line in any site:  <script src="https://…/widget.js" defer></script>
// Optional: data-side="left", data-label="Hỏi đáp", data-open (opened at once).
(() => {
  const script = document.currentScript;
  const tag = 'tro-ly-hoi-dap';
  if (!script || document.querySelector(tag)) return;
  const base = new URL(script.src, location.href).origin;
  const { side = 'right', label = 'Hỏi đáp', open } = script.dataset;
  const left = side === 'left';

  const css = `
    :host { all: initial; position: fixed; z-index: 2147483000; bottom: 20px; ${left ? 'left' : 'right'}: 20px; font: 600 16px/1.4 'Be Vietnam Pro', system-ui, 'Segoe UI', Roboto, sans-serif; }
    button { display: flex; align-items: center; gap: 10px; min-height: 56px; margin: 0; padding: 0 22px 0 16px; border: 2px solid #fff; border-radius: 28px; background: #0b4a80; color: #fff; font: inherit; cursor: pointer; box-shadow: 0 6px 22px rgb(8 54 89 / .35); }
    button:hover { background: #083659; }
    button:focus-visible { outline: 3px solid #d9a521; outline-offset: 3px; }
    svg { width: 30px; height: 30px; flex: none; }
    .frame { position: fixed; bottom: 20px; ${left ? 'left' : 'right'}: 20px; width: min(420px, calc(100vw - 40px)); height: min(700px, calc(100vh - 40px)); border: 1px solid #d3dce4; border-radius: 16px; overflow: hidden; background: #fff; box-shadow: 0 18px 50px rgb(8 54 89 / .32); }
    .frame[hidden], button[hidden] { display: none; }
    iframe { display: block; width: 100%; height: 100%; border: 0; }
    @media (max-width: 520px) { .frame { inset: 0; width: 100%; height: 100%; border: 0; border-radius: 0; } :host { bottom: 14px; ${left ? 'left' : 'right'}: 14px; } }
    @media print { :host { display: none; } }`;

  const host = document.createElement(tag);
  const root = host.attachShadow({ mode: 'open' });
  // Constructed sheets work under a content policy that forbids inline styles.
  if ('adoptedStyleSheets' in root) {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(css);
    root.adoptedStyleSheets = [sheet];
  } else {
    const style = document.createElement('style');
    style.textContent = css;
    root.append(style);
  }

  const button = document.createElement('button');
  button.type = 'button';
  button.setAttribute('aria-expanded', 'false');
  button.setAttribute('aria-haspopup', 'dialog');
  const icon = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  icon.setAttribute('viewBox', '0 0 48 48');
  icon.setAttribute('aria-hidden', 'true');
  const shape = (d, attributes) => {
    const path = document.createElementNS('http://www.w3.org/2000/svg', 'path');
    path.setAttribute('d', d);
    for (const [name, value] of Object.entries(attributes)) path.setAttribute(name, value);
    icon.append(path);
  };
  const stroke = {
    fill: 'none',
    'stroke-width': '2.8',
    'stroke-linecap': 'round',
    'stroke-linejoin': 'round',
  };
  shape('M13 11h22a3 3 0 0 1 3 3v16a3 3 0 0 1-3 3H24l-8 6v-6h-3a3 3 0 0 1-3-3V14a3 3 0 0 1 3-3z', {
    fill: '#fff',
  });
  shape('M16 18.5h16M16 24h10', { ...stroke, stroke: '#0b4a80' });
  shape('m27.5 25.5 2.4 2.4 4.6-5', { ...stroke, stroke: '#b07d12' });
  button.append(icon, label);

  const box = document.createElement('div');
  box.className = 'frame';
  box.hidden = true;
  box.setAttribute('role', 'dialog');
  box.setAttribute('aria-label', label);
  root.append(button, box);
  let iframe;

  const show = () => {
    if (!iframe) {
      iframe = document.createElement('iframe');
      iframe.src = `${base}/?nhung=1`;
      iframe.title = label;
      iframe.allow = 'clipboard-write';
      box.append(iframe);
    }
    box.hidden = false;
    button.hidden = true;
    button.setAttribute('aria-expanded', 'true');
    iframe.focus();
  };
  const hide = () => {
    box.hidden = true;
    button.hidden = false;
    button.setAttribute('aria-expanded', 'false');
    button.focus();
  };
  button.addEventListener('click', show);
  addEventListener('message', ({ origin, source, data }) => {
    if (origin === base && source === iframe?.contentWindow && data?.type === 'tro-ly:close') hide();
  });
  document.addEventListener('keydown', ({ key }) => {
    if (key === 'Escape' && !box.hidden) hide();
  });

  const place = () => {
    document.body.append(host);
    if (open !== undefined) show();
  };
  if (document.body) place();
  else addEventListener('DOMContentLoaded', place, { once: true });
})();

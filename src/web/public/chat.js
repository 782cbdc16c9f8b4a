// The chat page's own program: fetches the Web Chat client after the first paint, and keeps it connected.
import { Connection } from './connection.js';
import { askReason } from './feedback.js';
import { look } from './look.js';

const settings = JSON.parse(document.getElementById('settings').textContent);
const say = settings.texts;
const at = (id) => document.getElementById(id);
const status = at('status');

/** What a person sent before the client was there. */
const early = [];
let store;
let connection;

function tell(text) {
  status.textContent = text ?? '';
  status.hidden = !text;
}

function loadClient() {
  return new Promise((resolve, reject) => {
    const script = document.createElement('script');
    script.src = settings.webChat;
    script.onload = () => resolve(window.WebChat);
    script.onerror = () => reject(new Error('client not loaded'));
    document.head.append(script);
  });
}

function newStore(WebChat) {
  return WebChat.createStore({}, () => (next) => (action) => {
    const { type, payload } = action;
    if (type === 'DIRECT_LINE/INCOMING_ACTIVITY') {
      connection.sawActivity();
      const { from, suggestedActions } = payload.activity;
      if (from?.role === 'user') document.body.dataset.talking = '';
      // On a phone there is room for one row of suggestions only.
      if (suggestedActions?.actions?.length) document.body.dataset.offered = '';
    }
    if (type === 'DIRECT_LINE/POST_ACTIVITY') {
      const { activity } = payload;
      if (activity.type === 'message') document.body.dataset.talking = '';
      if (activity.name === 'webchat:activity-status/feedback') afterVote(activity.entities?.[0]);
    }
    if (type === 'WEB_CHAT/SET_SEND_BOX_ATTACHMENTS') tellChosen(payload.attachments);
    const result = next(action);
    // The connection says "online" a moment earlier; what is sent in between is lost.
    if (type === 'DIRECT_LINE/CONNECT_FULFILLED') setTimeout(whenReady);
    return result;
  });
}

/** Web Chat shows a chosen file by a dot on the paper clip only. */
function tellChosen(attachments) {
  const names = attachments.map(({ blob }) => blob.name).join(', ');
  tell(names && say.chosen.replace('{names}', names));
}

function afterVote(vote) {
  if (vote?.['@type'] !== 'DislikeAction') return;
  askReason(at('reason-sheet'), (answer) => {
    const value = { vote: vote['@id'], ...answer };
    store.dispatch({ type: 'WEB_CHAT/SEND_EVENT', payload: { name: 'webchat/feedback-reason', value } });
    tell(settings.thanks);
    setTimeout(() => tell(), 4000);
  });
}

function send(text) {
  if (store && connection?.ready) {
    store.dispatch({ type: 'WEB_CHAT/SEND_MESSAGE', payload: { text, method: 'keyboard' } });
  } else {
    early.push(text);
    at('opening-text').textContent = `${say.queued} “${text}”`;
  }
}

function render(WebChat, directLine) {
  const large = document.documentElement.hasAttribute('data-large');
  const contrast = document.documentElement.hasAttribute('data-contrast');
  WebChat.renderWebChat(
    {
      directLine,
      store,
      locale: 'vi-VN',
      nonce: settings.nonce,
      overrideLocalizedStrings: settings.strings,
      styleOptions: look({ large, contrast, narrow: matchMedia('(max-width: 820px)').matches }),
    },
    at('webchat'),
  );
}

/** The box of our own gives way to Web Chat's, with what was typed and where the person was. */
function handOver() {
  const opening = at('opening');
  if (opening.hidden) return;
  const input = at('early').elements.text;
  const focused = document.activeElement === input;
  if (input.value) store.dispatch({ type: 'WEB_CHAT/SET_SEND_BOX', payload: { text: input.value } });
  opening.hidden = true;
  if (focused) at('webchat').querySelector('[data-id="webchat-sendbox-input"]')?.focus();
}

function whenReady() {
  connection.ready = true;
  tell();
  handOver();
  for (const text of early.splice(0)) send(text);
}

function wire(WebChat) {
  document.addEventListener(
    'tro-ly:display',
    () => connection.directLine && render(WebChat, connection.directLine),
  );
  matchMedia('(max-width: 820px)').addEventListener('change', () => {
    if (connection.directLine) render(WebChat, connection.directLine);
  });
  at('fresh').addEventListener('click', () => at('fresh-sheet').showModal());
  at('fresh-sheet').addEventListener('close', (event) => {
    if (event.target.returnValue !== 'yes') return;
    event.target.returnValue = '';
    delete document.body.dataset.talking;
    store = newStore(WebChat);
    void connection.startAnew();
  });
}

document.dispatchEvent(new CustomEvent('tro-ly:chat', { detail: { take: send } }));
at('close').addEventListener('click', () => parent.postMessage({ type: 'tro-ly:close' }, '*'));
document.addEventListener('keydown', (event) => {
  if (event.key === 'Escape' && parent !== window && !document.querySelector('dialog[open]'))
    parent.postMessage({ type: 'tro-ly:close' }, '*');
});

try {
  const WebChat = await loadClient();
  store = newStore(WebChat);
  connection = new Connection({
    createDirectLine: WebChat.createDirectLine,
    say,
    tell,
    show: (directLine) => render(WebChat, directLine),
  });
  wire(WebChat);
  await connection.start();
} catch {
  tell(say.clientFailed);
}

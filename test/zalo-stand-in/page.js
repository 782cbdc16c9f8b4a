const at = (id) => document.getElementById(id);
const outages = {
  none: 'bình thường',
  refused: 'ngắt kết nối',
  unavailable: 'báo 503',
  silent: 'im lặng',
  lost: 'làm xong, mất trả lời',
};
const events = {
  user_send_text: 'tin nhắn',
  user_send_image: 'ảnh',
  user_send_file: 'tệp',
  user_send_location: 'vị trí',
  oa_send_text: 'tin của OA',
  user_received_message: 'đã nhận',
  follow: 'quan tâm',
  unfollow: 'bỏ quan tâm',
  user_withdraw: 'rút đồng ý',
};
let who = '7000000000000000001';
let shown = '';

for (const select of [at('outage'), at('oauth')])
  select.replaceChildren(...Object.entries(outages).map(([value, text]) => new Option(text, value)));

function element(tag, properties = {}, ...children) {
  const made = Object.assign(document.createElement(tag), properties);
  made.append(...children);
  return made;
}

/** Does something as the chosen person; the page changes when the server says so. */
function act(deed) {
  send(deed).catch(() => (at('status').textContent = 'Máy giả lập không trả lời.'));
}

async function send(deed) {
  const headers = { 'content-type': 'application/json' };
  const response = await fetch('/api/do', { method: 'POST', headers, body: JSON.stringify(deed) });
  at('status').textContent = response.ok ? '' : 'Không thực hiện được, xem lại dữ liệu vừa nhập.';
}

function refresh() {
  load().catch(() => (at('status').textContent = 'Máy giả lập không trả lời.'));
}

async function load() {
  const state = await (await fetch(`/api/state?who=${who}`)).json();
  showPeople(state.people);
  showLines(state);
  showTrouble(state);
}

function showPeople(people) {
  at('people').replaceChildren(
    ...people.map(({ id, name, last }) => {
      const avatar = element('span', { className: 'avatar', textContent: name.split(' ').at(-1).charAt(0) });
      const button = element('button', { type: 'button' }, avatar);
      button.append(
        element('span', { textContent: name }),
        element('span', { className: 'last', textContent: last }),
      );
      button.setAttribute('aria-current', String(id === who));
      button.addEventListener('click', () => {
        who = id;
        refresh();
      });
      return element('li', {}, button);
    }),
  );
  const person = people.find(({ id }) => id === who);
  at('name').textContent = person?.name ?? '';
  at('follows').textContent = person?.follows ? 'đang quan tâm OA' : 'chưa quan tâm OA';
  at('follow').textContent = person?.follows ? 'Bỏ quan tâm' : 'Quan tâm';
  at('follow').dataset.deed = person?.follows ? 'unfollow' : 'follow';
}

function showLines({ lines }) {
  const key = `${who}:${lines.length}`;
  if (key === shown) return;
  shown = key;
  at('lines').replaceChildren(...lines.map(showLine));
  at('lines').lastElementChild?.scrollIntoView({ block: 'end' });
}

function showLine({ from, text, at: time, buttons = [], image, place }) {
  const bubble = element('div', { className: 'bubble' });
  if (image) bubble.append(element('img', { src: image, alt: 'Ảnh đã gửi' }));
  if (place) bubble.append(`Vị trí: ${place.join(', ')}`);
  bubble.append(text);
  const clock = new Date(time).toLocaleTimeString('vi-VN', { hour: '2-digit', minute: '2-digit' });
  const speaker = { person: '', account: 'OA · ', officer: 'Cán bộ · ' }[from];
  const line = element('li', { className: from }, bubble);
  if (buttons.length > 0) line.append(element('div', { className: 'offers' }, ...buttons.map(showButton)));
  line.append(element('div', { className: 'meta', textContent: speaker + clock }));
  return line;
}

function showButton({ title, type, payload }) {
  if (type === 'oa.open.url')
    return element('a', { href: payload.url, textContent: title, target: '_blank' });
  const button = element('button', { type: 'button', textContent: title });
  button.addEventListener('click', () => act({ do: 'say', who, text: String(payload) }));
  return button;
}

function showTrouble({ trouble, webhook }) {
  for (const name of ['outage', 'oauth', 'perMinute', 'error'])
    if (document.activeElement !== at(name)) at(name).value = String(trouble[name]);
  at('buttons').checked = trouble.buttons;
  at('reconnect').hidden = !webhook.switchedOff;
  const waiting = webhook.pending > 0 ? `, ${webhook.pending} sự kiện chờ gửi lại` : '';
  at('webhook').textContent =
    `${webhook.url}${waiting}${webhook.switchedOff ? ', đã bị tắt sau nhiều lần lỗi' : ''}`;
  at('log').replaceChildren(
    ...webhook.log.map(({ event, result, ms }) =>
      element(
        'tr',
        {},
        element('td', { textContent: events[event] ?? event, title: event }),
        element('td', { textContent: result, className: result === '200' ? '' : 'bad' }),
        element('td', { textContent: String(ms) }),
      ),
    ),
  );
}

function base64(file) {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.addEventListener('load', () => resolve(reader.result.split(',')[1] ?? ''));
    reader.addEventListener('error', () => reject(reader.error));
    reader.readAsDataURL(file);
  });
}

async function sendFile(file, text) {
  const data = await base64(file);
  const type = file.type || 'application/octet-stream';
  if (type.startsWith('image/')) act({ do: 'image', who, data, type, text });
  else act({ do: 'file', who, data, type, name: file.name });
}

at('write').addEventListener('submit', (event) => {
  event.preventDefault();
  const text = at('text').value.trim();
  if (text) act({ do: 'say', who, text });
  at('text').value = '';
});
at('officer').addEventListener('submit', (event) => {
  event.preventDefault();
  const text = at('officer-text').value.trim();
  if (text) act({ do: 'officer', who, text });
  at('officer-text').value = '';
});
at('add-person').addEventListener('submit', (event) => {
  event.preventDefault();
  who = String(7_000_000_000_000_000 + Math.floor(Math.random() * 1_000_000_000));
  act({ do: 'add', who, name: at('new-name').value.trim() });
  at('new-name').value = '';
});
at('file').addEventListener('change', () => {
  const [file] = at('file').files;
  const text = at('text').value.trim();
  if (file) sendFile(file, text).catch(() => (at('status').textContent = 'Không đọc được tệp.'));
  at('file').value = '';
  at('text').value = '';
});
at('place').addEventListener('click', () =>
  act({ do: 'location', who, latitude: 19.807, longitude: 105.776 }),
);
at('follow').addEventListener('click', () => act({ do: at('follow').dataset.deed, who }));
at('withdraw').addEventListener('click', () => act({ do: 'withdraw', who }));
at('expire').addEventListener('click', () => act({ do: 'expire' }));
at('reconnect').addEventListener('click', () => act({ do: 'reconnect' }));
for (const name of ['outage', 'oauth'])
  at(name).addEventListener('change', () => act({ do: 'trouble', [name]: at(name).value }));
for (const name of ['perMinute', 'error'])
  at(name).addEventListener('change', () => act({ do: 'trouble', [name]: Number(at(name).value) }));
at('buttons').addEventListener('change', () => act({ do: 'trouble', buttons: at('buttons').checked }));
at('toggle-panel').addEventListener('click', () => {
  const hidden = document.querySelector('main').classList.toggle('wide');
  at('toggle-panel').setAttribute('aria-expanded', String(!hidden));
});

const changes = new EventSource('/api/changes');
changes.addEventListener('message', refresh);
changes.addEventListener('open', refresh);
changes.addEventListener('error', () => {
  at('status').textContent = 'Mất kết nối với máy giả lập, đang nối lại.';
});
refresh();

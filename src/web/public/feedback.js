// After "chưa đúng": what was wrong, in a dialog of the page. Closing it without an answer sends nothing.

export function askReason(sheet, send) {
  const form = sheet.querySelector('form');
  const back = document.activeElement;
  form.reset();
  sheet.returnValue = '';
  sheet.addEventListener(
    'close',
    () => {
      if (back instanceof HTMLElement && back.isConnected) back.focus();
      if (sheet.returnValue !== 'yes') return;
      const data = new FormData(form);
      const reasons = data.getAll('reason').map(String);
      const text = String(data.get('more') ?? '').trim();
      if (reasons.length > 0 || text) send({ reasons, ...(text && { text }) });
    },
    { once: true },
  );
  sheet.showModal();
}

// Small comforts; every page is complete without them. Runs after the document is parsed (defer).

// Absolute times become "3 minutes ago"; the absolute one stays as title.
const relative = new Intl.RelativeTimeFormat('en', { numeric: 'auto' });
const steps = [
  ['year', 31_557_600],
  ['month', 2_630_016],
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
];
for (const element of document.querySelectorAll('time.ago')) {
  const seconds = (Date.parse(element.dateTime) - Date.now()) / 1000;
  const step = steps.find(([, length]) => Math.abs(seconds) >= length);
  element.textContent = step ? relative.format(Math.trunc(seconds / step[1]), step[0]) : 'just now';
}

// A button beside each line that is there to be copied.
if (navigator.clipboard) {
  for (const code of document.querySelectorAll('[data-copy]')) {
    const button = document.createElement('button');
    button.type = 'button';
    button.textContent = 'Copy';
    button.setAttribute('aria-label', `Copy: ${code.dataset.copy}`);
    button.addEventListener('click', async () => {
      await navigator.clipboard.writeText(code.textContent);
      button.textContent = 'Copied';
      setTimeout(() => {
        button.textContent = 'Copy';
      }, 2000);
    });
    code.before(button);
  }
}

// "/" goes to the search box.
document.addEventListener('keydown', event => {
  if (event.key !== '/' || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.target.closest('input, textarea, select, [contenteditable]')) return;
  const input = document.querySelector('input[type="search"]');
  if (!input) return;
  event.preventDefault();
  input.focus();
});

// The tab of this page is brought into sight where tabs scroll.
document.querySelector('.tabs [aria-current]')?.scrollIntoView({ block: 'nearest', inline: 'center' });

// Files may be dropped anywhere on a page that takes some.
const file = document.querySelector('input[type="file"]');
if (file) {
  // Fields that take files do so by themselves.
  const isOurs = event => event.dataTransfer?.types.includes('Files') && event.target.type !== 'file';
  document.addEventListener('dragover', event => {
    document.body.classList.add('dropping');
    if (isOurs(event)) event.preventDefault();
  });
  for (const end of ['dragleave', 'drop', 'dragend'])
    document.addEventListener(end, () => document.body.classList.remove('dropping'));
  document.addEventListener('drop', event => {
    if (!isOurs(event)) return;
    event.preventDefault();
    const dropped = new DataTransfer();
    for (const each of [...event.dataTransfer.files].slice(0, file.multiple ? 50 : 1))
      dropped.items.add(each);
    file.files = dropped.files;
    file.focus();
  });
}

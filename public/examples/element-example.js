// The element on a page without any framework.

const element = document.querySelector('adascope-embed');
const said = document.getElementById('said');

for (const button of document.querySelectorAll('[data-query]')) {
  button.addEventListener('click', () => element.setAttribute('query', button.dataset.query));
}
document.getElementById('end').addEventListener('click', () => element.seek(1e9));

element.addEventListener('adascope-state', ({ detail }) => {
  const runs = detail.runs.map(({ label, loss }) => `${label} ${loss === null ? '–' : loss.toPrecision(3)}`);
  said.textContent = `Step ${detail.step}: ${runs.join(', ')}.`;
});

// A notebook in the manner of Observable. In Observable itself the cells below are all there is to write:
//
//     adascope = import("https://…/adascope.js")
//     viewof exponent = Inputs.range([-4, 0], {step: 0.05, value: -1.5})
//     …
import { parseExperiment, trace } from '../adascope.js';
import '../element.js';

const values = {};
const cells = [];

/** A cell: its name, the names it depends on, and what makes its value and shows it. */
function cell(name, needs, make) {
  const place = document.createElement('div');
  const source = document.createElement('pre');
  place.className = 'cell';
  place.dataset.cell = name;
  source.textContent = `${name} = ${make}`;
  document.getElementById('notebook').append(place);
  cells.push({ name, needs, make, place, source });
  run(cells.at(-1));
}

/** Runs a cell, and then whatever depends on it. */
function run({ name, needs, make, place, source }) {
  values[name] = make(...needs.map((need) => values[need]), place);
  if (!place.contains(source)) place.append(source);
  for (const other of cells) if (other.needs.includes(name)) run(other);
}

/** Gives a cell another value from outside: someone moved its slider. */
function set(name, value) {
  values[name] = value;
  for (const other of cells) if (other.needs.includes(name)) run(other);
}

cell('exponent', [], (place) => {
  const slider = Object.assign(document.createElement('input'), {
    type: 'range',
    min: -4,
    max: 0,
    step: 0.05,
    value: -1.5,
  });
  const label = document.createElement('label');
  const shown = document.createElement('output');
  label.append('Exponent of the learning rate', slider, shown);
  shown.value = '-1.5';
  slider.addEventListener('input', () => {
    shown.value = slider.value;
    set('exponent', slider.valueAsNumber);
  });
  place.append(label);
  return -1.5;
});

cell('query', ['exponent'], (exponent) => {
  return `surface=beale&run=adam,lr:${Number((10 ** exponent).toPrecision(3))}&steps=200`;
});

cell('losses', ['query'], (query) => {
  const { experiment } = parseExperiment(query);
  return Array.from(trace(experiment), ({ loss }) => loss);
});

cell('plot', ['losses'], (losses, place) => {
  const heights = losses.map((loss) => Math.log10(Math.max(loss, 1e-12)));
  const [low, high] = [Math.min(...heights), Math.max(...heights)];
  const points = heights.map((height, step) => `${step},${100 * (1 - (height - low) / (high - low || 1))}`);
  place.innerHTML = `<svg viewBox="0 0 ${losses.length} 100" preserveAspectRatio="none" role="img"
    aria-label="Loss over the steps, logarithmic"><polyline points="${points.join(' ')}"/></svg>`;
});

cell('picture', ['query'], (query, place) => {
  const element = place.querySelector('adascope-embed') ?? document.createElement('adascope-embed');
  element.setAttribute('title', 'Adam on Beale’s function');
  element.setAttribute('query', `${query}&hide=runs/inspector`);
  if (!element.isConnected) place.append(element);
  return element;
});

cell('best', [], () => {
  const rates = Array.from({ length: 17 }, (_, k) => Number((10 ** (-4 + k / 4)).toPrecision(3)));
  const final = (lr) =>
    Array.from(trace(parseExperiment(`surface=beale&run=adam,lr:${lr}&steps=200`).experiment)).at(-1).loss;
  return rates.reduce((best, lr) => (final(lr) < final(best) ? lr : best));
});

cell('answer', ['best'], (best, place) => {
  const text = document.createElement('p');
  text.textContent = `After 200 steps Adam is lowest with a learning rate of ${best}.`;
  place.append(text);
  return best;
});

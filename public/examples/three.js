// Three frames on one page: what a person does in one of them is passed on to the others.

const frames = [...document.querySelectorAll('iframe')];
const step = document.getElementById('step');
const shown = document.getElementById('shown');
const play = document.getElementById('play');
const losses = document.getElementById('losses');

/** The latest state of each frame. */
const states = frames.map(() => null);
let start = null;
let playing = false;

const tell = (frame, message) => frame.contentWindow.postMessage({ adascope: 1, ...message }, '*');
const tellAll = (message) => {
  for (const frame of frames) tell(frame, message);
};

/** The `start=x,y` of a link, and the link with another one. */
const startOf = (query) => /(?:^|&)(start=[^&]*)/.exec(query)?.[1] ?? '';
const withStart = (query, wanted) =>
  [query.replace(/(^|&)start=[^&]*/, ''), wanted].filter(Boolean).join('&');

function show() {
  losses.replaceChildren(
    ...states.flatMap((state) =>
      (state?.runs ?? []).map(({ label, loss }) => {
        const row = document.createElement('tr');
        for (const text of [label, loss === null ? '–' : loss.toPrecision(4)]) {
          row.insertCell().textContent = text;
        }
        return row;
      }),
    ),
  );
}

addEventListener('message', ({ source, data }) => {
  const index = frames.findIndex((frame) => frame.contentWindow === source);
  if (index < 0 || data?.adascope !== 1) return;
  if (data.type === 'ready') tell(frames[index], { type: 'get' });
  if (data.type !== 'state') return;
  states[index] = data;
  show();
  // The first to speak says where all start. After that a new start is a person's, and the others are given it.
  const said = startOf(data.query);
  start ??= said;
  if (said !== start) {
    start = said;
    for (const [other, state] of states.entries()) {
      if (other !== index && state && startOf(state.query) !== start) {
        tell(frames[other], { type: 'load', query: withStart(state.query, start) });
      }
    }
  }
  // All play at the same speed: the first one leads.
  if (index === 0) {
    step.value = data.step;
    shown.value = data.step;
    playing = data.playing;
    play.textContent = playing ? 'Pause' : 'Play';
  }
});

play.addEventListener('click', () => tellAll({ type: playing ? 'pause' : 'play' }));
step.addEventListener('input', () => tellAll({ type: 'seek', step: step.valueAsNumber }));

// Those that were ready before this page could hear.
tellAll({ type: 'get' });

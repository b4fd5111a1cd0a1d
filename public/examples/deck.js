// As little of a slide show as it takes to show that frames on slides behave.

const slides = [...document.querySelectorAll('section')];
let present = 0;

/** What reveal.js posts to the frames of a slide that comes or goes. */
function tell(slide, message) {
  for (const frame of slide.querySelectorAll('iframe')) frame.contentWindow?.postMessage(message, '*');
}

function turn(to) {
  if (to < 0 || to >= slides.length || to === present) return;
  tell(slides[present], 'slide:stop');
  slides[present].classList.remove('present');
  present = to;
  slides[present].classList.add('present');
  tell(slides[present], 'slide:start');
}

addEventListener('keydown', ({ key }) => {
  if (key === 'PageDown') turn(present + 1);
  if (key === 'PageUp') turn(present - 1);
});

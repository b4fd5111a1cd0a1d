// All that a deck needs: reveal.js loads the frames, and tells them when their slide comes and goes.
import Reveal from './reveal.mjs';

const deck = new Reveal({ width: 1160, height: 720, margin: 0.03, center: false });
deck.initialize();

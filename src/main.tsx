/** Starts the page, or, for `embed=1`, the lighter bundle of frames. */
import { startFrame } from 'virtual:frame';

/** A link that says it in some other way is shown as well, only not as lightly. */
const FRAME = /[?&#;]embed=1(?=[&#]|$)/;

if (FRAME.test(location.search + location.hash)) void startFrame();
else void import('./page.tsx');

/** Mounts an experiment in a frame: the entry of the frames' own bundle (scripts/build/frame.mjs). */
import { mount } from './app/mount.tsx';

await mount(document.getElementById('root') as HTMLElement, null);

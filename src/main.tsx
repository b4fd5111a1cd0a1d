/** Mounts the app. */
import { mount } from './app/mount.tsx';

mount(document.getElementById('root') as HTMLElement);

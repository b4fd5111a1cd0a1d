/** Mounts the whole page. */
import { App } from './app/app.tsx';
import { mount } from './app/mount.tsx';

await mount(document.getElementById('root') as HTMLElement, <App />);

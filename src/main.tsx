/** Mounts the app with the page's own clock, address, storage and worker. */
import { createRoot } from 'react-dom/client';
import { App } from './app/app.tsx';
import { createPagePlayground } from './app/page.ts';

const root = document.getElementById('root') as HTMLElement;
createRoot(root).render(<App playground={createPagePlayground()} />);

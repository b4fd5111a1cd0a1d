/** The app in an element, with the playground of this page. */
import { createRoot } from 'react-dom/client';
import { createPagePlayground } from '../store/page.ts';
import { App } from './app.tsx';

export function mount(element: HTMLElement): void {
  createRoot(element).render(<App playground={createPagePlayground(window.parent !== window)} />);
}

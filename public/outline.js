/**
 * Says to the outline that is painted before the page's scripts are there (src/app/style/outline.css) what they will show: the
 * theme, one map or cards, a frame or the page. It only glances at the link: the page's own scripts read it in full.
 */
(() => {
  const root = document.documentElement;
  // A page that was made for one experiment says it in itself.
  const own = document.querySelector('meta[name="adascope-experiment"]')?.getAttribute('content') ?? '';
  const link = `${location.search}${location.hash}&${own}`;
  const asked = (key) => new RegExp(`[?&#;]${key}=([\\w-]*)`).exec(link)?.[1];
  const preferred = () => {
    try {
      return localStorage.getItem('adascope.theme');
    } catch {
      // Frames may have no storage.
      return null;
    }
  };
  const known = (theme) => (['light', 'dark', 'projector'].includes(theme) ? theme : null);
  root.dataset.theme =
    known(asked('theme')) ??
    known(preferred()) ??
    (matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light');
  const view = asked('view');
  root.dataset.outline = view === 'overlay' || view === '3d' ? 'map' : 'cards';
  root.toggleAttribute('data-embed', asked('embed') === '1');
  // The link of the message that nothing came (index.html). Without any script it opens the page without its fragment, and a page
  // of one experiment without the query that it was opened with: an experiment may stand there.
  document.addEventListener('click', (event) => {
    if (!event.target.closest?.('.unstarted a')) return;
    event.preventDefault();
    location.reload();
  });
})();

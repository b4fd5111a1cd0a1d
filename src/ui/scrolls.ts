/** Whether a turn of the wheel over an element, or a finger, is a reader's who scrolls. */

/** Whether something around it has more in it than it shows, and scrolls. */
function isInScroller(element: Element): boolean {
  for (let around = element.parentElement; around; around = around.parentElement) {
    const more = around.scrollHeight > around.clientHeight + 1;
    if (more && /auto|scroll/.test(getComputedStyle(around).overflowY)) return true;
  }
  return false;
}

/** True as well in a frame: it cannot know whether the page around it scrolls. */
export const scrolls = (element: Element): boolean =>
  window.parent !== window ||
  document.documentElement.scrollHeight > document.documentElement.clientHeight + 1 ||
  isInScroller(element);

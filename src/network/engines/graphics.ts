/** What draws WebGL here, found out without loading anything. */

/** The name that the browser gives to what draws. */
export function rendererOf(context: WebGL2RenderingContext): string {
  const info = context.getExtension('WEBGL_debug_renderer_info');
  return String(context.getParameter(info ? info.UNMASKED_RENDERER_WEBGL : context.RENDERER));
}

/** Whether that is the processor. */
export const isSoftware = (renderer: string): boolean =>
  /swiftshader|llvmpipe|softpipe|software|basic render/i.test(renderer);

/** Whether WebGL is drawn by a graphics card, by the processor, or not at all. */
export type Graphics = 'card' | 'software' | 'none';

export function graphics(): Graphics {
  if (typeof OffscreenCanvas === 'undefined' || typeof WebGL2RenderingContext === 'undefined') return 'none';
  try {
    const context = new OffscreenCanvas(1, 1).getContext('webgl2');
    if (!context) return 'none';
    const found = isSoftware(rendererOf(context)) ? 'software' : 'card';
    // A page has few contexts.
    context.getExtension('WEBGL_lose_context')?.loseContext();
    return found;
  } catch {
    return 'none';
  }
}

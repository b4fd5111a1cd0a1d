/** Streams read whole, as long as they are not larger than anything that could be meant. */

/** The most bytes of a file, packed or unpacked: some three hundred thousand images. */
export const MOST_BYTES = 256e6;

/** All bytes of a stream, reporting them as they arrive; null when there are more than `most`, and the rest is left. */
export async function readWhole(
  stream: ReadableStream<Uint8Array>,
  arrived: (bytes: number) => void = () => undefined,
  most = MOST_BYTES,
): Promise<Uint8Array | null> {
  const parts: Uint8Array[] = [];
  let length = 0;
  for (const reader = stream.getReader(); ; ) {
    const { done, value } = await reader.read();
    if (done) break;
    parts.push(value);
    length += value.length;
    if (length > most) {
      // Whether it can be stopped changes nothing here.
      reader.cancel().catch(() => undefined);
      return null;
    }
    arrived(length);
  }
  const bytes = new Uint8Array(length);
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}

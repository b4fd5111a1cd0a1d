/** A link as a QR code, to be photographed from the wall. The maker of codes is loaded when one is wanted. */
import { type ReactNode, useEffect, useState } from 'react';
import { useStrings } from '../context.ts';

/** Longer links make codes so fine that cameras do not read them across a room. */
const LONGEST = 900;

interface Code {
  readonly of: string;
  /** Modules along a side, without the quiet border. */
  readonly size: number;
  /** All dark modules as one path. */
  readonly path: string;
}

async function codeOf(text: string): Promise<Code> {
  const { generate } = await import('lean-qr');
  const code = generate(text);
  let path = '';
  for (let y = 0; y < code.size; y++) {
    for (let x = 0; x < code.size; x++) if (code.get(x, y)) path += `M${x} ${y}h1v1h-1z`;
  }
  return { of: text, size: code.size, path };
}

export function QrCode({ text }: { text: string }): ReactNode {
  const strings = useStrings();
  const [code, setCode] = useState<Code | null>(null);
  const long = text.length > LONGEST;
  useEffect(() => {
    if (long) return;
    let current = true;
    void codeOf(text).then((made) => current && setCode(made));
    return () => {
      current = false;
    };
  }, [text, long]);

  if (long) return <p className="hint qr-long">{strings.share.qrLong}</p>;
  if (code?.of !== text) return <div className="qr" />;
  // Four modules of quiet round it, and always dark on white: that is what cameras look for.
  return (
    <div className="qr">
      <button
        type="button"
        title={strings.share.qrLarge}
        aria-label={strings.share.qrLarge}
        onClick={({ currentTarget }) => {
          // Where the screen may not be filled, the code stays as large as it is.
          if (document.fullscreenElement) void document.exitFullscreen();
          else void currentTarget.requestFullscreen?.().catch(() => undefined);
        }}
      >
        <svg
          viewBox={`-4 -4 ${code.size + 8} ${code.size + 8}`}
          role="img"
          aria-label={strings.share.qrLabel}
        >
          <rect x="-4" y="-4" width={code.size + 8} height={code.size + 8} fill="#fff" />
          <path d={code.path} fill="#000" shapeRendering="crispEdges" />
        </svg>
      </button>
    </div>
  );
}

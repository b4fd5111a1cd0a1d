/** 图像与训练中的故障，以中文说明。 */

/** What a sentence is made of; the shape is that of what the engine tells. */
export interface DataTrouble {
  readonly code: string;
  readonly parameters: Readonly<Record<string, string | number>>;
  readonly message: string;
}

type Given = DataTrouble['parameters'];

const SENTENCES: Readonly<Record<string, (given: Given) => string>> = {
  'broken-gzip': ({ name }) => `${name}：是 gzip 文件，但已损坏或不完整。`,
  'too-big': ({ name, most }) => `${name}：超过 ${most} MB，图像文件不会这么大。`,
  'too-short': ({ name, bytes }) => `${name}：只有 ${bytes} 字节，不足以构成 IDX 文件。`,
  'wrong-magic': ({ name, magic }) =>
    `${name}：不是图像或标签的 IDX 文件，开头为 ${magic}，应为 2051 或 2049。`,
  'no-items': ({ name, count }) => `${name}：标明有 ${count} 项，至少应有 1 项。`,
  'wrong-label': ({ name, label, position }) =>
    `${name}：位置 ${position} 处的标签为 ${label}，标签应为 0 到 9。`,
  'wrong-size': ({ name, rows, columns }) => `${name}：图像为 ${rows} × ${columns} 像素，应为 28 × 28。`,
  'cut-short': ({ name, bytes, expected }) =>
    `${name}：文件不完整，文件头之后有 ${bytes} 字节，应为 ${expected}。`,
  'too-long': ({ name, bytes, expected }) =>
    `${name}：比标明的长，文件头之后有 ${bytes} 字节，应为 ${expected}。`,
  'wrong-files': ({ kind, count, names }) =>
    `需要两个${kind === 'images' ? '图像' : '标签'}文件，一个用于训练，一个用于测试。找到 ${count} 个` +
    `${names ? `：${names}` : ''}。`,
  'wrong-counts': ({ images, imageCount, labels, labelCount }) =>
    `${images} 有 ${imageCount} 张图像，${labels} 有 ${labelCount} 个标签，两者数目应相同。`,
  refused: ({ address, status }) => `无法取得 ${address}：服务器答复 ${status}。`,
  unreachable: ({ address }) => `无法取得 ${address}：连接失败，网络可能已断开。`,
  'not-published': ({ address, sha256 }) => `${address} 与公布的文件不符（SHA-256 应为 ${sha256}）。`,
  'no-directory': ({ data }) => `data:${data} 需要 --data DIR，即含有四个 IDX 文件的目录。`,
  'no-such-file': ({ path }) => `${path}.gz 与 ${path} 都不存在。`,
  'too-large': ({ runs, weights, batch, needed, most }) =>
    `${runs} 个运行，每个 ${weights} 个权重，批量 ${batch}，约需 ${needed} GB 内存，最多使用 ${most} GB。`,
  'out-of-memory': () => '此设备没有足够的空闲内存来训练这些网络。',
  'context-lost': () => '图形上下文已丢失，未能恢复。',
  'worker-stopped': ({ times }) => `计算线程在同一处接连中断了 ${times} 次。`,
  'no-trainer': () => '训练网络的代码未能下载，网络可能已断开。',
  'single-file': () => '单文件网页不能训练网络。',
};

/** What is wrong, what was found, and what would be right. */
export const troubleInChinese = (trouble: DataTrouble): string =>
  SENTENCES[trouble.code]?.(trouble.parameters) ?? trouble.message;

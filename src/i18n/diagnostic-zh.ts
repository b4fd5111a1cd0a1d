/** 图像与训练中的故障，以中文说明。 */
import type { Diagnostic, DiagnosticCode } from '../network/diagnostic.ts';

type Given = Diagnostic['parameters'];

const ofKind = (kind: string | number): string => (kind === 'images' ? '图像' : '标签');
/** The role of a file, as `training images`. */
const inRole = (role: string | number): string =>
  `${/^test/.test(String(role)) ? '测试' : '训练'}${/images$/.test(String(role)) ? '图像' : '标签'}`;

const SENTENCES: Readonly<Record<DiagnosticCode, (given: Given) => string>> = {
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
  'wrong-kind': ({ name, said, kind }) =>
    `${name}：文件名说明它是${ofKind(said)}文件，内容却是${ofKind(kind)}。文件是否混淆了？`,
  'same-images': ({ a, b }) => `${a} 与 ${b} 的图像完全相同，不能用训练过的图像来测试网络。`,
  'unclear-roles': ({ a, b, count }) =>
    `${a} 与 ${b} 各有 ${count} 项，文件名也未说明哪个用于训练。请在文件名中分别加入 “train” 和 “test”。`,
  'fewer-training': ({ train, trainCount, test, testCount }) =>
    `${train} 有 ${trainCount} 张训练图像，少于 ${test} 的 ${testCount} 张测试图像，文件名似乎对调了。` +
    '如需减少训练图像，请在链接中写 images:N。',
  'several-files': ({ role, names }) => `有多个文件可作为${inRole(role)}：${names}。请只保留一个。`,
  'wrong-counts': ({ images, imageCount, labels, labelCount }) =>
    `${images} 有 ${imageCount} 张图像，${labels} 有 ${labelCount} 个标签，两者数目应相同。`,
  refused: ({ address, status }) => `无法取得 ${address}：服务器答复 ${status}。`,
  unreachable: ({ address }) => `无法取得 ${address}：连接失败，网络可能已断开。`,
  stalled: ({ address, seconds }) => `无法取得 ${address}：已有 ${seconds} 秒没有收到数据。`,
  'not-published': ({ address, sha256 }) => `${address} 与公布的文件不符（SHA-256 应为 ${sha256}）。`,
  'no-directory': ({ data }) => `data:${data} 需要 --data DIR，即含有四个 IDX 文件的目录。`,
  'no-such-folder': ({ path }) => `没有可读取的文件夹 ${path}。`,
  'no-such-file': ({ path, role, names }) =>
    `${path} 中没有${inRole(role)}的文件，其名称应为 ${names}，可为 gzip 压缩。`,
  'too-large': ({ runs, weights, batch, needed, most }) =>
    `${runs} 个运行，每个 ${weights} 个权重，批量 ${batch}，约需 ${needed} GB 内存，最多使用 ${most} GB。`,
  'out-of-memory': () => '此设备没有足够的空闲内存来训练这些网络。',
  'context-lost': () => '图形上下文已丢失，未能恢复。',
  'worker-stopped': ({ times }) => `计算线程在同一处接连中断了 ${times} 次。`,
  'network-silent': ({ seconds }) => `已有 ${seconds} 秒没有从网络收到任何数据，连接可能已断开。`,
  'no-trainer': () => '训练网络的代码未能下载，网络可能已断开。',
  'empty-folder': ({ name }) =>
    `文件夹 ${name} 中没有 IDX 文件。请拖放含有 train-images-idx3-ubyte 等四个文件的文件夹，或直接拖放这四个文件。`,
  'several-folders': ({ names }) => `多个文件夹中都有完整的四个文件：${names}。请只拖放其中一个。`,
  unreadable: ({ name }) => `无法读取 ${name}。`,
  'single-file': () => '单文件网页中的网络由自带引擎训练，而此处无法使用该引擎。',
};

/** What is wrong, what was found, and what would be right. */
export const diagnosticInChinese = ({ code, parameters }: Diagnostic): string => SENTENCES[code](parameters);

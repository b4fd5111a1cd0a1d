/** 公式与规则中的错误，以中文说明。 */
import type { FormulaError } from '../core/formula/error.ts';

const WORDS: Readonly<Record<string, string>> = {
  number: '数',
  name: '名称',
  operator: '运算符',
  end: '结尾',
  statement: '语句',
};

const list = (allowed: readonly string[]): string => allowed.map((item) => WORDS[item] ?? item).join('、');

function sentence({ code, found, allowed, limit }: FormulaError): string {
  switch (code) {
    case 'empty':
      return '尚未输入内容。';
    case 'too-long':
      return `超过 ${limit} 个字符。`;
    case 'too-deep':
      return `嵌套超过 ${limit} 层。`;
    case 'too-many-operations':
      return `运算超过 ${limit} 次。`;
    case 'unknown-character':
      return `不认识字符“${found}”。`;
    case 'number-too-large':
      return `数 ${found} 太大。`;
    case 'unexpected':
      return found === ''
        ? `公式不完整，此处应为：${list(allowed)}。`
        : `“${found}”不能在此处，应为：${list(allowed)}。`;
    case 'unclosed':
      return '括号没有闭合。';
    case 'unknown-name':
      return `不认识名称“${found}”，可用：${list(allowed)}。`;
    case 'unknown-function':
      return `没有函数“${found}”，可用：${list(allowed)}。`;
    case 'missing-arguments':
      return `函数“${found}”缺少括号和参数。`;
    case 'wrong-argument-count':
      return `参数个数为 ${found}，应为 ${list(allowed)}。`;
    case 'chained-comparison':
      return '比较不能连写。';
    case 'ambiguous-product':
      return `“${found}”有两种读法，请加括号或写出乘号。`;
    case 'ambiguous-root':
      return `“${found}”是否在根号内有两种读法，请加括号或写出乘号。`;
    case 'cannot-assign':
      return `不能给“${found}”赋值，可用的名称如：${list(allowed)}。`;
    case 'no-update':
      return '规则必须给 x 赋值。';
    default:
      return code satisfies never;
  }
}

/** One or two sentences: what is wrong, and what was probably meant. */
export const formulaInChinese = (error: FormulaError): string =>
  error.suggestion ? `${sentence(error)}是否指 ${error.suggestion}？` : sentence(error);

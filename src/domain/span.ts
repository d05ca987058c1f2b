/**
 * A half-open range of UTF-16 code units, `0 <= start <= end`: what it denotes is `text.slice(start, end)`.
 * The text it counts in is named where it is used; almost always it is {@link Article.text}.
 */
export interface Span {
  readonly start: number;
  readonly end: number;
}

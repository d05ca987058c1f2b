/** How a cost grows with the number of passages. */

/** A size and what it costs there. */
export interface Point {
  readonly passages: number;
  readonly cost: number;
}

/**
 * The exponent `b` of `cost = a · passages^b`, by least squares in logarithms: 1 is growth in proportion, 0 none.
 * `null` for fewer than two sizes or a cost of 0.
 */
export function growthExponent(points: readonly Point[]): number | null {
  if (points.length < 2 || points.some(({ cost }) => cost <= 0)) return null;
  const logs = points.map(({ passages, cost }) => ({ x: Math.log(passages), y: Math.log(cost) }));
  const mean = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0) / values.length;
  const [x, y] = [mean(logs.map((log) => log.x)), mean(logs.map((log) => log.y))];
  const covariance = mean(logs.map((log) => (log.x - x) * (log.y - y)));
  const variance = mean(logs.map((log) => (log.x - x) ** 2));
  return variance === 0 ? null : covariance / variance;
}

/** A line of a plot. */
export interface Series {
  readonly name: string;
  readonly points: readonly Point[];
}

const WIDTH = 640;
const HEIGHT = 400;
const MARGIN = { left: 70, right: 170, top: 40, bottom: 40 };
const COLOURS = ['#c00', '#06c', '#090', '#c60', '#639', '#066', '#a0a', '#555'];

/** A plot with both axes logarithmic, as an SVG file's text. */
export function plot(title: string, unit: string, series: readonly Series[]): string {
  const all = series.flatMap(({ points }) => points).filter(({ cost }) => cost > 0);
  const x = scale(
    all.map(({ passages }) => passages),
    MARGIN.left,
    WIDTH - MARGIN.right,
  );
  const y = scale(
    all.map(({ cost }) => cost),
    HEIGHT - MARGIN.bottom,
    MARGIN.top,
  );
  const lines = series.map(({ name, points }, i) => {
    const shown = points.filter(({ cost }) => cost > 0);
    const colour = COLOURS[i % COLOURS.length] ?? 'black';
    const path = shown.map(({ passages, cost }) => `${x.at(passages)},${y.at(cost)}`).join(' ');
    const dots = shown.map(
      ({ passages, cost }) => `<circle cx="${x.at(passages)}" cy="${y.at(cost)}" r="3" fill="${colour}"/>`,
    );
    const label = text(name, WIDTH - MARGIN.right + 12, MARGIN.top + 18 * i, colour);
    return `<polyline points="${path}" fill="none" stroke="${colour}" stroke-width="2"/>${dots.join('')}${label}`;
  });
  const grid = [
    ...x.decades.map(
      (value) =>
        `${rule(x.at(value), MARGIN.top, x.at(value), HEIGHT - MARGIN.bottom)}${text(written(value), x.at(value), HEIGHT - MARGIN.bottom + 18)}`,
    ),
    ...y.decades.map(
      (value) =>
        `${rule(MARGIN.left, y.at(value), WIDTH - MARGIN.right, y.at(value))}${text(written(value), 12, Number(y.at(value)) + 4)}`,
    ),
  ];
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" font-family="sans-serif" font-size="12">`,
    `<rect width="${WIDTH}" height="${HEIGHT}" fill="white"/>`,
    text(`${title} (${unit}) by passages`, MARGIN.left, 20),
    ...grid,
    ...lines,
    '</svg>',
    '',
  ].join('\n');
}

interface Scale {
  readonly decades: readonly number[];
  at(value: number): string;
}

/** A logarithmic axis that covers whole decades. */
function scale(values: readonly number[], from: number, to: number): Scale {
  const first = Math.floor(Math.log10(Math.min(...values)));
  const last = Math.max(first + 1, Math.ceil(Math.log10(Math.max(...values))));
  return {
    decades: Array.from({ length: last - first + 1 }, (_, i) => 10 ** (first + i)),
    at: (value) => (from + ((Math.log10(value) - first) / (last - first)) * (to - from)).toFixed(1),
  };
}

function rule(x1: number | string, y1: number | string, x2: number | string, y2: number | string): string {
  return `<line x1="${x1}" y1="${y1}" x2="${x2}" y2="${y2}" stroke="#ddd"/>`;
}

function text(content: string, x: number | string, y: number | string, colour = 'black'): string {
  return `<text x="${x}" y="${y}" fill="${colour}">${content}</text>`;
}

function written(value: number): string {
  return value >= 1 ? value.toLocaleString('en') : String(Number(value.toPrecision(1)));
}

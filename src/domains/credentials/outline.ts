/** Closed polygons; a point is inside by the non-zero rule. */
export type Outline = [x: number, y: number][][]

const curveSteps = 8

/**
 * Flattens path data of absolute M, L, H, V, C and Z into polygons.
 *
 * @throws TypeError for any other command
 */
export function outline(path: string, place = { sx: 1, sy: 1, dx: 0, dy: 0 }): Outline {
  const polygons: Outline = []
  let polygon: [number, number][] = []
  let [x, y] = [0, 0]
  const to = (nextX: number, nextY: number) => {
    ;[x, y] = [nextX, nextY]
    polygon.push([x * place.sx + place.dx, y * place.sy + place.dy])
  }
  for (const [, command = '', list = ''] of path.matchAll(/([A-Za-z])([^A-Za-z]*)/g)) {
    const numbers = [...list.matchAll(/-?\d*\.?\d+/g)].map(([text]) => Number(text))
    const at = (index: number) => numbers[index] ?? 0
    if (command === 'M') polygons.push((polygon = []))
    if (command === 'M' || command === 'L') for (let i = 0; i < numbers.length; i += 2) to(at(i), at(i + 1))
    else if (command === 'H') for (const next of numbers) to(next, y)
    else if (command === 'V') for (const next of numbers) to(x, next)
    else if (command === 'C') {
      for (let i = 0; i < numbers.length; i += 6) {
        const [x0, y0] = [x, y]
        for (let step = 1; step <= curveSteps; step += 1) {
          const t = step / curveSteps
          to(cubic(t, x0, at(i), at(i + 2), at(i + 4)), cubic(t, y0, at(i + 1), at(i + 3), at(i + 5)))
        }
      }
    } else if (command !== 'Z') throw new TypeError(`path command ${command}`)
  }
  return polygons
}

function cubic(t: number, a: number, b: number, c: number, d: number): number {
  const u = 1 - t
  return u * u * u * a + 3 * u * u * t * b + 3 * u * t * t * c + t * t * t * d
}

import { outline, type Outline } from './outline.ts'

/** One filled shape of a picture 400 units wide and high. */
export interface Shape {
  fill: string
  /** Path data of absolute M, L, H, V, C and Z. */
  path: string
  /** Scale, then shift: x' = x · sx + dx. */
  place?: { sx: number; sy: number; dx: number; dy: number }
}

export const badgeSize = 400

// The two characters of the mark, as outlines (brand/seal.svg), 1000 units to the em, y upwards.
const markFirst =
  'M475 236H303V391H675V236ZM190 467V161H210C269 161 303 180 303 188V207H342C315 66 225 -19 30 -77L34 -89C287 -54 428 32 469 207H525V28C525 -46 546 -65 648 -65H756C929 -65 969 -45 969 1C969 23 961 35 930 46L927 145H916C898 97 884 62 874 48C868 41 862 38 848 37C833 36 802 36 767 36H670C638 36 634 40 634 53V207H675V174H697C757 174 794 192 794 197V384C815 389 825 394 831 403L726 481L672 420H313ZM786 806 722 723H508C582 733 604 867 394 851L386 845C414 820 447 774 457 734C468 728 479 724 489 723H113L122 694H617C607 647 589 582 571 534H390C448 556 459 665 270 690L262 684C287 650 316 596 321 548C329 541 338 537 346 534H35L43 505H943C956 505 968 510 971 521C925 562 849 620 849 620L783 534H603C652 564 703 603 737 632C759 631 771 639 775 650L621 694H875C890 694 900 699 903 710C859 749 786 806 786 806Z'
const markSecond =
  'M140 847C123 708 79 568 29 475L41 466C98 510 148 567 190 637H222V480L221 414H35L43 386H219C210 230 170 60 28 -81L38 -91C203 -2 277 124 310 249C349 189 388 116 400 51C505 -30 598 175 318 281C325 317 330 352 332 386H514C528 386 538 391 541 402C502 440 435 495 435 495L376 414H334L336 480V637H493C507 637 518 641 520 652C476 691 409 740 409 740L347 665H206C226 701 244 741 259 784C282 784 294 793 298 806ZM542 714V-55H561C613 -55 657 -26 657 -13V50H810V-39H828C870 -39 926 -13 927 -4V666C947 671 961 679 968 688L856 777L800 714H661L542 765ZM810 79H657V686H810Z'

const ink = '#10161A'
const vermilion = '#D73215'

/** The badge of an organisation: the scale border of our certificates, the seal, and a band in the organisation's colour. */
export function badgeShapes(organisationColour: string): Shape[] {
  const seal = { sx: 2.4, sy: 2.4, dx: 80, dy: 62 }
  const mark = (path: string, x: number): Shape => ({
    fill: '#FFFFFF',
    path,
    place: { sx: 0.0425 * seal.sx, sy: -0.078 * seal.sy, dx: seal.dx + x * seal.sx, dy: seal.dy + 84 * seal.sy },
  })
  return [
    { fill: '#FFFFFF', path: box(0, 0, 400, 400) },
    { fill: ink, path: frame() },
    { fill: vermilion, path: 'M4 2.5L97 2L98 96.5L95 98L3 97.5L2 5Z', place: seal },
    mark(markFirst, 7.5),
    mark(markSecond, 50),
    { fill: organisationColour, path: box(80, 326, 240, 12) },
  ]
}

/** The same shapes as an SVG document. */
export function badgeSvg(organisationColour: string, title: string): string {
  const paths = badgeShapes(organisationColour).map(({ fill, path, place }) => {
    const transform = place ? ` transform="translate(${place.dx} ${place.dy}) scale(${place.sx} ${place.sy})"` : ''
    return `<path fill="${fill}"${transform} d="${path}"/>`
  })
  const safe = title.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 400 400" role="img"><title>${safe}</title>${paths.join('')}</svg>\n`
}

/** The shapes as polygons in picture units, for rasterising. */
export function badgeOutlines(organisationColour: string): { fill: string; outline: Outline }[] {
  return badgeShapes(organisationColour).map(({ fill, path, place }) => ({ fill, outline: outline(path, place) }))
}

function box(x: number, y: number, width: number, height: number): string {
  return `M${x} ${y}H${x + width}V${y + height}H${x}Z`
}

/** Four bars, and ticks inwards every twentieth, longer every fifth of them. */
function frame(): string {
  const bars = [box(20, 20, 360, 4), box(20, 376, 360, 4), box(20, 20, 4, 360), box(376, 20, 4, 360)]
  for (let tick = 1; tick < 40; tick += 1) {
    const at = 22 + tick * 8.9 - 0.5
    const length = tick % 10 === 0 ? 16 : 9
    bars.push(
      box(at, 24, 1, length),
      box(at, 376 - length, 1, length),
      box(24, at, length, 1),
      box(376 - length, at, length, 1),
    )
  }
  return bars.join('')
}

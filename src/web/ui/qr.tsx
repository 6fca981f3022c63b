/**
 * A QR code from the path data of its dark modules, so that no foreign markup enters the page. The server draws it with
 * `qrcode` and sends `{ size, path }`: module count with quiet zone, and an SVG path in module units.
 */
export const Qr = ({
  size,
  path,
  width = 264,
  label,
}: {
  size: number
  path: string
  width?: number
  label: string
}) => (
  <span className="pl-qr">
    <svg
      viewBox={`0 0 ${size} ${size}`}
      width={width}
      height={width}
      role="img"
      aria-label={label}
      shapeRendering="crispEdges"
    >
      <path d={path} stroke="#000" />
    </svg>
  </span>
)

/** The same from a whole SVG text, such as `qrcode` writes it; shown as a picture, where scripts cannot run. */
export const QrPicture = ({ svg, width = 264, label }: { svg: string; width?: number; label: string }) => (
  <span className="pl-qr">
    <img src={`data:image/svg+xml,${encodeURIComponent(svg)}`} width={width} height={width} alt={label} />
  </span>
)

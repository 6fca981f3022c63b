import { useText } from './text.ts'

/** The seal on a receipt: a signature that money came, so it alone is vermilion here. Read top to bottom. */
export const ReceivedSeal = () => {
  const t = useText()
  const signs = Array.from(t('receipt.seal'))
  const chinese = signs.length === 2
  return (
    <svg
      className="commerce-seal"
      width={74}
      height={74}
      viewBox="0 0 100 100"
      role="img"
      aria-label={t('receipt.sealLabel')}
    >
      <path fill="var(--pl-seal)" d="M3 3 97 2 98 97 2 98z" />
      <g fill="#fff" textAnchor="middle">
        {chinese ? (
          signs.map((sign, index) => (
            <text key={sign} x="50" y={index === 0 ? 29 : 71} fontSize="40" dominantBaseline="central">
              {sign}
            </text>
          ))
        ) : (
          <text x="50" y="50" fontSize="32" dominantBaseline="central" textLength="78" lengthAdjust="spacingAndGlyphs">
            {signs.join('')}
          </text>
        )}
      </g>
    </svg>
  )
}

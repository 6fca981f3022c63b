import type { Bilingual } from '../../../kernel/contract.ts'
import { useFormat } from '../../i18n/use-format.ts'

/** The square logo, or the first letter of the name reversed. */
export const Mark = ({
  organisation,
  size = 44,
}: {
  organisation: { name: Bilingual; logo: { url: string } | null }
  size?: number
}) => {
  const format = useFormat()
  if (organisation.logo)
    return <img src={organisation.logo.url} alt="" width={size} height={size} className="organisations-mark" />
  return (
    <span className="organisations-mark" style={{ width: size, height: size, fontSize: size / 2 }} aria-hidden="true">
      {Array.from(format.pick(organisation.name))[0]}
    </span>
  )
}

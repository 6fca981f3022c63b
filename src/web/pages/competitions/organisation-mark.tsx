import type { CompetitionPage } from '../../../domains/competitions/contract.ts'
import { useFormat } from '../../i18n/use-format.ts'

/** The organisation's square logo, or the first letter of its name reversed on its colour. */
export const OrganisationMark = ({
  organisation,
  size = 44,
}: {
  organisation: CompetitionPage['organisation']
  size?: number
}) => {
  const format = useFormat()
  if (organisation.logo)
    return <img src={organisation.logo.url} alt="" width={size} height={size} className="competition-mark" />
  return (
    <span className="competition-mark" style={{ width: size, height: size, fontSize: size / 2 }} aria-hidden="true">
      {Array.from(format.pick(organisation.name))[0]}
    </span>
  )
}

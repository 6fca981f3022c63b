import type { Desk } from './types.ts'
import { useFormat } from '../../i18n/use-format.ts'
import { useConsole } from '../../shell/rail.tsx'
import { useText } from './text.ts'

/** Tells the rail whose console this is. */
export const useOrganisationConsole = (organisation: Desk, counts?: Record<string, number>): void => {
  const t = useText()
  const format = useFormat()
  useConsole({
    title: format.pick(organisation.name),
    note: organisation.roles.map(role => t(`roles.${role}`)).join(t('comma')),
    switchTo: `/organisations/${organisation.slug}/competitions`,
    ...(counts ? { counts } : {}),
  })
}

import type { Workspace } from '../../../../domains/competitions/staff-contract.ts'
import { useFormat } from '../../../i18n/use-format.ts'
import { useConsole } from '../../../shell/rail.tsx'
import { useText } from './words.ts'

/** Tells the rail which competition this is. */
export const useCompetitionConsole = (workspace: Workspace): void => {
  const t = useText()
  const format = useFormat()
  useConsole({
    title: format.pick(workspace.title) || t('own.untitled'),
    note: `${format.pick(workspace.organisation.name)} · ${t(`states.${workspace.state}`)}`,
    switchTo: `/organisations/${workspace.organisation.slug}/competitions`,
  })
}

import './organisations.css'
import { readOrganisationBySlug } from '../../../domains/organisations/contract.ts'
import { formatIn } from '../../i18n/use-format.ts'
import { viewOf } from '../../page.ts'
import { query } from '../../queries.ts'
import { DeskHead } from '../../ui/desk.tsx'
import { useOrganisationConsole } from './console-facts.ts'
import { RolesSection } from './roles-section.tsx'
import { StaffSection } from './staff-section.tsx'
import { useText } from './text.ts'

export const view = viewOf('/organisations/$organisationSlug/staff', {
  queries: ({ params }) => [query(readOrganisationBySlug, { params: { slug: params.organisationSlug } })],
  head: ({ data: [organisation], locale }) => ({
    title: `${useText.in(locale)('staff.title')} · ${formatIn(locale, 'UTC').pick(organisation.name)}`,
    noIndex: true,
  }),
  Page: ({ data: [organisation], search }) => {
    const t = useText()
    useOrganisationConsole(organisation)
    return (
      <>
        <DeskHead title={t('staff.pageTitle')} />
        <div className="organisations-matter">
          <StaffSection organisation={organisation} search={search} />
          <RolesSection />
        </div>
      </>
    )
  },
})

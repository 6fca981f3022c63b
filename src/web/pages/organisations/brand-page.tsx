import './organisations.css'
import { useState } from 'react'
import { readOrganisationBySlug } from '../../../domains/organisations/contract.ts'
import { formatIn } from '../../i18n/use-format.ts'
import { viewOf } from '../../page.ts'
import { query } from '../../queries.ts'
import { useSite } from '../../site.tsx'
import { Button } from '../../ui/button.tsx'
import { DeskHead } from '../../ui/desk.tsx'
import { Saved } from '../../ui/feedback.tsx'
import { OnlyWide, Row } from '../../ui/layout.tsx'
import { ColourSection } from './colour-section.tsx'
import { useOrganisationConsole } from './console-facts.ts'
import { PictureSection } from './picture-slots.tsx'
import { ProfileSection } from './profile-section.tsx'
import { RolesSection } from './roles-section.tsx'
import { StaffSection } from './staff-section.tsx'
import { useText } from './text.ts'
import type { Desk } from './types.ts'

const Brand = ({ organisation, search }: { organisation: Desk; search: Readonly<Record<string, string>> }) => {
  const t = useText()
  const { clock } = useSite()
  const [savedAt, setSavedAt] = useState<string | null>(null)
  const saved = () => setSavedAt(clock.now().toISOString())
  useOrganisationConsole(organisation)
  return (
    <>
      <DeskHead
        title={t('brand.title')}
        actions={
          <Row gap={14}>
            {savedAt && <Saved state={{ kind: 'saved', at: savedAt }} />}
            <OnlyWide>
              <Button to={`/organisations/${organisation.slug}`}>{t('brand.open')}</Button>
            </OnlyWide>
          </Row>
        }
      />
      <div className="organisations-matter">
        <ColourSection organisation={organisation} onSaved={saved} />
        <PictureSection organisation={organisation} onSaved={saved} />
        <ProfileSection organisation={organisation} onSaved={saved} key={organisation.revision} />
        <StaffSection organisation={organisation} search={search} />
        <RolesSection />
      </div>
    </>
  )
}

export const view = viewOf('/organisations/$organisationSlug/brand', {
  queries: ({ params }) => [query(readOrganisationBySlug, { params: { slug: params.organisationSlug } })],
  head: ({ data: [organisation], locale }) => ({
    title: `${useText.in(locale)('brand.title')} · ${formatIn(locale, 'UTC').pick(organisation.name)}`,
    noIndex: true,
  }),
  Page: ({ data: [organisation], search }) => <Brand organisation={organisation} search={search} />,
})

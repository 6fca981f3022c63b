import { permissionsOf, roles, type Permission } from '../../../domains/organisations/contract.ts'
import { Section } from '../../ui/layout.tsx'
import { RuledTable } from '../../ui/table.tsx'
import { useText } from './text.ts'

const shown: readonly Permission[] = [
  'competitions.write',
  'competitions.publish',
  'entries.read',
  'entries.review',
  'entries.personal-data',
  'judging.manage',
  'results.read',
  'results.manage',
  'certificates.issue',
  'money.read',
  'money.refund',
  'entries.check-in',
  'organisation.manage',
]

/** Who may what, as an answer card: filled may, empty may not. Drawn from the table the policies read. */
export const RolesSection = () => {
  const t = useText()
  return (
    <Section title={t('roles.title')} note={t('roles.note')}>
      <RuledTable caption={t('roles.title')} dense minWidth={640} className="organisations-roles">
        <thead>
          <tr>
            <th scope="col">{t('roles.may')}</th>
            {roles.map(role => (
              <th key={role} scope="col" className="is-center">
                {t(`roles.${role}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {shown.map(permission => (
            <tr key={permission}>
              <th scope="row">{t.maybe(`permissions.${permission}`) ?? permission}</th>
              {roles.map(role => {
                const may = permissionsOf[role].includes(permission)
                return (
                  <td key={role} className="is-center">
                    <span className={`organisations-may${may ? ' is-filled' : ''}`} aria-hidden="true" />
                    <span className="pl-hidden">{t(may ? 'roles.yes' : 'roles.no')}</span>
                  </td>
                )
              })}
            </tr>
          ))}
        </tbody>
      </RuledTable>
    </Section>
  )
}

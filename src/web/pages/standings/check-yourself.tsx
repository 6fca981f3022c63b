import { publicBundle } from '../../../domains/standings/contract.ts'
import { addressOf } from '../../call.ts'
import { useFormat } from '../../i18n/use-format.ts'
import { Button } from '../../ui/button.tsx'
import { Copy } from '../../ui/copy.tsx'
import { Section } from '../../ui/layout.tsx'
import { Link } from '../../ui/link.tsx'
import { Facts } from '../../ui/list.tsx'
import { Mono } from '../../ui/text.tsx'
import type { Board } from './board-types.ts'
import { useText } from './text.ts'

/** How anybody checks the whole ranking without an account and without trusting this site. */
export const CheckYourself = ({ board }: { board: Board }) => {
  const t = useText()
  const format = useFormat()
  const { slug } = board.competition
  const command = `palestra verify-results ${slug}-results.json`
  return (
    <Section title={t('check.title')} note={t('check.note')}>
      <p className="standings-reading">{t('check.body')}</p>
      <Facts
        ruled
        items={[
          {
            key: 'rules',
            label: t('check.rules', { version: board.rulesVersion }),
            value: <Mono className="standings-digest">{board.rulesSha256}</Mono>,
          },
          {
            key: 'marks',
            label: t('check.marks'),
            value: t('check.marksValue', { count: board.scores, marks: format.number(board.scores) }),
          },
          {
            key: 'bundle',
            label: t('check.bundle'),
            value: <Mono className="standings-digest">{board.bundleSha256}</Mono>,
          },
        ]}
      />
      <p className="standings-acts">
        <Button variant="ink" icon="download" to={addressOf(publicBundle, { params: { slug } })} download>
          {t('check.download')}
        </Button>
        <Link to={`/competitions/${slug}/rules`}>{t('check.readRules')}</Link>
      </p>
      <div className="standings-terminal" lang="en">
        <Copy text={command}>
          <code>
            <span aria-hidden="true">$ </span>
            {command}
          </code>
        </Copy>
        <code>{'{ "ok": true, "differences": [], … }'}</code>
      </div>
      <p className="pl-muted pl-small">{t('check.differs')}</p>
    </Section>
  )
}

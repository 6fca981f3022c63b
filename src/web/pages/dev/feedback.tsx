import { useSite } from '../../site.tsx'
import { Button } from '../../ui/button.tsx'
import { Copy } from '../../ui/copy.tsx'
import { useConfirm } from '../../ui/dialog.tsx'
import { Empty, Note, RefusedBlock, Saved, TableSkeleton } from '../../ui/feedback.tsx'
import { iconNames } from '../../ui/icon-names.ts'
import { Icon } from '../../ui/icon.tsx'
import { Section } from '../../ui/layout.tsx'
import { Menu } from '../../ui/menu.tsx'
import { Qr } from '../../ui/qr.tsx'
import { useToast } from '../../ui/toast.tsx'
import { Cell, Cells } from './cell.tsx'
import { useText } from './words.ts'

export const Feedback = () => {
  const t = useText()
  const { clock } = useSite()
  const toast = useToast()
  const confirm = useConfirm()
  return (
    <>
      <Section title={t('notes')}>
        <Note title={t('noteInfo')}>{t('noteInfoBody')}</Note>
        <Note kind="ok" title={t('noteOk')}>
          {t('noteOkBody')}
        </Note>
        <Note kind="warn" title={t('noteWarn')}>
          {t('noteWarnBody')}
        </Note>
        <Note kind="bad" title={t('noteBad')}>
          {t('noteBadBody')}
        </Note>
      </Section>
      <Section title={t('toast')} note={t('toastNote')}>
        <Cells>
          <Button onClick={() => toast(t('toastWords'), () => undefined)}>{t('toastShow')}</Button>
          <Saved state={{ kind: 'saved', at: clock.now().toISOString() }} />
          <Saved state={{ kind: 'saving' }} />
          <Saved state={{ kind: 'kept' }} />
        </Cells>
      </Section>
      <Section title={t('dialog')} note={t('dialogNote')}>
        <Cells>
          <Button
            variant="outline"
            onClick={() =>
              void confirm({
                title: t('dialogTitle'),
                body: t('dialogBody'),
                verb: t('dialogVerb'),
                variant: 'seal',
                typeToConfirm: { label: t('dialogType'), words: t('tracks.a') },
              })
            }
          >
            {t('dialogOpen')}
          </Button>
          <Menu
            label={t('menu')}
            items={[
              { key: 'a', label: t('export'), icon: 'download' },
              { key: 'b', label: t('reject'), icon: 'x', danger: true, apart: true },
            ]}
          />
        </Cells>
      </Section>
      <Section title={t('empty')}>
        <div className="dev-three">
          <Empty title={t('emptyTitle')} action={<Button variant="ink">{t('emptyAct')}</Button>}>
            {t('emptyBody')}
          </Empty>
          <RefusedBlock title={t('refusedTitle')} action={<Button>{t('refusedAct')}</Button>}>
            {t('refusedBody')}
          </RefusedBlock>
          <TableSkeleton />
        </div>
      </Section>
      <Section title={t('copyQr')}>
        <Cells>
          <Copy text="PL-2026-11-20-0009-51C8" />
          <Qr size={9} path="M1 1.5h3M6 1.5h2M1 2.5h1M3 3.5h4M2 5.5h5M1 7.5h2M5 7.5h3" width={120} label="QR" />
        </Cells>
      </Section>
      <Section title="Icons">
        <Cells>
          {iconNames.map(name => (
            <Cell key={name}>
              <span className="pl-row pl-tiny" style={{ width: 160 }}>
                <Icon name={name} />
                {name}
              </span>
            </Cell>
          ))}
        </Cells>
      </Section>
    </>
  )
}

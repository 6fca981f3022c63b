import './desk.css'
import {
  createCompetition,
  listOwnCompetitions,
  listTemplates,
} from '../../../../domains/competitions/staff-contract.ts'
import { myOrganisations } from '../../../../domains/organisations/contract.ts'
import { useFormat } from '../../../i18n/use-format.ts'
import { viewOf } from '../../../page.ts'
import { query, useCommand } from '../../../queries.ts'
import { Button } from '../../../ui/button.tsx'
import { ChoiceRows } from '../../../ui/choice.tsx'
import { Empty } from '../../../ui/feedback.tsx'
import { Select } from '../../../ui/field.tsx'
import { BilingualField, Form, useForm } from '../../../ui/form.tsx'
import { Actions, PageHead, Wrap } from '../../../ui/layout.tsx'
import { useGo } from '../../../ui/link.tsx'
import { useText } from './words.ts'

const writers = ['owner', 'manager']

export const view = viewOf('/organise/new', {
  queries: () => [query(myOrganisations, {}), query(listTemplates, {})],
  head: ({ locale }) => ({ title: useText.in(locale)('create.title'), noIndex: true }),
  Page: ({ data: [organisations, templates], search }) => {
    const t = useText()
    const format = useFormat()
    const go = useGo()
    const mine = organisations.rows.filter(one => one.roles.some(role => writers.includes(role)))
    const asked = mine.find(one => one.slug === search['organisation']) ?? mine[0]
    const form = useForm({
      initial: {
        organisationId: asked?.id ?? '',
        template: templates.rows.some(one => one.key === search['template']) ? (search['template'] ?? '') : '',
        title: { 'zh-CN': '', en: '' },
      },
    })
    const create = useCommand(createCompetition, {
      invalidates: [listOwnCompetitions],
      onSuccess: made => go(`/setup/${made.id}`),
    })
    if (!asked)
      return (
        <Wrap>
          <PageHead title={t('create.title')} />
          <Empty
            title={t('create.noOrganisation')}
            action={
              <Button variant="ink" to="/organisations/new">
                {t('create.makeOrganisation')}
              </Button>
            }
          >
            {t('create.noOrganisationBody')}
          </Empty>
        </Wrap>
      )
    const { organisationId, template, title } = form.values
    const ready = template !== '' && (title['zh-CN'].trim() !== '' || title.en.trim() !== '')
    return (
      <Wrap className="competition-desk-narrow">
        <PageHead title={t('create.title')} note={t('create.note')} />
        <Form
          error={create.error}
          onSubmit={() => {
            if (ready) create.mutate({ params: { organisationId }, body: { template, title } })
          }}
        >
          {mine.length > 1 && (
            <Select
              label={t('create.organisation')}
              value={organisationId}
              onChange={value => form.set('organisationId', value)}
              options={mine.map(one => ({ value: one.id, label: format.pick(one.name) }))}
            />
          )}
          <BilingualField
            label={t('create.name')}
            name="title"
            value={title}
            onChange={value => form.set('title', value)}
            maxLength={120}
          />
          <ChoiceRows
            label={t('create.template')}
            value={template}
            onChange={value => form.set('template', value)}
            options={templates.rows.map(one => ({
              value: one.key,
              label: format.pick(one.title),
              help: format.pick(one.about),
            }))}
          />
          <Actions>
            <Button
              variant="ink"
              type="submit"
              busy={create.isPending}
              disabled={!ready}
              why={ready ? undefined : t('create.missing')}
            >
              {t('create.act')}
            </Button>
          </Actions>
        </Form>
      </Wrap>
    )
  },
})

import { createHubClient, dataOf, type AdapterComponents, type AdapterPaths, type AnswerOf, type BodyOf } from '@lianshen/web-kit/api';

/** The agency's own adapter, which has served this page. */
export const hub = createHubClient<AdapterPaths>();

export type WorkItem = AdapterComponents['schemas']['WorkItemView'];
export type AnswerForm = AdapterComponents['schemas']['AnswerForm'];
export type FindingForm = AnswerForm['findings'][number];
export type WorkItemPage = AdapterComponents['schemas']['WorkItemPage'];
export type WorkItemLine = WorkItemPage['items'][number];
export type WorklistCounts = AnswerOf<AdapterPaths['/api/worklist/counts']['get']>;
export type SavedViews = AnswerOf<AdapterPaths['/api/worklist/views']['get']>;
export type SavedView = SavedViews['views'][number];
export type FoundItems = AnswerOf<AdapterPaths['/api/items/searches']['post']>;
export type EarlierAnswers = AnswerOf<AdapterPaths['/api/items/{requestId}/earlier-answers']['get']>;
export type ReplyLetter = AnswerOf<AdapterPaths['/api/items/{requestId}/reply-letter']['get']>;
export type InfluencePeriods = AnswerOf<AdapterPaths['/api/influence-periods']['post']>;
export type SanctionId = BodyOf<AdapterPaths['/api/influence-periods']['post']>['sanctions'][number]['sanction'];
export type Delegations = AnswerOf<AdapterPaths['/api/delegations']['get']>;
export type GrantDelegation = BodyOf<AdapterPaths['/api/delegations']['post']>;
export type AccessPage = AnswerOf<AdapterPaths['/api/items/{requestId}/access']['get']>;

/** An item with the version that a form made from it names. */
export interface VersionedItem {
  readonly item: WorkItem;
  readonly etag: string;
}

/** Of an answer that carries the item's entity tag. */
export async function versioned(call: Promise<{ data?: WorkItem | undefined; response: Response }>): Promise<VersionedItem> {
  const { data, response } = await call;
  return { item: data as WorkItem, etag: response.headers.get('etag') ?? '' };
}

export const readItem = (requestId: string): Promise<VersionedItem> => versioned(hub.GET('/api/items/{requestId}', { params: { path: { requestId } } }));

export { dataOf };

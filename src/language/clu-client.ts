import { AzureKeyCredential } from '@azure/core-auth';
import { z } from 'zod';
import { ServiceError } from '../errors.ts';

export interface CluParts {
  /** `https://<resource>.cognitiveservices.azure.com`; plain http only on this machine. */
  readonly endpoint: string;
  readonly key: string;
  readonly project: string;
  readonly deployment: string;
  /** Tries after the first one, on 5xx, and on 429 with a Retry-After; 1 unless set. */
  readonly retries?: number;
}

const predictionSchema = z.object({
  projectKind: z.literal('Conversation'),
  topIntent: z.string(),
  intents: z.array(z.object({ category: z.string(), confidence: z.number() })),
  entities: z.array(
    z.object({
      category: z.string(),
      text: z.string(),
      offset: z.number().int(),
      length: z.number().int(),
      confidence: z.number(),
    }),
  ),
});

export type CluPrediction = z.infer<typeof predictionSchema>;

/**
 * One prediction of a text; rejects with ServiceError `clu/refused` (the service said no), `clu/unreachable`
 * (no answer in time) or `clu/odd-answer`. The error never holds the words, which an SDK error would.
 */
export type CluClient = (text: string, signal: AbortSignal) => Promise<CluPrediction>;

/** The first stable version with this call; the package itself still names a preview that the service retires. */
const apiVersion = '2023-04-01';

function isLoopback(endpoint: string): boolean {
  const { protocol, hostname } = new URL(endpoint);
  return protocol === 'http:' && ['127.0.0.1', '[::1]', 'localhost'].includes(hostname);
}

function failureOf(error: unknown): ServiceError {
  const status = error instanceof Error && 'statusCode' in error ? Number(error.statusCode) : 0;
  const parsing = error instanceof Error && 'code' in error && error.code === 'PARSE_ERROR';
  if (parsing || (status >= 200 && status < 300))
    return new ServiceError(
      'clu/odd-answer',
      'The language service answered something else than a prediction.',
    );
  if (status > 0)
    return new ServiceError(
      'clu/refused',
      `The language service refused with status ${status}.`,
      status === 401 || status === 403
        ? 'Check AZURE_LANGUAGE_KEY.'
        : 'Check project and deployment names, and the quota.',
    );
  return new ServiceError('clu/unreachable', 'The language service did not answer in time.');
}

/** The package is loaded with the first call, so that a bot without the cloud does not start slower for it. */
export function createCluClient({ endpoint, key, project, deployment, retries = 1 }: CluParts): CluClient {
  const load = async () => {
    const { ConversationAnalysisClient } = await import('@azure/ai-language-conversations');
    return new ConversationAnalysisClient(endpoint, new AzureKeyCredential(key), {
      apiVersion,
      allowInsecureConnection: isLoopback(endpoint),
      retryOptions: { maxRetries: retries, retryDelayInMs: 100, maxRetryDelayInMs: 400 },
    });
  };
  let client: ReturnType<typeof load> | undefined;

  return async (text, signal) => {
    client ??= load();
    const task = {
      kind: 'Conversation' as const,
      analysisInput: {
        conversationItem: { id: '1', participantId: '1', modality: 'text', language: 'vi', text },
      },
      parameters: {
        projectName: project,
        deploymentName: deployment,
        verbose: true,
        // The citizen's words must not be kept by the service.
        isLoggingEnabled: false,
        stringIndexType: 'Utf16CodeUnit',
      },
    };
    let answer;
    try {
      answer = await (await client).analyzeConversation(task, { abortSignal: signal });
    } catch (error) {
      throw failureOf(error);
    }
    const prediction = predictionSchema.safeParse(answer?.result?.prediction);
    if (prediction.success) return prediction.data;
    throw new ServiceError(
      'clu/odd-answer',
      'The language service answered something else than a prediction.',
    );
  };
}

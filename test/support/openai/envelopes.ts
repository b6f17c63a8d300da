export type Endpoint = 'responses' | 'chat/completions';

/** What a model produced, before it is wrapped for an endpoint. */
export interface Output {
  readonly text?: string;
  readonly refusal?: string;
  readonly cut?: 'length' | 'filter';
  readonly nothing?: boolean;
}

const response = (model: string, { text, refusal, cut, nothing }: Output): unknown => {
  const content =
    refusal === undefined
      ? [{ type: 'output_text', text: text ?? '', annotations: [], logprobs: [] }]
      : [{ type: 'refusal', refusal }];
  const status = cut === undefined ? 'completed' : 'incomplete';
  return {
    id: 'resp_stand_in',
    object: 'response',
    created_at: 1_760_000_000,
    status,
    error: null,
    incomplete_details:
      cut === undefined ? null : { reason: cut === 'length' ? 'max_output_tokens' : 'content_filter' },
    instructions: null,
    model,
    output: nothing ? [] : [{ id: 'msg_stand_in', type: 'message', role: 'assistant', status, content }],
    parallel_tool_calls: true,
    temperature: 1,
    tool_choice: 'auto',
    tools: [],
    top_p: 1,
    metadata: {},
    usage: {
      input_tokens: 1,
      input_tokens_details: { cached_tokens: 0 },
      output_tokens: 1,
      output_tokens_details: { reasoning_tokens: 0 },
      total_tokens: 2,
    },
  };
};

const completion = (model: string, { text, refusal, cut, nothing }: Output): unknown => ({
  id: 'chatcmpl-stand-in',
  object: 'chat.completion',
  created: 1_760_000_000,
  model,
  choices: nothing
    ? []
    : [
        {
          index: 0,
          finish_reason: cut === undefined ? 'stop' : cut === 'length' ? 'length' : 'content_filter',
          logprobs: null,
          message: {
            role: 'assistant',
            content: refusal === undefined ? (text ?? '') : null,
            refusal: refusal ?? null,
          },
        },
      ],
  usage: { prompt_tokens: 1, completion_tokens: 1, total_tokens: 2 },
});

/** The answer's JSON as the endpoint words it. */
export const envelope = (endpoint: Endpoint, model: string, output: Output): string =>
  JSON.stringify(endpoint === 'responses' ? response(model, output) : completion(model, output));

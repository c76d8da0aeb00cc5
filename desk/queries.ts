/** Views and acts inside React: `useView` reads, `useAct` does, `useLive` keeps what is read fresh. */
import {
  keepPreviousData,
  QueryClient,
  type UseQueryResult,
  useMutation,
  useQuery,
  useQueryClient,
} from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import type { Api } from "./api.ts";
import { call, type Name, uuid, worthRetrying } from "./client.ts";
import { fieldPath, Problem, toProblem } from "./problem.ts";
import { actingAs } from "./session.ts";
import { useWords } from "./words.ts";

export const queries = new QueryClient({
  defaultOptions: {
    // Never held back because the device thinks it is offline: the server may stand in the same building, and an act
    // that silently waits is worse than one that fails aloud.
    mutations: { networkMode: "always" },
    queries: {
      networkMode: "always",
      staleTime: 15_000,
      retry: (times, problem) => times < 2 && worthRetrying(problem),
      retryDelay: (times) => 600 * 2 ** times,
    },
  },
});

/** `orders.issue` → `orders`: the room a name belongs to, and the topic under which its changes are told. */
export const roomOf = (name: string): string => name.split(".")[0] ?? name;

export interface ViewOptions {
  /** Rooms besides its own whose changes make this view stale. */
  topics?: readonly string[];
  isOff?: boolean;
  /** Keep showing the last answer while the next one (another page, another filter) is on its way. */
  keep?: boolean;
}

/** Reads a view. What is seen depends on the position, so the position is part of the key. */
export function useView<K extends Name>(
  name: K,
  input: Api[K]["input"],
  options: ViewOptions = {},
): UseQueryResult<Api[K]["output"], Problem> {
  const occupancy = actingAs.use();
  return useQuery<Api[K]["output"], Problem>({
    queryKey: [name, input, occupancy],
    queryFn: ({ signal }) => call(name, input, { signal }),
    enabled: !options.isOff,
    meta: { topics: [roomOf(name), ...(options.topics ?? [])] },
    ...(options.keep ? { placeholderData: keepPreviousData as never } : {}),
  }) as UseQueryResult<Api[K]["output"], Problem>;
}

/** Makes every view of these topics stale; those on the screen are read again. */
export function refresh(client: QueryClient, topics: readonly string[]): void {
  void client.invalidateQueries({
    predicate: ({ meta }) => ((meta?.topics as string[] | undefined) ?? []).some((topic) => topics.includes(topic)),
  });
}

export interface ActOptions<Output> {
  onDone?: (output: Output) => void;
  /** `form.setError` of react-hook-form: refused fields are marked where they stand. */
  setError?: (field: string, error: { type: string; message: string }) => void;
  /** Rooms besides the act's own whose views it changes. */
  topics?: readonly string[];
}

export interface Act<Input, Output> {
  /** Does it; resolves with the row, or with undefined after a refusal (which is then in `problem`). */
  run: (input: Input) => Promise<Output | undefined>;
  isRunning: boolean;
  problem: Problem | null;
  /** Refused fields in the present language, for forms without react-hook-form. */
  fields: Readonly<Record<string, string>>;
  clear: () => void;
}

/**
 * Does an act. The idempotency key is made when the form opens and renewed after success, so that a second click, a
 * lost answer, or a sign-in in between never does the thing twice.
 */
export function useAct<K extends Name>(
  name: K,
  options: ActOptions<Api[K]["output"]> = {},
): Act<Api[K]["input"], Api[K]["output"]> {
  const client = useQueryClient();
  const { say } = useWords();
  const key = useRef<string | null>(null);
  key.current ??= uuid();
  const mutation = useMutation<Api[K]["output"], Problem, Api[K]["input"]>({
    mutationFn: (input) => call(name, input, { key: key.current ?? uuid() }),
    onSuccess: (output) => {
      key.current = uuid();
      refresh(client, [roomOf(name), ...(options.topics ?? [])]);
      options.onDone?.(output);
    },
    onError: (problem) => {
      // The server remembers a key together with its input: after a refusal the corrected input is a new request.
      if (problem.status >= 400 && problem.status < 500) key.current = uuid();
      for (const { field, message } of problem.errors)
        options.setError?.(fieldPath(field), { type: "server", message: say(message) });
    },
  });
  const fields: Record<string, string> = {};
  for (const { field, message } of mutation.error?.errors ?? []) fields[fieldPath(field)] = say(message);
  return {
    run: (input) =>
      mutation.mutateAsync(input).catch((reason: unknown) => {
        if (reason instanceof Problem) return undefined;
        throw reason;
      }),
    isRunning: mutation.isPending,
    problem: mutation.error,
    fields,
    clear: mutation.reset,
  };
}

/** What the server says to "may I?"; a refusal carries the same problem as the act would. */
export interface Verdict {
  may: boolean;
  problem: Problem | null;
}

/**
 * Asks the server which acts the present position may do now, so that a screen shows only buttons that work. The rule
 * set is the server's alone. While nothing is known, nothing is allowed. At most 50 questions.
 */
export function useMay(ask: readonly (readonly [Name, unknown])[], options: ViewOptions = {}): readonly Verdict[] {
  const occupancy = actingAs.use();
  const { data } = useQuery<Verdict[], Problem>({
    queryKey: ["may", ask, occupancy],
    queryFn: async ({ signal }) => {
      const said = (await call("may" as Name, { ask } as Api[Name]["input"], { signal })) as unknown as {
        may: boolean;
        problem?: unknown;
      }[];
      return said.map(({ may, problem }) => ({ may, problem: problem ? toProblem(403, problem) : null }));
    },
    enabled: !options.isOff && ask.length > 0,
    meta: { topics: [...new Set(ask.map(([name]) => roomOf(name))), ...(options.topics ?? [])] },
  });
  return data ?? ask.map(() => ({ may: false, problem: null }));
}

/** Topics named by one live message: `{"topic":"orders"}` or `{"topics":["orders","notices"]}`. */
export function topicsOf(data: string): string[] {
  try {
    const { topic, topics } = JSON.parse(data) as { topic?: unknown; topics?: unknown };
    return [topic, ...(Array.isArray(topics) ? topics : [])].filter((one) => typeof one === "string");
  } catch {
    return [];
  }
}

/** Follows `/api/live`: a message makes the views of its topics stale; after a break everything is read again. */
export function useLive(isOn: boolean): void {
  const client = useQueryClient();
  const occupancy = actingAs.use();
  useEffect(() => {
    if (!isOn) return;
    let source: EventSource | null = null;
    let again: ReturnType<typeof setTimeout> | undefined;
    let hadBreak = false;
    const follow = () => {
      source = new EventSource(occupancy ? `/api/live?as=${encodeURIComponent(occupancy)}` : "/api/live");
      source.onopen = () => {
        if (hadBreak) void client.invalidateQueries();
        hadBreak = false;
      };
      const onMessage = (event: MessageEvent<string>) => {
        const topics = topicsOf(event.data);
        // A star says that something may have been missed.
        if (topics.includes("*")) void client.invalidateQueries();
        else refresh(client, topics);
      };
      source.onmessage = onMessage;
      source.addEventListener("change", onMessage);
      source.onerror = () => {
        hadBreak = true;
        // The browser tries again by itself unless the server refused; then we do, slowly.
        if (source?.readyState === EventSource.CLOSED) again = setTimeout(follow, 15_000);
      };
    };
    follow();
    return () => {
      clearTimeout(again);
      source?.close();
    };
  }, [client, isOn, occupancy]);
}

/** Lists that grow by "show more", whether the server counts rows (`offset`) or hands out a mark of its place (`after`). */
import { useInfiniteQuery } from "@tanstack/react-query";
import type { Api } from "../api.ts";
import { call, type Name } from "../client.ts";
import type { Problem } from "../problem.ts";
import { roomOf } from "../queries.ts";
import { actingAs } from "../session.ts";

export interface PagesOptions<Output> {
  /** What the next page asks besides; null when there is none. `shown` is how many rows there are so far. */
  next: (last: Output, pages: readonly Output[]) => Record<string, unknown> | null;
  topics?: readonly string[];
  isOff?: boolean;
}

export function usePages<K extends Name>(name: K, input: Api[K]["input"], options: PagesOptions<Api[K]["output"]>) {
  const occupancy = actingAs.use();
  const { data, error, isPending, isFetchingNextPage, hasNextPage, fetchNextPage, isPlaceholderData } =
    useInfiniteQuery<Api[K]["output"], Problem, { pages: Api[K]["output"][] }, unknown[], Record<string, unknown>>({
      queryKey: [name, input, occupancy, "pages"],
      queryFn: ({ pageParam, signal }) =>
        call(name, { ...(input as object), ...pageParam } as Api[K]["input"], { signal }),
      initialPageParam: {},
      getNextPageParam: (last, pages) => options.next(last, pages) ?? undefined,
      enabled: !options.isOff,
      meta: { topics: [roomOf(name), ...(options.topics ?? [])] },
      placeholderData: (before) => before,
    });
  return {
    pages: data?.pages ?? [],
    error,
    isPending,
    isStale: isPlaceholderData,
    hasMore: hasNextPage,
    isLoadingMore: isFetchingNextPage,
    more: () => void fetchNextPage(),
  };
}

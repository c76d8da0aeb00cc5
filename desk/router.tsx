import { QueryClientProvider } from "@tanstack/react-query";
import {
  createRootRoute,
  createRoute,
  createRouter,
  Outlet,
  RouterProvider as TanStackProvider,
  useLocation,
  useMatches,
  useNavigate,
} from "@tanstack/react-router";
import { FileQuestion, TriangleAlert } from "lucide-react";
import { Component, lazy, type ReactNode, Suspense, useEffect, useState } from "react";
import { RouterProvider as AriaRouter, I18nProvider } from "react-aria-components";
import { Button, LinkButton } from "./design/Button.tsx";
import { EmptyState, PageHead, Skeleton } from "./design/Page.tsx";
import { Toasts } from "./design/Toast.tsx";
import { RouteAnnouncer, ServerAway } from "./frame/Banners.tsx";
import { Frame } from "./frame/Frame.tsx";
import { useMe, useNotices, useSearch } from "./frame/office.ts";
import { SessionEnded } from "./frame/SessionEnded.tsx";
import { signOut } from "./login/auth.ts";
import { queries, useAct, useLive } from "./queries.ts";
import { type Screen, screens } from "./screens.ts";
import { actingAs, session, sessionOf, workAs } from "./session.ts";
import { useSettings } from "./settings.ts";
import { useWords } from "./words.ts";

/** The screen of an address, for its title; the more particular path wins over one with a parameter. */
export function screenAt(address: string, all: readonly Screen[] = screens): Screen | undefined {
  const fits = (path: string) => {
    const [want, have] = [path.split("/"), address.split("/")];
    return (
      want.length === have.length &&
      want.every((part, i) => part === have[i] || (part.startsWith("$") && have[i] !== ""))
    );
  };
  return all.find(({ path }) => path === address) ?? all.find(({ path }) => fits(path));
}

/** A screen that breaks takes nothing else with it: the frame stays, and the text of the fault can be reported. */
class Safe extends Component<{ children: ReactNode; words: (fault: string) => ReactNode }, { fault: string | null }> {
  override state = { fault: null };
  static getDerivedStateFromError(fault: unknown) {
    return { fault: fault instanceof Error ? `${fault.name}: ${fault.message}` : String(fault) };
  }
  override render() {
    return this.state.fault === null ? this.props.children : this.props.words(this.state.fault);
  }
}

function SafeScreen({ children }: { children: ReactNode }) {
  const { w } = useWords();
  // What is shown trails the address bar while the next screen is fetched. By the address, the old screen would be made
  // anew for that moment, and a form that was just sent would find its draft again.
  const shown = useMatches({ select: (matches) => matches.at(-1)?.id ?? "" });
  return (
    <Safe
      key={shown}
      words={(fault) => (
        <>
          <PageHead title={w("screenFailed")} />
          <EmptyState
            icon={TriangleAlert}
            title={w("screenFailedHelp")}
            help={<code>{fault}</code>}
            action={<Button onPress={() => window.location.reload()}>{w("retry")}</Button>}
          />
        </>
      )}
    >
      <Suspense fallback={<Skeleton rows={8} />}>{children}</Suspense>
    </Safe>
  );
}

function NotFound() {
  const { w } = useWords();
  return (
    <>
      <PageHead title={w("notFound")} />
      <EmptyState
        icon={FileQuestion}
        title={w("notFoundHelp")}
        help=""
        action={<LinkButton href="/">{w("home")}</LinkButton>}
      />
    </>
  );
}

/** Everything inside the frame; sends whoever is not signed in to the login page and back afterwards. */
function Inside({ address, children }: { address: string; children: ReactNode }) {
  const { data: me, error, refetch } = useMe();
  const { w } = useWords();
  const navigate = useNavigate();
  const chosen = actingAs.use();
  const state = session.use();
  const notices = useNotices(me !== undefined);
  const read = useAct("notices.read");
  const readAll = useAct("notices.readAll");
  const [text, setText] = useState("");
  const { found, isFetching } = useSearch(text);
  useLive(me !== undefined && state === "open");

  useEffect(() => {
    if (me) sessionOf.set(me.person.email);
  }, [me]);
  useEffect(() => {
    if (error?.status === 401) {
      const next = window.location.pathname + window.location.search;
      window.location.replace(next === "/" ? "/login" : `/login?next=${encodeURIComponent(next)}`);
    }
    // The remembered position has ended, or belongs to whoever used this device before.
    if (chosen && (error?.status === 403 || error?.status === 400)) workAs(null);
  }, [error, chosen]);

  if (!me)
    return (
      <main className="sheet alone">
        <ServerAway />
        {error && error.status !== 401 ? (
          <EmptyState
            icon={TriangleAlert}
            title={error.title.th}
            help={error.say("th")}
            action={<Button onPress={() => void refetch()}>{w("retry")}</Button>}
          />
        ) : (
          <Skeleton rows={10} />
        )}
      </main>
    );
  const go = (href: string) => void navigate({ href });
  return (
    <Frame
      me={me}
      address={address}
      screens={screens.filter(({ nav }) => !nav?.duty || me.duties?.some(({ duty }) => duty === nav.duty))}
      {...(notices
        ? {
            bell: {
              notices: notices.notices,
              unread: notices.unread,
              onReadAll: () => {
                const newest = notices.notices[0];
                if (newest) void readAll.run({ upto: newest.id });
              },
              onOpen: (notice) => !notice.read && void read.run({ notices: [notice.id] }),
            },
          }
        : {})}
      search={{ text, onText: setText, found, isSearching: isFetching }}
      onGo={go}
      onBack={() => router.history.canGoBack() && router.history.back()}
      onSwitch={(occupancy) => workAs(occupancy.id)}
      onSignOut={async () => {
        await signOut();
        workAs(null);
        window.location.assign("/login");
      }}
      banners={<ServerAway />}
    >
      {children}
    </Frame>
  );
}

function Root() {
  const navigate = useNavigate();
  const address = useLocation({ select: ({ pathname }) => pathname });
  const { language } = useSettings();
  const { w, say } = useWords();
  const screen = screenAt(address);
  const outlet = (
    <SafeScreen>
      <Outlet />
    </SafeScreen>
  );
  return (
    // Buddhist era and day-month-year in both languages: a date reads the same to whoever sits beside.
    <I18nProvider locale={language === "th" ? "th-TH-u-ca-buddhist-nu-latn" : "en-GB-u-ca-buddhist"}>
      <AriaRouter navigate={(href) => void navigate({ href })}>
        {screen?.isBare ? outlet : <Inside address={address}>{outlet}</Inside>}
        <SessionEnded />
        <Toasts />
        <RouteAnnouncer address={address} title={screen ? say(screen.title) : w("notFound")} />
      </AriaRouter>
    </I18nProvider>
  );
}

const root = createRootRoute({ component: Root, notFoundComponent: NotFound });
const router = createRouter({
  routeTree: root.addChildren(
    screens.map(({ path, load }) => createRoute({ getParentRoute: () => root, path, component: lazy(load) })),
  ),
  defaultPreload: "intent",
  scrollRestoration: false,
});

export function Desk() {
  return (
    <QueryClientProvider client={queries}>
      <TanStackProvider router={router} />
    </QueryClientProvider>
  );
}

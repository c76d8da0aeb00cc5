import { useLocation } from "@tanstack/react-router";
import { Link } from "react-aria-components";
import { type Both, useWords } from "../words.ts";
import "./people.css";

/** The pages that belong together under one entry of the menu. */
export function SubNav({ label, pages }: { label: Both; pages: readonly { path: string; title: Both }[] }) {
  const { say } = useWords();
  const address = useLocation({ select: ({ pathname }) => pathname });
  const here = pages.filter(({ path }) => address === path || address.startsWith(`${path}/`)).at(-1);
  return (
    <nav className="subnav no-print" aria-label={say(label)}>
      {pages.map((page) => (
        <Link key={page.path} href={page.path} className="tab" {...(page === here ? { "aria-current": "page" } : {})}>
          {say(page.title)}
        </Link>
      ))}
    </nav>
  );
}

/** ใครมีอำนาจ: the question box and the generated table of who may do what, under which law. */
import { PageHead } from "../design/Page.tsx";
import { SubNav } from "../people/SubNav.tsx";
import { useWords } from "../words.ts";
import { AuthorityTable } from "./AuthorityTable.tsx";
import { WhoBox } from "./WhoBox.tsx";
import { authorityWords as a, authorityPages } from "./words.ts";
import "../matters/matters.css";
import "../people/people.css";
import "./authority.css";

export default function AuthorityPage() {
  const { say } = useWords();
  return (
    <>
      <SubNav label={a.pages} pages={authorityPages} />
      <PageHead title={say(a.title)} lead={say(a.lead)} />
      <WhoBox />
      <AuthorityTable />
    </>
  );
}

/** ค้นหา: all matters, by Thai words, under the rule of sight. */
import { room } from "../room.ts";
import { find, quick } from "./find.ts";
import { indexMissing } from "./index-matter.ts";

export { indexMatter, indexMissing, knowKinds, pathOf, reindexAll, searchHearers } from "./index-matter.ts";

export const search = room({
  name: "search",
  th: "ค้นหา",
  en: "Search",
  serves: "พ.ร.บ.ข้อมูลข่าวสารของราชการ พ.ศ. ๒๕๔๐; พ.ร.บ.การบริหารงานและการให้บริการภาครัฐผ่านระบบดิจิทัล พ.ศ. ๒๕๖๒ มาตรา ๑๒",
  migrations: [new URL("./search.sql", import.meta.url)],
  duties: {},
  acts: {},
  views: { find, quick },
  clockwork: {
    mend: {
      th: "เพิ่มเรื่องที่ดัชนีค้นหายังไม่มี",
      en: "Index what the search lacks",
      cron: "7 3 * * *",
      run: async (house) => ({ indexed: await indexMissing(house) }),
    },
  },
});

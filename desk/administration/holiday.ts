/** A holiday and what its kind is called. */
import { GLOSSARY } from "../../kernel/glossary.ts";
import type { Api } from "../api.ts";

export type Holiday = Api["calendar.holidays"]["output"][number];
export type HolidayKind = "holiday" | "substitution" | "special";

export const kindWords = {
  holiday: GLOSSARY["holiday.holiday"],
  substitution: GLOSSARY["holiday.substitution"],
  special: GLOSSARY["holiday.special"],
} as const;

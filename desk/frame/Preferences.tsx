import { RadioGroup } from "../design/Ticks.tsx";
import { changeSettings, type Settings, useSettings } from "../settings.ts";
import { useWords, type Word } from "../words.ts";

/** Language, theme and size of text; at once, and remembered on this device. */
export function Preferences() {
  const { w } = useWords();
  const settings = useSettings();
  const group = <K extends keyof Settings>(name: K, label: Word, choices: readonly [Settings[K], string][]) => (
    <RadioGroup
      label={w(label)}
      orientation="horizontal"
      value={settings[name]}
      onChange={(value) => changeSettings({ [name]: value } as Partial<Settings>)}
      choices={choices.map(([id, text]) => ({ id, label: text }))}
    />
  );
  return (
    <div className="form preferences">
      {group("language", "language", [
        ["th", "ไทย"],
        ["en", "English"],
      ])}
      {group("theme", "theme", [
        ["auto", w("themeAuto")],
        ["light", w("themeLight")],
        ["dark", w("themeDark")],
      ])}
      {group("text", "textSize", [
        ["normal", w("textNormal")],
        ["large", w("textLarge")],
        ["larger", w("textLarger")],
      ])}
    </div>
  );
}

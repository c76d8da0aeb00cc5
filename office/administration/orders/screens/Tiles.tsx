import { ToggleButton } from "react-aria-components";
import { type Both, useWords } from "../../../../desk/words.ts";
import "./orders.css";

export interface Tile {
  id: string;
  label: Both;
  count: number | undefined;
  /** What is counted: orders, reports, positions. */
  unit: Both;
  /** Worth worrying about when it is not nought. */
  isLate?: boolean;
}

export interface TilesProps {
  label: string;
  tiles: readonly Tile[];
  chosen?: string;
  /** Left out where the figures are only to be read. */
  onChoose?: (id: string) => void;
}

/** The few figures at the head of a board, set like the totals of a ledger; pressing one shows what it counts. */
export function Tiles({ label, tiles, chosen, onChoose }: TilesProps) {
  const { say } = useWords();
  const words = (tile: Tile) => (
    <>
      <span className="tile-label">{say(tile.label)}</span>
      <span className="tile-count">
        {tile.count === undefined ? "–" : tile.count.toLocaleString("en")}
        <span className="tile-unit"> {say(tile.unit)}</span>
      </span>
    </>
  );
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset cannot be laid out as a grid in every browser
    <div className="tiles" role="group" aria-label={label}>
      {tiles.map((tile) => {
        const tone = tile.isLate && (tile.count ?? 0) > 0 ? "late" : "";
        return onChoose ? (
          <ToggleButton
            key={tile.id}
            className={`tile ${tone}`}
            isSelected={chosen === tile.id}
            onChange={() => onChoose(chosen === tile.id ? "" : tile.id)}
          >
            {words(tile)}
          </ToggleButton>
        ) : (
          <div key={tile.id} className={`tile ${tone}`}>
            {words(tile)}
          </div>
        );
      })}
    </div>
  );
}

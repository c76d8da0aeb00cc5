import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import {
  appointedAs,
  type Candidate,
  type DelegationTerms,
  delegationFault,
  governorSuccession,
  succession,
} from "./rules.ts";

const candidate = (person: number, role: string, seniority = 1, position = person): Candidate => ({
  person,
  position,
  role,
  seniority,
  personName: { th: `คน${person}`, en: `P${person}` },
  positionName: { th: role, en: role },
});
const anyCandidate = fc
  .record({
    person: fc.integer({ min: 1, max: 9 }),
    role: fc.constantFrom(...governorSuccession, "district_deputy"),
    seniority: fc.integer({ min: 1, max: 4 }),
    position: fc.integer({ min: 1, max: 99 }),
  })
  .map(({ person, role, seniority, position }) => candidate(person, role, seniority, position));

test("one vice governor acts without an order; three need one; the palad when both upper ranks are away", () => {
  assert.equal(succession("governor", [candidate(1, "vice_governor"), candidate(2, "palad")]).kind, "by_law");
  const three = succession(
    "governor",
    [1, 2, 3].map((n) => candidate(n, "vice_governor")),
  );
  assert.ok(
    three.kind === "order_needed" && three.candidates.length === 3 && three.basis === "state-administration:๕๖",
  );
  const last = succession("governor", [candidate(9, "palad"), candidate(4, "agency_head")]);
  assert.ok(last.kind === "by_law" && last.candidate.role === "palad");
});

test("of agency heads the senior acts by law; of equals none is known", () => {
  const heads = succession("governor", [candidate(1, "agency_head", 3), candidate(2, "agency_head", 2)]);
  assert.ok(heads.kind === "by_law" && heads.candidate.person === 2);
  assert.equal(
    succession("governor", [candidate(1, "agency_head"), candidate(2, "agency_head")]).kind,
    "seniority_unclear",
  );
});

test("district chief: the senior deputy by law (s. 64 para. 3); other posts have no rule", () => {
  const said = succession("district_chief", [candidate(1, "district_deputy", 2), candidate(2, "district_deputy", 1)]);
  assert.ok(said.kind === "by_law" && said.candidate.person === 2 && said.basis === "state-administration:๖๔");
  assert.equal(succession("agency_head", [candidate(1, "agency_officer")]).kind, "no_rule");
});

test("the rank that the law calls first decides, whatever the order of the list; an incumbent of that rank goes on", () => {
  fc.assert(
    fc.property(fc.array(anyCandidate, { maxLength: 12 }), fc.integer({ min: 1, max: 9 }), (list, incumbent) => {
      const said = succession("governor", list, incumbent);
      assert.deepEqual(succession("governor", list.toReversed(), incumbent).kind, said.kind);
      const ranks = list
        .map((each) => (governorSuccession as readonly string[]).indexOf(each.role))
        .filter((rank) => rank >= 0);
      if (ranks.length === 0) return assert.equal(said.kind, "nobody");
      const first = governorSuccession[Math.min(...ranks)]!;
      const called = said.kind === "by_law" ? [said.candidate] : "candidates" in said ? said.candidates : [];
      assert.ok(called.length > 0 && called.every((each) => each.role === first));
      const ofRank = new Set(list.filter((each) => each.role === first).map((each) => each.person));
      if (first !== "agency_head" && ofRank.has(incumbent))
        assert.ok(said.kind === "by_law" && said.candidate.person === incumbent);
      if (ofRank.size === 1) assert.equal(said.kind, "by_law");
    }),
  );
});

test("an order makes the called one act under s. 56, another under s. 49, and elsewhere a stand-in", () => {
  assert.deepEqual(appointedAs("governor", true), { capacity: "acting", basis: "state-administration:๕๖" });
  assert.deepEqual(appointedAs("governor", false), { capacity: "acting", basis: "state-administration:๔๙" });
  assert.deepEqual(appointedAs("agency_head", true), { capacity: "standing_in", basis: "civil-service:๖๘" });
});

const terms: DelegationTerms = {
  from: 1,
  to: 2,
  duties: ["orders.issue"],
  start: "2026-01-01",
  end: null,
  scopePath: null,
  amountLimit: null,
  subdelegable: false,
  licencePower: false,
  signedOn: "2025-12-30",
};
const parties = {
  giverRole: "governor",
  giverUnit: 10,
  takerRole: "vice_governor",
  takerPath: [10],
  giverDuties: ["orders.issue"],
};

test("the limits of ss. 38–39", () => {
  assert.equal(delegationFault(terms, parties), undefined);
  assert.equal(delegationFault({ ...terms, to: 1 }, parties), "not_to_itself");
  assert.equal(delegationFault({ ...terms, duties: ["plan.approve"] }, parties), "delegation_of_own_power");
  assert.equal(delegationFault({ ...terms, signedOn: "2026-01-02" }, parties), "signed_before_force");
  const child: DelegationTerms = { ...terms, from: 2, to: 3 };
  const giver = { ...parties, giverRole: "vice_governor", giverDuties: [] };
  assert.equal(delegationFault(child, giver, { ...terms, inForce: true }), "subdelegation_allowed");
  assert.equal(delegationFault(child, giver, { ...terms, subdelegable: true, inForce: true }), undefined);
  assert.equal(delegationFault(child, giver, { ...terms, subdelegable: true, inForce: false }), "subdelegation_within");
  assert.equal(
    delegationFault(child, giver, { ...terms, subdelegable: true, inForce: true, amountLimit: 1000 }),
    "subdelegation_within",
  );
  assert.equal(
    delegationFault({ ...terms, licencePower: true }, { ...parties, takerPath: [99] }),
    "licence_to_subordinate",
  );
  assert.equal(
    delegationFault(child, giver, { ...terms, subdelegable: true, inForce: true, licencePower: true }),
    "licence_only_governor_passes_on",
  );
});

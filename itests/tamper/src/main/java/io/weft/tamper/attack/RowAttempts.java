package io.weft.tamper.attack;

import io.weft.ledger.check.CheckListener;
import io.weft.ledger.check.CheckReport;
import io.weft.ledger.check.CheckScope;
import io.weft.ledger.check.Kind;
import io.weft.ledger.check.SelfCheck;
import io.weft.thread.StoreUnavailableException;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** Bits of rows, found by the self-check. */
public final class RowAttempts implements Attack {

    private final RowAttack rows;
    private final SelfCheck check;

    public RowAttempts(RowAttack rows, SelfCheck check) {
        this.rows = rows;
        this.check = check;
    }

    @Override
    public Optional<Attempt> attempt(RandomGenerator random) throws Exception {
        return rows.change(random).map(Changed::new);
    }

    private final class Changed implements Attempt {

        private final RowAttack.Change change;

        Changed(RowAttack.Change change) {
            this.change = change;
        }

        @Override
        public String kind() {
            return change.column().kind();
        }

        @Override
        public String place() {
            return change.column().place(rows.table().name());
        }

        /** Of a row whose id was changed the hint finds another of that id, such as its declaration of error, or none: then everything is looked at. */
        @Override
        public Verdict check() throws Exception {
            Verdict hinted = verdict(check.check(new CheckScope.Only(List.of(
                    new CheckScope.Subject(Kind.valueOf(change.subjectKind()), change.subject()))), CheckListener.NONE));
            return hinted.named() ? hinted : checkEverything().orElseThrow();
        }

        @Override
        public Optional<Verdict> checkEverything() throws StoreUnavailableException {
            return Optional.of(verdict(check.check(new CheckScope.Everything(Optional.empty()), CheckListener.NONE)));
        }

        private Verdict verdict(CheckReport report) {
            boolean named = report.findings().stream().anyMatch(found -> change.isNamedBy(found.table(), found.record(), found.field()));
            return new Verdict(report.different() > 0, named, change + ": " + report.findings());
        }

        @Override
        public void undo() throws Exception {
            change.undo();
        }
    }
}

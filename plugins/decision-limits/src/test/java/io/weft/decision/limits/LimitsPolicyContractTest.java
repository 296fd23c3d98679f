package io.weft.decision.limits;

import static io.weft.decision.limits.Lot.NORTH;

import io.weft.decision.DecisionPolicy;
import io.weft.decision.LotHistory.Exposed;
import io.weft.identity.ThreadKey;
import io.weft.tck.DecisionPolicyContract;
import io.weft.thread.Exposure;
import java.util.List;

class LimitsPolicyContractTest extends DecisionPolicyContract {

    @Override
    protected DecisionPolicy policy() {
        return Settings.refrigerated().policy();
    }

    @Override
    protected ThreadKey lot() {
        return Lot.KEY;
    }

    @Override
    protected ThreadKey strangeLot() {
        return new ThreadKey("09521321000025", "L-1");
    }

    @Override
    protected List<Exposure> exposures() {
        return Lot.inZone(NORTH).exposures();
    }

    @Override
    protected List<Exposed> violating() {
        return Lot.inZone(NORTH).readsEachMinute(NORTH, 0, 15, "9.25").readings();
    }

    @Override
    protected List<Exposed> harmless() {
        return Lot.inZone(NORTH).readsEachMinute(NORTH, 0, 15, "5").readings();
    }
}

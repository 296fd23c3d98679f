package io.weft.fabric.contract;

import java.nio.charset.StandardCharsets;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.hyperledger.fabric.shim.Chaincode;
import org.hyperledger.fabric.shim.ChaincodeBase;
import org.hyperledger.fabric.shim.ChaincodeStub;
import org.hyperledger.fabric.shim.ResponseUtils;

/** Gives each call to its function. What comes back is text; a refusal is a message that begins with its code. */
public final class EvidenceContract extends ChaincodeBase {

    private static final Logger LOG = Logger.getLogger(EvidenceContract.class.getName());

    @Override
    public Chaincode.Response init(ChaincodeStub stub) {
        return ResponseUtils.newSuccessResponse();
    }

    @Override
    public Chaincode.Response invoke(ChaincodeStub stub) {
        try {
            return ResponseUtils.newSuccessResponse(call(stub, Arguments.of(stub)).getBytes(StandardCharsets.UTF_8));
        } catch (Refusal refusal) {
            return ResponseUtils.newErrorResponse(refusal.getMessage());
        } catch (RuntimeException fault) {
            // The client gets one line of it; where it came from is for this process's operator.
            LOG.log(Level.SEVERE, "transaction " + stub.getTxId(), fault);
            return ResponseUtils.newErrorResponse("WEFT-" + Code.INTERNAL + ": " + fault);
        }
    }

    private static String call(ChaincodeStub stub, Arguments arguments) {
        switch (arguments.function()) {
            case "approveKey":
                arguments.exactly(2);
                return new KeyApproval(stub).approve(arguments.origin(0), arguments.text(1));
            case "approveRevocation":
                arguments.exactly(3);
                return new KeyApproval(stub).revoke(arguments.origin(0), arguments.keyId(1), arguments.size(2, "fromSize"));
            case "anchor":
                arguments.exactly(6);
                String id = arguments.hash(0, "id");
                Head previous = new Head(arguments.size(2, "previousSize"), arguments.hash(3, "previousRoot"));
                Anchor anchor = new Anchor(SignedCheckpoint.parse(arguments.text(1)), previous, arguments.text(4));
                return new Anchoring(stub).anchor(id, anchor, arguments.text(5));
            case "head":
                return new Queries(stub).head(arguments.exactly(1).origin(0));
            case "anchored":
                arguments.exactly(2);
                return new Queries(stub).anchored(arguments.origin(0), arguments.size(1, "size"));
            case "byId":
                return new Queries(stub).byId(arguments.exactly(1).hash(0, "id"));
            case "page":
                arguments.exactly(3);
                return new Queries(stub).page(arguments.origin(0), arguments.size(1, "afterSize"), arguments.size(2, "limit"));
            case "keys":
                return new Queries(stub).keys(arguments.exactly(1).origin(0));
            default:
                throw new Refusal(Code.ARGUMENT, "function '" + arguments.function() + "' is not one of this contract's");
        }
    }

    /** What the shim's own start does before it would dial a peer. */
    void prepare() {
        // The shim sets its own levels from the environment; what is beside it speaks of faults alone.
        Logger.getLogger("").setLevel(Level.WARNING);
        initializeLogging();
        processEnvironmentOptions();
        validateOptions();
        org.hyperledger.fabric.metrics.Metrics.initialize(getChaincodeConfig());
        org.hyperledger.fabric.traces.Traces.initialize(getChaincodeConfig());
    }
}

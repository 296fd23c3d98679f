package io.weft.launcher;

import io.weft.fabric.receipt.VerifyWithReceipt;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Hands over to the verifier, which is a program of its own that needs no hub. */
@Command(name = "verify", description = "Verify a proof bundle, a receipt, or both offline (see weft verify --help).")
final class VerifyCommand implements Callable<Integer> {

    @Parameters(arity = "0..*", hidden = true)
    List<String> arguments = List.of();

    @Override
    public Integer call() {
        return VerifyWithReceipt.run(arguments, System.out, System.err);
    }
}

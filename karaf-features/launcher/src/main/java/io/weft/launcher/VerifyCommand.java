package io.weft.launcher;

import io.weft.fabric.receipt.VerifyWithReceipt;
import io.weft.ledger.mldsa.MlDsaKey;
import io.weft.ledger.proof.MalformedProofException;
import io.weft.ledger.proof.TrustAnchor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Hands over to the verifier, which is a program of its own that needs no hub; adds what needs a library. */
@Command(name = "verify", description = "Verify a proof bundle, a receipt, or both offline (see weft verify --help).")
final class VerifyCommand implements Callable<Integer> {

    private static final String ML_DSA_KEY = "--ml-dsa-key";
    private static final String HELP = """

            If the log signs with a second, quantum-safe key, that signature is verified as well:

              --ml-dsa-key  file with the log's ML-DSA-65 verifier key; the signature must be there and hold. A bundle that has
                            one is not proven without it, unless a --checkpoint has the same signature
            """;

    @Parameters(arity = "0..*", hidden = true)
    List<String> arguments = List.of();

    @Spec
    CommandSpec command;

    @Override
    public Integer call() throws IOException {
        List<String> others = new ArrayList<>();
        List<TrustAnchor> known = new ArrayList<>();
        for (int i = 0; i < arguments.size(); i++) {
            if (!ML_DSA_KEY.equals(arguments.get(i))) {
                others.add(arguments.get(i));
            } else if (i + 1 == arguments.size()) {
                throw new ParameterException(command.commandLine(), ML_DSA_KEY + " needs a value");
            } else {
                known.add(key(arguments.get(++i)));
            }
        }
        int status = VerifyWithReceipt.run(others, known, System.out, System.err);
        if (others.contains("--help") || others.contains("-h")) {
            System.out.print(HELP);
        }
        return status;
    }

    /** Such a key has 2,600 characters, so it stands in a file. */
    private TrustAnchor key(String file) {
        try {
            return new TrustAnchor.Key(MlDsaKey.parse(Files.readString(Path.of(file)).strip()));
        } catch (IOException e) {
            throw new ParameterException(command.commandLine(), ML_DSA_KEY + ": cannot read '" + file + "': " + e, e);
        } catch (MalformedProofException e) {
            throw new ParameterException(command.commandLine(), ML_DSA_KEY + " " + file + ": " + e.getMessage(), e);
        }
    }
}

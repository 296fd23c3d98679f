package io.weft.fabric.receipt;

import io.weft.ledger.proof.InvalidProofException;
import io.weft.ledger.proof.MalformedProofException;
import io.weft.ledger.proof.TrustAnchor;
import io.weft.ledger.proof.Verify;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * {@code weft verify} for who has a receipt: the bundle must rest on the checkpoint that the receipt proves to be anchored.
 * Without a receipt it is {@link Verify}. Exit status: 0 proven, 1 not proven, 2 usage.
 */
public final class VerifyWithReceipt {

    private static final int PROVEN = 0;
    private static final int NOT_PROVEN = 1;
    private static final int USAGE = 2;

    private static final String RECEIPT = "--receipt";
    private static final String ORGANIZATIONS = "--organizations";
    private static final String CHANNEL = "--channel";
    private static final String CONTRACT = "--contract";
    private static final String ORDERER = "--orderer";
    private static final Set<String> OPTIONS = Set.of(RECEIPT, ORGANIZATIONS, CHANNEL, CONTRACT, ORDERER);

    private static final String HELP = """

            With a receipt of a Fabric channel, the bundle must rest on the checkpoint that was anchored there; no key is
            needed. Without a bundle, what the receipt proves is told.

              weft verify [<bundle>] --receipt <file> --organizations <folder> [--channel NAME] [--contract NAME]
                  [--orderer MSP-ID]

              --receipt        as weft receipt writes it
              --organizations  folder with <MSP ID>.pem of each organization that you believe: the orderers' and two or more
                               others, which all must have endorsed. From where you trust it, never from the hub
              --channel        evidence unless told
              --contract       evidence unless told
              --orderer        MSP ID of the orderers' organization, OrdererMSP unless told
            """;

    private VerifyWithReceipt() {
    }

    public static void main(String[] arguments) {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        PrintStream err = new PrintStream(System.err, true, StandardCharsets.UTF_8);
        System.exit(run(List.of(arguments), out, err));
    }

    /** The command without the end of the process. @return its exit status */
    public static int run(List<String> arguments, PrintStream out, PrintStream err) {
        return run(arguments, List.of(), out, err);
    }

    /**
     * The same for a program that has options of its own.
     *
     * @param known what the program knows of the log by them; all must hold
     */
    public static int run(List<String> arguments, List<TrustAnchor> known, PrintStream out, PrintStream err) {
        if (arguments.contains("--help") || arguments.contains("-h")) {
            Verify.run(List.of("--help"), out, err);
            out.print(HELP);
            return PROVEN;
        }
        Map<String, String> options = new HashMap<>();
        List<String> others = new ArrayList<>();
        byte[] receipt;
        ReceiptVerifier verifier;
        try {
            sort(arguments, options, others);
            if (options.isEmpty()) {
                return Verify.run(others, known, out, err);
            }
            verifier = verifier(options);
            receipt = read(options);
        } catch (UsageException e) {
            err.println("weft verify: " + e.getMessage());
            err.println("weft verify --help tells how to use it");
            return USAGE;
        }
        AnchoredCheckpoint anchored;
        try {
            anchored = verifier.verify(receipt);
        } catch (MalformedProofException | InvalidProofException e) {
            out.println("NOT PROVEN");
            out.println("  " + e.getMessage());
            return NOT_PROVEN;
        }
        if (others.isEmpty()) {
            out.println("ANCHORED");
            out.println("  log       " + anchored.checkpoint().origin());
            out.println("  size      " + anchored.checkpoint().size());
            show(anchored, out);
            return PROVEN;
        }
        List<TrustAnchor> all = new ArrayList<>(known);
        all.add(new TrustAnchor.PinnedCheckpoint(anchored.note()));
        int status = Verify.run(others, all, out, err);
        if (status == PROVEN) {
            show(anchored, out);
        }
        return status;
    }

    private static void show(AnchoredCheckpoint anchored, PrintStream out) {
        out.println("  anchored  channel " + anchored.channel() + ", block " + anchored.block() + ", transaction "
                + anchored.transaction());
        out.println("  by        " + anchored.owner() + ", endorsed by " + String.join(" and ", anchored.organizations()));
        out.println("  claimed   " + anchored.claimedTime() + ", which nobody checked");
    }

    /** Parts the options of the receipt from what the bundle's verifier reads. */
    private static void sort(List<String> arguments, Map<String, String> options, List<String> others) throws UsageException {
        for (int i = 0; i < arguments.size(); i++) {
            String argument = arguments.get(i);
            if (!OPTIONS.contains(argument)) {
                others.add(argument);
            } else if (i + 1 == arguments.size()) {
                throw new UsageException(argument + " needs a value");
            } else if (options.put(argument, arguments.get(++i)) != null) {
                throw new UsageException(argument + " is given twice");
            }
        }
        for (String needed : List.of(RECEIPT, ORGANIZATIONS)) {
            if (!options.isEmpty() && !options.containsKey(needed)) {
                throw new UsageException(needed + " is not given: a receipt cannot vouch for itself, nor roots for a bundle");
            }
        }
    }

    private static ReceiptVerifier verifier(Map<String, String> options) throws UsageException {
        String folder = options.get(ORGANIZATIONS);
        try {
            PinnedOrganizations organizations = PinnedOrganizations.read(Path.of(folder),
                    options.getOrDefault(ORDERER, PinnedOrganizations.ORDERER_MSP));
            return new ReceiptVerifier(organizations, options.getOrDefault(CHANNEL, "evidence"),
                    options.getOrDefault(CONTRACT, "evidence"));
        } catch (IOException | IllegalArgumentException e) {
            throw new UsageException(ORGANIZATIONS + " " + folder + ": " + e.getMessage());
        }
    }

    private static byte[] read(Map<String, String> options) throws UsageException {
        String file = options.get(RECEIPT);
        try {
            return Files.readAllBytes(Path.of(file));
        } catch (IOException | InvalidPathException e) {
            throw new UsageException("cannot read '" + file + "': " + e);
        }
    }

    private static final class UsageException extends Exception {

        private static final long serialVersionUID = 1L;

        UsageException(String rule) {
            super(rule);
        }
    }
}

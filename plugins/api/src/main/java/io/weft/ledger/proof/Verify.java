package io.weft.ledger.proof;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** {@code weft verify}: verifies a proof bundle with nothing but this jar. Exit status: 0 proven, 1 not proven, 2 usage. */
public final class Verify {

    private static final int PROVEN = 0;
    private static final int NOT_PROVEN = 1;
    private static final int USAGE = 2;

    private static final String HELP = """
            Verifies a proof bundle offline.

              weft verify <bundle> --key <file or text>
              weft verify <bundle> --checkpoint <file> [--witness-key <file or text>]
              java -cp weft-api.jar io.weft.ledger.proof.Verify <bundle> ...

              --key         the log's verifier key, name+hash+base64 (C2SP signed note)
              --checkpoint  a checkpoint of the log as a sink or witness keeps it; the bundle must rest on exactly this one
              --witness-key verifier key of a witness (C2SP tlog-cosignature), which must have cosigned the checkpoint
              --help        this text

            Give the key or the checkpoint from where you trust it, never from whoever gave the bundle; if both are given,
            both must hold. Exit status: 0 all is proven, 1 something is not, 2 wrong use or unreadable file.
            """;

    private final PrintStream out;
    private final PrintStream err;

    private Verify(PrintStream out, PrintStream err) {
        this.out = out;
        this.err = err;
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
     * @param arguments those of this command
     * @param known     what the program knows of the log by its own options; all must hold
     */
    public static int run(List<String> arguments, List<TrustAnchor> known, PrintStream out, PrintStream err) {
        return new Verify(out, err).run(arguments, known);
    }

    private int run(List<String> arguments, List<TrustAnchor> known) {
        if (arguments.contains("--help") || arguments.contains("-h")) {
            out.print(HELP);
            return PROVEN;
        }
        byte[] bundle;
        List<TrustAnchor> anchors = new ArrayList<>(known);
        List<CosignerKey> witnesses = new ArrayList<>();
        try {
            String file = null;
            for (int i = 0; i < arguments.size(); i++) {
                String argument = arguments.get(i);
                switch (argument) {
                    case "--key" -> anchors.add(key(value(arguments, ++i, argument)));
                    case "--checkpoint" -> anchors.add(checkpoint(value(arguments, ++i, argument)));
                    case "--witness-key" -> witnesses.add(witness(value(arguments, ++i, argument)));
                    default -> {
                        if (argument.startsWith("-") || file != null) {
                            throw new UsageException("'" + argument + "' is not expected");
                        }
                        file = argument;
                    }
                }
            }
            if (file == null) {
                throw new UsageException("no bundle is given");
            }
            if (anchors.isEmpty()) {
                throw new UsageException("neither --key nor --checkpoint is given: a bundle cannot vouch for itself");
            }
            anchors.addAll(cosigned(anchors, witnesses));
            bundle = read(file);
        } catch (UsageException e) {
            err.println("weft verify: " + e.getMessage());
            err.println("weft verify --help tells how to use it");
            return USAGE;
        }
        return verify(bundle, anchors);
    }

    private int verify(byte[] bundle, List<TrustAnchor> anchors) {
        Verification verification;
        try {
            verification = ProofVerifier.verify(bundle, anchors.toArray(TrustAnchor[]::new));
        } catch (MalformedProofException | InvalidProofException e) {
            out.println("NOT PROVEN");
            out.println("  " + e.getMessage());
            return NOT_PROVEN;
        }
        CheckpointText checkpoint = verification.checkpoint();
        out.println(verification.proven() ? "PROVEN" : "NOT PROVEN");
        out.println("  items     " + verification.items() + " (" + verification.events() + " events, "
                + verification.readings() + " readings)");
        out.println("  log       " + checkpoint.origin());
        out.println("  size      " + checkpoint.size());
        out.println("  root      " + StrictBase64.encode(checkpoint.root()));
        if (!verification.proven()) {
            out.println("  failures  " + verification.failures().size());
            verification.failures().forEach(failure -> out.println("    " + failure));
        }
        return verification.proven() ? PROVEN : NOT_PROVEN;
    }

    private static String value(List<String> arguments, int index, String option) throws UsageException {
        if (index >= arguments.size()) {
            throw new UsageException(option + " needs a value");
        }
        return arguments.get(index);
    }

    private static TrustAnchor key(String fileOrText) throws UsageException {
        try {
            return new TrustAnchor.Key(VerifierKey.parse(text(fileOrText)));
        } catch (MalformedProofException e) {
            throw new UsageException("--key: is no file, and " + e.getMessage());
        }
    }

    private static CosignerKey witness(String fileOrText) throws UsageException {
        try {
            return CosignerKey.parse(text(fileOrText));
        } catch (MalformedProofException e) {
            throw new UsageException("--witness-key: is no file, and " + e.getMessage());
        }
    }

    /** A witness speaks of the checkpoint that it kept, not of one that a bundle brings. */
    private static List<TrustAnchor> cosigned(List<TrustAnchor> anchors, List<CosignerKey> witnesses) throws UsageException {
        List<TrustAnchor> cosigned = new ArrayList<>();
        for (TrustAnchor anchor : anchors) {
            if (anchor instanceof TrustAnchor.PinnedCheckpoint pin) {
                witnesses.forEach(witness -> cosigned.add(new TrustAnchor.CosignedCheckpoint(pin.pinned(), witness)));
            }
        }
        if (cosigned.isEmpty() && !witnesses.isEmpty()) {
            throw new UsageException("--witness-key needs the --checkpoint that the witness cosigned");
        }
        return cosigned;
    }

    private static String text(String fileOrText) throws UsageException {
        return isFile(fileOrText) ? new String(read(fileOrText), StandardCharsets.UTF_8).strip() : fileOrText;
    }

    private static TrustAnchor checkpoint(String file) throws UsageException {
        byte[] note = read(file);
        try {
            CheckpointText.read(note);
        } catch (MalformedProofException e) {
            throw new UsageException("--checkpoint " + file + ": " + e.getMessage());
        }
        return new TrustAnchor.PinnedCheckpoint(note);
    }

    private static boolean isFile(String name) {
        try {
            return Files.isRegularFile(Path.of(name));
        } catch (InvalidPathException e) {
            return false;
        }
    }

    private static byte[] read(String file) throws UsageException {
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

package io.weft.witness;

import io.weft.event.Digests;
import io.weft.ledger.proof.CheckpointText;
import io.weft.ledger.proof.CosignerKey;
import io.weft.ledger.proof.NoteSignature;
import io.weft.ledger.proof.SignedNote;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(name = "status", mixinStandardHelpOptions = true,
        description = "Show the witness's key, what it cosigned last of each log, and its open alarms. Exit status 1 if there is one.")
final class StatusCommand implements Callable<Integer> {

    @Mixin
    StateOption state;

    @Option(names = "--all", description = "Also the alarms that are over.")
    boolean all;

    @Spec
    CommandSpec command;

    @Override
    public Integer call() throws Exception {
        PrintWriter out = command.commandLine().getOut();
        WitnessFolder witness = state.witness();
        out.println("witness " + witness.cosigner().verifierKey());
        boolean alarmed = false;
        for (String log : witness.logs()) {
            out.println("log     " + log);
            Path latest = witness.log(log).resolve("latest");
            out.println(Files.exists(latest) ? newest(Files.readAllBytes(latest), witness) : "  nothing cosigned yet");
            List<Alarm> alarms = witness.alarms(log, Clock.systemUTC(), System.err).all();
            for (Alarm alarm : alarms) {
                alarmed |= alarm.open();
                if (alarm.open() || all) {
                    out.println("  " + (alarm.open() ? "ALARM " : "ended ") + alarm.at() + " " + alarm.text());
                    out.println("        " + alarm.id() + alarm.ended().map(end -> ", ended " + end).orElse(""));
                }
            }
        }
        out.flush();
        return alarmed ? 1 : 0;
    }

    private static String newest(byte[] note, WitnessFolder witness) throws Exception {
        SignedNote signed = SignedNote.parse(note);
        CheckpointText text = CheckpointText.read(signed);
        NoteSignature line = signed.verify(witness.cosigner().verifierKey());
        return "  size  " + text.size() + "\n  root  " + Digests.hex(text.root()) + "\n  at    " + CosignerKey.time(line);
    }
}

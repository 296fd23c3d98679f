package io.weft.witness;

import io.weft.ledger.proof.KeyText;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(name = "init", mixinStandardHelpOptions = true,
        description = "Make a witness's key, and print the verifier key of its cosignatures. A key that is there stays.")
final class InitCommand implements Callable<Integer> {

    @Option(names = "--name", paramLabel = "NAME", required = true,
            description = "Its name in the world, such as partner.example/w1 (a URL without https://).")
    String name;

    @Mixin
    StateOption state;

    @Spec
    CommandSpec command;

    @Override
    public Integer call() throws Exception {
        try {
            KeyText.checkName(name);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(command.commandLine(), "--" + e.getMessage(), e);
        }
        command.commandLine().getOut().println(state.witness().create(name));
        return 0;
    }
}

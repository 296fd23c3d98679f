package io.weft.fabric.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The README's table of codes is the enum, in its order. */
final class ReadmeCodesTest {

    @Test
    void everyCodeHasItsRow() throws Exception {
        List<String> rows = Pattern.compile("^\\| `([A-Z_]+)` \\|", Pattern.MULTILINE)
                .matcher(Files.readString(Path.of("README.md"))).results().map(row -> row.group(1))
                .filter(name -> !name.startsWith("CHAINCODE_") && !name.startsWith("CORE_")).toList();
        assertEquals(Arrays.stream(Code.values()).map(Code::name).toList(), rows);
    }
}

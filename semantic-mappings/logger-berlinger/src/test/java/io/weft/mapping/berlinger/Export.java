package io.weft.mapping.berlinger;

import io.weft.adapter.RawMessage;
import io.weft.engine.EngineInterpreter;
import io.weft.engine.Formats;
import io.weft.engine.Serving;
import io.weft.mapping.Interpreter;
import io.weft.mapping.MappingResult;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A logger's file of this project's own making, and the way through the engine. */
final class Export {

    private static final String TEXT = """
            Device: Q-tag Test 1
            Vers: 0.5
            Fw Vers: 4.0p0
            Conf:
             Serial: 990000000017
             Zone: 2.00
             Temp unit: C
             Alarm:
              0:
               T AL: +2.0, t AL: 60
             Logging Interval: 5
            Hist:
             TS Actv: 2026-03-28 23:50
             TS Report Creation: 2026-03-29 08:00
             MKT: %s
             1:
              Date: 2026-03-29
              Min T: +3.9, TS Min T: 00:01
              Max T: +8.5, TS Max T: 00:10
              Avrg T: +5.9
              Alarm:
               0:
                t Acc: 0
               1:
                t Acc: 61, TS A: 00:10, C A: 0
            Data:
            \t%s\tT\tOut of limits
            \t2026-03-29 00:00\t4.0
            \t2026-03-29 00:05\t6.0\t
            \t2026-03-29 00:10\t8.5\tx
            \t2026-03-29 00:15\t--.-\tx
            \t2026-03-29 00:20\t5.0
            \t2026-03-29 00:25\t5.0
            \t2026-03-29 00:30\t5.0
            \t2026-03-29 00:35\t5.0
            \t2026-03-29 00:40\t5.0
            \t2026-03-29 00:45\t5.0
            \t2026-03-29 00:50\t5.0
            Sig: 00112233445566778899aabbccddeeff
            """;

    private Export() {
    }

    static String text() {
        return TEXT.formatted("+5.5", "yyyy-MM-dd hh:mm");
    }

    /** As another device would write it. */
    static String text(String meanKineticTemperature, String heading) {
        return TEXT.formatted(meanKineticTemperature, heading);
    }

    static MappingResult map(String text) {
        return map(text.getBytes(StandardCharsets.UTF_8), ".");
    }

    static MappingResult map(byte[] payload, String decimal) {
        return interpreter(decimal).interpret(new RawMessage("file~loggers", "loggers", "berlinger-txt",
                Optional.empty(), "", Instant.EPOCH, Map.of(), payload), 0).result();
    }

    static Interpreter interpreter(String decimal) {
        Serving serving = Serving.of(new Formats(List.of(new BerlingerDecoder()), List.of()),
                List.of(new BerlingerMapping(configuration(decimal))), Map.of());
        return new EngineInterpreter(() -> serving);
    }

    private static BerlingerMapping.Configuration configuration(String decimal) {
        return new BerlingerMapping.Configuration() {
            @Override
            public String decimal() {
                return decimal;
            }

            @Override
            public String device() {
                return "https://weft.io/ns/device/berlinger/";
            }

            @Override
            public Class<? extends java.lang.annotation.Annotation> annotationType() {
                return BerlingerMapping.Configuration.class;
            }
        };
    }
}

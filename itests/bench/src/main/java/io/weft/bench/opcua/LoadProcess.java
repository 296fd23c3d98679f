package io.weft.bench.opcua;

import io.weft.site.LoadServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;

/**
 * The OPC UA server's own process. Arguments: items, folder of trusted clients, user, password, file for its certificate.
 * Prints its endpoint; then each line {@code <rounds> <microseconds per round>} is published and answered with the number
 * of values published so far, and {@code items} with the number of monitored items. Ends with its input.
 */
final class LoadProcess {

    private LoadProcess() {
    }

    public static void main(String[] arguments) throws IOException, InterruptedException {
        try (LoadServer server = LoadServer.start(Integer.parseInt(arguments[0]), Path.of(arguments[1]), arguments[2],
                arguments[3]);
                BufferedReader lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII))) {
            server.writeCertificate(Path.of(arguments[4]));
            System.out.println(server.endpoint());
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.equals("items")) {
                    System.out.println(server.monitoredItems());
                } else {
                    String[] parts = line.split(" ");
                    server.publish(Integer.parseInt(parts[0]), Duration.ofNanos(1_000 * Long.parseLong(parts[1])));
                    System.out.println(server.account().readings());
                }
            }
        }
    }
}

package io.weft.database.embedded;

import io.weft.database.Database;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;

/** Runs {@link EmbeddedPostgres} while its configuration is there, and says where it is. */
@Component(configurationPid = EmbeddedDatabase.PID, configurationPolicy = ConfigurationPolicy.REQUIRE, immediate = true)
public final class EmbeddedDatabase implements Database {

    static final String PID = "io.weft.database.embedded";

    private static final int MAXIMUM_PORT = 65_535;

    private final EmbeddedPostgres postgres;
    private final String databaseName;

    /** Keys of {@value EmbeddedDatabase#PID}. */
    @interface Configuration {
        /** Folder of the server and its data; empty: {@code postgres} in Karaf's data folder. */
        String home() default "";

        /** TCP port on 127.0.0.1; 0: any that is free. */
        int port() default 0;

        /** Seconds that the server may take to start or stop. */
        int timeoutSeconds() default 60;
    }

    @Activate
    public EmbeddedDatabase(BundleContext bundleContext, Configuration configuration)
            throws IOException, InterruptedException {
        int port = configuration.port();
        if (port < 0 || port > MAXIMUM_PORT) {
            throw new IllegalArgumentException(PID + ": port: '" + port + "' is not 0 to " + MAXIMUM_PORT);
        }
        if (configuration.timeoutSeconds() < 1) {
            throw new IllegalArgumentException(
                    PID + ": timeoutSeconds: '" + configuration.timeoutSeconds() + "' is not at least 1");
        }
        this.postgres = EmbeddedPostgres.start(
                home(bundleContext, configuration.home()), port, Duration.ofSeconds(configuration.timeoutSeconds()));
        this.databaseName = EmbeddedPostgres.DATABASE;
    }

    private static Path home(BundleContext bundleContext, String configured) {
        if (!configured.isBlank()) {
            return Path.of(configured.strip());
        }
        String data = bundleContext.getProperty("karaf.data");
        if (data == null) {
            throw new IllegalArgumentException(PID + ": home: '' needs the property karaf.data");
        }
        return Path.of(data, "postgres");
    }

    @Deactivate
    void deactivate() throws IOException, InterruptedException {
        postgres.close();
    }

    @Override
    public String url() {
        return postgres.url(databaseName);
    }

    @Override
    public String user() {
        return EmbeddedPostgres.USER;
    }

    @Override
    public Path passwordFile() {
        return postgres.passwordFile();
    }
}

package io.weft.adapter.jdbc;

import io.weft.settings.Settings;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.Executor;

/**
 * How a database is reached.
 *
 * @param driverClass    of the driver
 * @param driverBundle   symbolic name of the bundle that has it; empty for the driver that the hub ships
 * @param password       empty if the database knows the hub otherwise
 * @param tls            whether the shipped driver has to verify the server's certificate and name
 * @param timeoutSeconds of connecting and of each statement
 */
record DatabaseLogin(String url, String driverClass, String driverBundle, String user, Optional<String> password,
        boolean tls, int timeoutSeconds) {

    static final Set<String> KEYS = Set.of("url", "driverClass", "driverBundle", "user", "passwordFile", "timeoutSeconds");

    private static final String POSTGRESQL = "jdbc:postgresql:";
    private static final String SHIPPED = "org.postgresql.Driver";
    private static final Set<String> WEAK = Set.of("disable", "allow", "prefer");

    static DatabaseLogin of(Settings settings) {
        String url = settings.required("url");
        if (!url.isEmpty() && !url.startsWith("jdbc:")) {
            settings.fault("url", url, "is not a JDBC URL");
        }
        if (url.toLowerCase(Locale.ROOT).contains("password=")) {
            settings.fault("url", url.replaceAll("(?i)password=[^&;]*", "password=..."), "holds a password; use passwordFile");
        }
        String driverClass = settings.text("driverClass", SHIPPED);
        String bundle = settings.text("driverBundle", "");
        if (driverClass.equals(SHIPPED) != bundle.isEmpty()) {
            settings.fault("driverBundle", bundle, "goes with a driverClass that the hub does not ship; set both or none");
        }
        return new DatabaseLogin(url, driverClass, bundle, settings.text("user", ""), settings.secret("passwordFile"),
                tls(settings, url), settings.number("timeoutSeconds", 20, 1, 600));
    }

    /** Away from this machine a password and the lots' data travel under TLS only. Of other drivers the URL has to say it. */
    private static boolean tls(Settings settings, String url) {
        if (!url.startsWith(POSTGRESQL) || local(url)) {
            return false;
        }
        Optional<String> mode = Arrays.stream(url.split("[?&]")).filter(part -> part.startsWith("sslmode="))
                .map(part -> part.substring("sslmode=".length())).findFirst();
        if (mode.filter(WEAK::contains).isPresent()) {
            settings.fault("url", url, "would go in the clear; sslmode=verify-full is the default");
        }
        return mode.isEmpty();
    }

    private static boolean local(String url) {
        String place = url.substring(POSTGRESQL.length());
        if (!place.startsWith("//")) {
            return true;
        }
        return Arrays.stream(place.substring(2).split("[/?]", 2)[0].split(","))
                .allMatch(address -> loopback(address.replaceFirst(":[0-9]+$", "")));
    }

    private static boolean loopback(String host) {
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }

    /** A connection without autocommit, on which no read waits for ever. */
    Connection open(Driver driver, Executor executor) throws SQLException {
        Properties properties = new Properties();
        if (!user.isEmpty()) {
            properties.setProperty("user", user);
        }
        password.ifPresent(secret -> properties.setProperty("password", secret));
        if (driverBundle.isEmpty()) {
            properties.setProperty("connectTimeout", Integer.toString(timeoutSeconds));
            properties.setProperty("ApplicationName", "weft");
            if (tls) {
                properties.setProperty("sslmode", "verify-full");
            }
        }
        Connection connection = driver.connect(url, properties);
        if (connection == null) {
            throw new SQLException(driverClass + " does not know " + url);
        }
        connection.setNetworkTimeout(executor, Math.toIntExact((timeoutSeconds + 1) * 1_000L));
        connection.setAutoCommit(false);
        return connection;
    }

    @Override
    public String toString() {
        return url;
    }
}

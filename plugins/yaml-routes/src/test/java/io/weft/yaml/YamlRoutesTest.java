package io.weft.yaml;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weft.adapter.SinkAdapter;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.camel.CamelContext;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class YamlRoutesTest {

    private static final String ROUTE = """
            - route:
                id: %s
                from:
                  uri: direct:in
                  steps:
                    - setBody:
                        constant: %s
            """;

    @TempDir
    private Path folder;

    private final List<CamelContext> made = new ArrayList<>();
    private final List<SinkAdapter> targets = new ArrayList<>();
    private YamlRoutes routes;

    @BeforeEach
    void start() {
        routes = new YamlRoutes(this::context, folder, this::offer);
    }

    private CamelContext context() {
        CamelContext context = new DefaultCamelContext();
        made.add(context);
        return context;
    }

    private Runnable offer(SinkAdapter sink) {
        targets.add(sink);
        return () -> targets.remove(sink);
    }

    @AfterEach
    void stop() {
        routes.stop();
    }

    @Test
    void a_file_runs_changes_and_goes() throws Exception {
        File file = write(ROUTE.formatted("greet", "one"));
        routes.install(file);
        assertEquals("one", ask());
        write(ROUTE.formatted("greet", "two"));
        routes.update(file);
        assertEquals("two", ask());
        assertEquals(1, running().size());
        routes.uninstall(file);
        assertEquals(List.of(), running());
    }

    /** A password stands in a file of its own, not in the route. */
    @Test
    void placeholders_are_read_from_the_files_secrets() throws Exception {
        Files.writeString(folder.resolve("site.properties"), "greeting = hidden\n");
        File file = write(ROUTE.formatted("greet", "'{{greeting}}'"));
        routes.install(file);
        assertEquals("hidden", ask());
    }

    @Test
    void a_file_with_a_route_for_deliveries_is_a_target_as_long_as_it_has_one() throws Exception {
        String taking = ROUTE.replace("direct:in", "direct:delivery").formatted("cool", "switched");
        File file = write(ROUTE.formatted("greet", "one"));
        routes.install(file);
        assertEquals(List.of(), targets);
        write(ROUTE.formatted("greet", "one") + taking);
        routes.update(file);
        assertEquals(List.of("route~site"), targets.stream().map(SinkAdapter::instance).toList());
        write(taking);
        routes.update(file);
        assertEquals(1, targets.size());
        write(ROUTE.formatted("greet", "one"));
        routes.update(file);
        assertEquals(List.of(), targets);
        write(taking);
        routes.update(file);
        routes.uninstall(file);
        assertEquals(List.of(), targets);
    }

    @ParameterizedTest
    @ValueSource(strings = {"- route: [", "", "- route:\n    from:\n      uri: nosuch:thing\n      steps: []",
            "- route:\n    from:\n      uri: direct:in\n      steps:\n        - nosuchstep: {}"})
    void a_broken_file_leaves_what_ran_before(String broken) throws Exception {
        File file = write(ROUTE.formatted("greet", "one"));
        routes.install(file);
        write(broken);
        routes.update(file);
        assertEquals("one", ask());
        assertEquals(1, running().size());
    }

    @Test
    void routes_that_cannot_start_give_way_to_those_before() throws Exception {
        File file = write(ROUTE.formatted("greet", "one"));
        routes.install(file);
        write(ROUTE.formatted("greet", "two") + ROUTE.formatted("again", "two"));
        routes.update(file);
        assertEquals("one", ask());
        assertEquals(1, running().size());
    }

    @Test
    void a_file_that_was_broken_from_the_start_runs_once_it_is_mended() throws Exception {
        File file = write("- nonsense");
        routes.install(file);
        assertEquals(List.of(), running());
        write(ROUTE.formatted("greet", "one"));
        routes.update(file);
        assertEquals("one", ask());
    }

    @Test
    void only_its_own_extension_is_taken() {
        assertTrue(routes.canHandle(new File("x.camel.yaml")));
        assertFalse(routes.canHandle(new File("x.yaml")));
        assertFalse(routes.canHandle(new File("x.camel.yaml.bak")));
    }

    private File write(String text) throws Exception {
        return Files.writeString(folder.resolve("site.camel.yaml"), text).toFile();
    }

    private List<CamelContext> running() {
        return made.stream().filter(CamelContext::isStarted).toList();
    }

    private String ask() {
        return running().get(0).createProducerTemplate().requestBody("direct:in", "", String.class);
    }
}

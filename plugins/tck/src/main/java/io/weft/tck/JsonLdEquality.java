package io.weft.tck;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.apicatalog.jsonld.JsonLd;
import com.apicatalog.jsonld.JsonLdError;
import com.apicatalog.jsonld.JsonLdErrorCode;
import com.apicatalog.jsonld.document.Document;
import com.apicatalog.jsonld.document.JsonDocument;
import com.apicatalog.jsonld.loader.DocumentLoader;
import io.weft.event.CanonicalJson;
import io.weft.event.JsonException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Whether two JSON-LD documents say the same: both are expanded (JSON-LD 1.1 API, 5.1), arrays compare without order
 * except {@code @list}, numbers exactly. Works offline: the only remote context is EPCIS's, read from a file. Whoever uses
 * it brings {@code com.apicatalog:titanium-json-ld} and a {@code jakarta.json} provider.
 */
public final class JsonLdEquality {

    private static final String EPCIS_CONTEXT = "/epcis-context.jsonld";

    private final DocumentLoader loader;

    /** @param context GS1's {@code epcis-context.jsonld} */
    public JsonLdEquality(Path context) throws IOException {
        byte[] text = Files.readAllBytes(context);
        this.loader = (url, options) -> {
            if (!url.getPath().endsWith(EPCIS_CONTEXT)) {
                throw new JsonLdError(JsonLdErrorCode.LOADING_REMOTE_CONTEXT_FAILED, url + " is not EPCIS's context");
            }
            return document(text);
        };
    }

    public void assertSame(byte[] expected, byte[] actual) {
        assertEquals(expanded(expected), expanded(actual));
    }

    /** The expanded document in one spelling. @throws IllegalArgumentException if it is no JSON-LD */
    public String expanded(byte[] document) {
        try {
            String expanded = JsonLd.expand(document(document)).loader(loader).get().toString();
            Object value = CanonicalJson.read(expanded.getBytes(StandardCharsets.UTF_8));
            return new String(CanonicalJson.write(withoutOrder(value)), StandardCharsets.UTF_8);
        } catch (JsonLdError | JsonException e) {
            throw new IllegalArgumentException("the document cannot be expanded: " + e.getMessage(), e);
        }
    }

    private static Document document(byte[] text) throws JsonLdError {
        return JsonDocument.of(new ByteArrayInputStream(text));
    }

    private static Object withoutOrder(Object value) {
        if (value instanceof Map<?, ?> object) {
            Map<String, Object> members = new LinkedHashMap<>();
            object.forEach((name, member) -> members.put((String) name,
                    name.equals("@list") ? ordered((List<?>) member) : withoutOrder(member)));
            return members;
        }
        if (value instanceof List<?> list) {
            List<Object> elements = new ArrayList<>(ordered(list));
            elements.sort((one, other) -> Arrays.compare(CanonicalJson.write(one), CanonicalJson.write(other)));
            return elements;
        }
        return value;
    }

    private static List<Object> ordered(List<?> list) {
        List<Object> elements = new ArrayList<>(list.size());
        list.forEach(element -> elements.add(withoutOrder(element)));
        return elements;
    }
}

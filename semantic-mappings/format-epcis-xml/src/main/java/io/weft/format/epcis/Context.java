package io.weft.format.epcis;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The prefixes of extension fields in one document: the sender's own where they are unambiguous. What EPCIS and the hub
 * define has its fixed prefix, whatever the sender calls it.
 */
final class Context {

    private static final String EPCIS = "https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld";
    private static final String WEFT = "https://weft.io/ns/";
    /** Prefixes of EPCIS's own context, by the namespaces that XML documents use for them. */
    private static final Map<String, String> DEFINED = Map.of(
            "urn:epcglobal:cbv:mda", "cbvmda",
            "urn:epcglobal:cbv:mda:", "cbvmda",
            "https://ref.gs1.org/cbv/", "cbv",
            "https://gs1.org/voc/", "gs1",
            "https://www.gs1.org/voc/", "gs1");
    private static final Set<String> RESERVED = Set.of("epcis", "cbv", "cbvmda", "gs1", "xsd", "rdf", "rdfs", "owl",
            "dcterms", "dct", "schema", "weft", "urn", "http", "https", "ni");
    private static final String DELIMITERS = "/#:?[]@";

    private final Map<String, String> prefixes = new LinkedHashMap<>();

    /** {@code prefix:local}, or the local name of what is in no namespace. */
    String nameOf(Name name) {
        return name.namespace().isEmpty() ? name.local() : prefix(name) + ":" + name.local();
    }

    private String prefix(Name name) {
        String defined = name.namespace().equals(WEFT) ? "weft" : DEFINED.get(name.namespace());
        if (defined != null && !defined.equals("weft")) {
            return defined;
        }
        return prefixes.computeIfAbsent(name.namespace(), namespace -> defined != null ? defined : free(name.prefix()));
    }

    private String free(String wanted) {
        if (wanted.matches("[A-Za-z][A-Za-z0-9_-]*") && !RESERVED.contains(wanted) && !prefixes.containsValue(wanted)) {
            return wanted;
        }
        int number = 1;
        while (prefixes.containsValue("ns" + number)) {
            number++;
        }
        return "ns" + number;
    }

    /** The value of {@code @context}. Call it after all names were asked for. */
    List<Object> value() {
        List<Object> value = new ArrayList<>();
        value.add(EPCIS);
        if (!prefixes.isEmpty()) {
            Map<String, Object> own = new LinkedHashMap<>();
            prefixes.forEach((namespace, prefix) -> own.put(prefix, term(namespace)));
            value.add(own);
        }
        return value;
    }

    /** A prefix of JSON-LD 1.1 (4.1.5) ends in a delimiter; GS1's examples end those in a solidus that XML has without one. */
    private static String term(String namespace) {
        return DELIMITERS.indexOf(namespace.charAt(namespace.length() - 1)) >= 0 ? namespace : namespace + "/";
    }
}

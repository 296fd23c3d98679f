package io.weft.format.epcis;

import io.weft.event.CbvTerms;
import java.util.List;
import java.util.Set;

/**
 * CBV terms: URIs in XML, bare words in JSON (CBV 2.0, 7; EPCIS 2.0, 10). A measure of GS1's vocabulary that is none of CBV stays a URI; what claims
 * another namespace of CBV becomes a word, which whoever checks the event knows or refuses.
 */
enum Terms {
    BUSINESS_STEP("urn:epcglobal:cbv:bizstep:", "https://ref.gs1.org/cbv/BizStep-"),
    DISPOSITION("urn:epcglobal:cbv:disp:", "https://ref.gs1.org/cbv/Disp-"),
    BUSINESS_TRANSACTION_TYPE("urn:epcglobal:cbv:btt:", "https://ref.gs1.org/cbv/BTT-"),
    SOURCE_OR_DESTINATION_TYPE("urn:epcglobal:cbv:sdt:", "https://ref.gs1.org/cbv/SDT-"),
    ERROR_REASON("urn:epcglobal:cbv:er:", "https://ref.gs1.org/cbv/ER-"),
    SENSOR_ALERT("gs1:", "https://gs1.org/voc/", "https://www.gs1.org/voc/", "https://ref.gs1.org/voc/"),
    MEASUREMENT("gs1:", "https://gs1.org/voc/", "https://www.gs1.org/voc/", "https://ref.gs1.org/voc/"),
    COMPONENT("cbv:Comp-", "https://ref.gs1.org/cbv/Comp-", "urn:epcglobal:cbv:comp:");

    /** Dispositions of CBV 1.2 (7.2) that 2.0 no longer has: they stay URIs. */
    private static final Set<String> OF_CBV_1_2 = Set.of("non_sellable_expired", "non_sellable_damaged",
            "non_sellable_disposed", "non_sellable_no_pedigree_match", "non_sellable_recalled");

    private final List<String> prefixes;

    Terms(String... prefixes) {
        this.prefixes = List.of(prefixes);
    }

    String word(String uri) {
        for (String prefix : prefixes) {
            String word = uri.startsWith(prefix) ? uri.substring(prefix.length()) : "";
            if (isWord(word)) {
                return word;
            }
        }
        return uri;
    }

    private boolean isWord(String word) {
        return this == MEASUREMENT ? CbvTerms.MEASUREMENT.contains(word)
                : word.matches("[A-Za-z_]+") && !OF_CBV_1_2.contains(word);
    }
}

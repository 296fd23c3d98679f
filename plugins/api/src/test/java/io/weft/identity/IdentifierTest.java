package io.weft.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weft.identity.Identifier.Kind;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IdentifierTest {

    private static final String ID = "https://id.gs1.org";

    @ParameterizedTest
    @CsvSource(quoteCharacter = '~', value = {
        // EPC URNs have no check digit; the key's own form gets it.
        "urn:epc:id:sgtin:9521234.012345.A1,             SGTIN,     /01/09521234123453/21/A1",
        "urn:epc:id:sgtin:9521234.112345.A1,             SGTIN,     /01/19521234123450/21/A1",
        "urn:epc:id:sgtin:952123456789.0.1.2,            SGTIN,     /01/09521234567899/21/1.2",
        "urn:epc:class:lgtin:9521234.012345.L-1,         LOT,       /01/09521234123453/10/L-1",
        "urn:epc:class:lgtin:9521234.012345.a%2Fb%25,    LOT,       /01/09521234123453/10/a%2Fb%25",
        "urn:epc:idpat:sgtin:9521234.012345.*,           GTIN,      /01/09521234123453",
        "urn:epc:idpat:sgtin:9521234.*.*,                URI,       urn:epc:idpat:sgtin:9521234.*.*",
        "urn:epc:idpat:grai:9521234.12345.*,             GRAI,      /8003/09521234123453",
        "urn:epc:id:sscc:9521234.0123456789,             SSCC,      /00/095212341234567891",
        "urn:epc:id:sgln:9521234.12345.0,                SGLN,      /414/9521234123453",
        "urn:epc:id:sgln:9521234.12345.A%2F7,            SGLN,      /414/9521234123453/254/A%2F7",
        "urn:epc:id:sgln:952123412345..7,                SGLN,      /414/9521234123453/254/7",
        "urn:epc:id:pgln:9521234.12345,                  PGLN,      /417/9521234123453",
        "urn:epc:id:grai:9521234.12345.1,                GRAI,      /8003/095212341234531",
        "urn:epc:id:giai:9521234.77,                     GIAI,      /8004/952123477",
        "urn:epc:id:gdti:9521234.12345.9,                GDTI,      /253/95212341234539",
        "urn:epc:id:gsrn:9521234.0123456789,             OTHER_GS1, /8018/952123401234567895",
        "urn:epc:id:cpi:9521234.AB%23.12,                OTHER_GS1, /8010/9521234AB%23/8011/12",
        "URN:EPC:id:sscc:9521234.0123456789,             SSCC,      /00/095212341234567891",
        "urn:epc:id:gid:100.200.300,                     URI,       urn:epc:id:gid:100.200.300",
        // Digital Links: any domain, path, spelling and attributes.
        "https://id.gs1.org/01/09521234123453,           GTIN,      /01/09521234123453",
        "http://shop.example/a/b/01/09521234123453/10/L-1?17=271231&linkType=all#top, LOT, /01/09521234123453/10/L-1",
        "https://shop.example/01/9521234123453/10/L-1/,  LOT,       /01/09521234123453/10/L-1",
        "https://shop.example/gtin/9521234123453/lot/L%2d1, LOT,    /01/09521234123453/10/L-1",
        "https://id.gs1.org/01/09521234123453/22/V/10/L/21/S, SGTIN, /01/09521234123453/21/S",
        "https://id.gs1.org/01/09521234123453/22/V/10/L, LOT,       /01/09521234123453/10/L",
        "https://id.gs1.org/01/09521234123453/22/V,      OTHER_GS1, /01/09521234123453/22/V",
        "https://id.gs1.org/414/9521234123453/254/0,     SGLN,      /414/9521234123453",
        "https://id.gs1.org/8003/09521234123453S-1,      GRAI,      /8003/09521234123453S-1",
        "https://id.gs1.org/00/095212341234567891,       SSCC,      /00/095212341234567891",
        "HTTPS://ID.GS1.ORG/00/095212341234567891,       SSCC,      /00/095212341234567891",
        // What only resembles one.
        "https://shop.example/01/trousers,               URI,       https://shop.example/01/trousers",
        "https://shop.example/01/09521234123453/size/L,  URI,       https://shop.example/01/09521234123453/size/L",
        "https://id.gs1.org/,                            URI,       https://id.gs1.org/",
        "https://shop.example,                           URI,       https://shop.example",
        "urn:uuid:0b2c6ae4-2ec8-4d4a-9d50-8d6d2a1e5a11,  URI,       urn:uuid:0b2c6ae4-2ec8-4d4a-9d50-8d6d2a1e5a11",
        "mailto:a@b.example,                             URI,       mailto:a@b.example"
    })
    void everySpellingHasOneCanonicalForm(String uri, Kind kind, String canonical) throws Exception {
        Identifier identifier = Identifier.of(uri);
        assertEquals(canonical.startsWith("/") ? ID + canonical : canonical, identifier.canonical());
        assertEquals(kind, identifier.kind());
        assertEquals(identifier, Identifier.of(identifier.canonical()), "canonical form is not its own");
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '~', value = {
        "https://id.gs1.org/01/09521234123454,                check digit 4 where 3 is due",
        "https://shop.example/01/09521234123454/10/L,         check digit 4 where 3 is due",
        "https://id.gs1.org/00/095212341234567890,            check digit 0 where 1 is due",
        "https://id.gs1.org/01/123,                           is on GS1's domain but no GS1 Digital Link",
        "https://id.gs1.org/01/09521234123453/99/x,           is on GS1's domain but no GS1 Digital Link",
        "https://id.gs1.org/01/09521234123453/21/S/10/L,      is on GS1's domain but no GS1 Digital Link",
        "https://id.gs1.org/01/09521234123453/10/a%20b,       1 to 20 characters of GS1's set 82",
        "https://id.gs1.org/01/09521234123453/10/123456789012345678901, 1 to 20 characters",
        "https://id.gs1.org/01/09521234123453/10/%C3%A4,      1 to 20 characters of GS1's set 82",
        "urn:epc:id:sgtin:9521234.12345.A1,                   where 6 digits are due",
        "urn:epc:id:sgtin:9521234.012345,                     has 2 parts where 3 are due",
        "urn:epc:id:sgtin:95212.01234567.1,                   which is not 6 to 12 digits",
        "urn:epc:id:sgtin:9521234.012345.,                    ends without a value",
        "urn:epc:class:lgtin:9521234.012345.123456789012345678901, 1 to 20 characters",
        "urn:epc:id:sscc:9521234.01234567890,                 where 10 digits are due",
        "urn:epc:id,                                          form, scheme and value",
        "urn:epc:id:sgtin:9521234.012345.a b,                 is not a URI",
        "urn:epc:id:sgtin:9521234.012345.%2,                  is not a URI",
        "09521234123453,                                      is not a URI"
    })
    void brokenKeysAreRefusedByTheirRule(String uri, String rule) {
        InvalidIdentifierException refusal = assertThrows(InvalidIdentifierException.class, () -> Identifier.of(uri));
        assertTrue(refusal.rule().contains(rule), refusal.rule());
        assertEquals(uri, refusal.value());
    }

    @Test
    void lotOfASerialNumberIsNamedBesideIt() throws Exception {
        List<Identifier> both = Identifier.allOf("https://shop.example/01/09521234123453/10/L-1/21/S");
        assertEquals(List.of(ID + "/01/09521234123453/21/S", ID + "/01/09521234123453/10/L-1"),
                both.stream().map(Identifier::canonical).toList());
        assertEquals(Optional.of(new ThreadKey("09521234123453", "L-1")), both.get(1).thread());
        assertEquals(1, Identifier.allOf("urn:epc:class:lgtin:9521234.012345.L-1").size());
        assertEquals(1, Identifier.allOf("urn:example:thing").size());
    }

    /** A serial number without its lot must not name a thread, and a lot must come back as it went in. */
    @Test
    void onlyALotNamesAThread() throws Exception {
        assertEquals(Optional.empty(), Identifier.of("urn:epc:id:sgtin:9521234.012345.A1").thread());
        assertEquals(Optional.empty(), Identifier.of("urn:epc:idpat:sgtin:9521234.012345.*").thread());
        ThreadKey key = new ThreadKey("09521234123453", "!\"%&'()*+,-./:;<=>?");
        assertEquals(ID + "/01/09521234123453/10/!%22%25&'()*+,-.%2F:;%3C=%3E%3F", key.canonical());
        assertEquals(Optional.of(key), Identifier.of(key.canonical()).thread());
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '~', value = {
        "09521234123454, L, wrong check digit", "9521234123453, L, is not 14 digits", "0952123412345X, L, is not 14 digits",
        "09521234123453, ~~, is not 1 to 20", "09521234123453, a b, is not 1 to 20", "09521234123453, 123456789012345678901, is not 1 to 20"
    })
    void threadKeyHoldsItsRules(String gtin, String lot, String rule) {
        IllegalArgumentException refusal = assertThrows(IllegalArgumentException.class, () -> new ThreadKey(gtin, lot));
        assertTrue(refusal.getMessage().contains(rule), refusal.getMessage());
    }

    @Test
    void checkDigitsAreThoseOfTheGeneralSpecifications() {
        assertEquals('3', CheckDigit.of("629104150021"));
        assertTrue(CheckDigit.isRight("6291041500213"));
        assertEquals(false, CheckDigit.isRight("6291041500214"));
        assertEquals(false, CheckDigit.isRight("629104150021X"));
        assertEquals(false, CheckDigit.isRight(""));
        assertThrows(IllegalArgumentException.class, () -> CheckDigit.of("12a"));
    }
}

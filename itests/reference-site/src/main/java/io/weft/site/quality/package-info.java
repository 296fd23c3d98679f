/** The quality system: named people who record deviations and assess them. */
package io.weft.site.quality;

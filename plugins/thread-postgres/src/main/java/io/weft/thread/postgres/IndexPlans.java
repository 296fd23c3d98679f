package io.weft.thread.postgres;

/**
 * For the rest of a transaction, statements are planned once and by index. Over hash partitions planning costs ten times
 * what finding one row does, and a plan that was made while the tables were small would read them from end to end for ever.
 */
final class IndexPlans {

    static final String SQL = """
            select set_config('plan_cache_mode', 'force_generic_plan', true), set_config('enable_seqscan', 'off', true),
                   set_config('enable_hashjoin', 'off', true), set_config('enable_mergejoin', 'off', true),
                   set_config('jit', 'off', true)""";

    private IndexPlans() {
    }
}

-- A document and an event of common size stand in their rows as they are: compressing 3 kB costs more than writing them. Larger
-- ones go out of line, compressed, as before.
do $$
begin
    for remainder in 0..7 loop
        execute format('alter table message_%s set (toast_tuple_target = 8160)', remainder);
        execute format('alter table event_%s set (toast_tuple_target = 8160)', remainder);
    end loop;
end
$$;

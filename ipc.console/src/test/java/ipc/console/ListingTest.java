package ipc.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class ListingTest {
    private record Dish(String name, int price, String note) {}

    private static final Listing<Dish> MENU = Listing.of(Dish.class)
            .column("DISH", "name", Dish::name)
            .column("PRICE", "price", Dish::price, dish -> dish.price() + ".-")
            .column("NOTE", "note", Dish::note);

    @Test
    void shouldAlignTextsLeftAndNumbersRight() {
        assertThat(printed(new Dish("soup", 5, "hot"), new Dish("fish and chips", 12, "")))
                .containsExactly(
                        "DISH            PRICE  NOTE", //
                        "soup              5.-  hot",
                        "fish and chips   12.-");
    }

    @Test
    void shouldPrintHeadingsAloneWhereThereAreNoRows() {
        assertThat(printed()).containsExactly("DISH  PRICE  NOTE");
    }

    @Test
    void shouldGiveValuesNotTextsToPrograms() {
        assertThat(Json.of(MENU.values(List.of(new Dish("soup", 5, "hot")))))
                .isEqualTo("[{\"name\":\"soup\",\"price\":5,\"note\":\"hot\"}]");
    }

    private static List<String> printed(Dish... dishes) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        MENU.print(new PrintStream(bytes, true, StandardCharsets.UTF_8), List.of(dishes));
        return bytes.toString(StandardCharsets.UTF_8).lines().toList();
    }
}
